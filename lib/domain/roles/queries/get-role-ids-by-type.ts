import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Transaction } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { activityTypeAliases, roleConfigs } from '@/lib/db/schema/role-configs';

/**
 * The role of every activity type of a site, types that an admin mapped included. The roles stay share-locked to the end
 * of the transaction, so that no type is mapped between this look-up and the writing of the facts.
 */
export async function getRoleIdsByType(tx: Transaction, siteId: number): Promise<Map<string, number>> {
  const rows = await selectRows(
    tx,
    // LOCK IN SHARE MODE is the one spelling that both servers know. The name is read for the lock's sake: answered from an
    // index alone, only the index would be locked, and a writer that comes by another index would not see it.
    sql`SELECT ${roleConfigs.id} AS roleId, ${roleConfigs.activityType} AS ownType, ${roleConfigs.roleName} AS roleName,
          ${activityTypeAliases.activityType} AS alias
        FROM ${roleConfigs}
        LEFT JOIN ${activityTypeAliases} ON ${and(
          eq(activityTypeAliases.siteId, roleConfigs.siteId),
          eq(activityTypeAliases.roleId, roleConfigs.id),
        )}
        WHERE ${eq(roleConfigs.siteId, siteId)} LOCK IN SHARE MODE`,
    z.object({ roleId: column.integer, ownType: z.string(), alias: z.string().nullable() }),
  );
  const aliases = rows.flatMap((row): [string, number][] => (row.alias === null ? [] : [[row.alias, row.roleId]]));
  const own = rows.map((row): [string, number] => [row.ownType, row.roleId]);
  // A role's own type is its own whatever was mapped before it existed.
  return new Map([...aliases, ...own]);
}
