import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';

const typeRow = z.object({
  activityType: z.string(),
  windows: column.integer,
  items: column.integer,
  firstStart: column.instant,
  lastStart: column.instant,
});
export type UnmappedType = z.infer<typeof typeRow>;

/** Activity types without a role and what waits under them; ignored logins count nowhere (domain.md 3). */
export async function getUnmappedTypes(db: Db, siteId: number): Promise<UnmappedType[]> {
  return selectRows(db, unmappedTypesStatement(siteId), typeRow);
}

export function unmappedTypesStatement(siteId: number): SQL {
  return sql`
    SELECT a.activity_type AS activityType, COUNT(*) AS windows, SUM(a.items_count) AS items,
           MIN(a.window_start) AS firstStart, MAX(a.window_start) AS lastStart
      FROM activity_logs a
      JOIN employee_identities n ON n.id = a.identity_id AND n.status <> 'ignored'
     WHERE a.site_id = ${siteId} AND a.role_id IS NULL
     GROUP BY a.activity_type
     ORDER BY a.activity_type`;
}
