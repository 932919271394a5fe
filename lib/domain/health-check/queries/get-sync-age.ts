import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/**
 * Seconds since a sync last brought something, also in part; while it never did, since it was first tried. Null before the
 * first try. Reads the index alone.
 */
export async function getSyncAge(db: Db, siteId: number, syncType: string, now: EpochSeconds): Promise<number | null> {
  const row = z.object({ lastGood: column.instant.nullable(), firstTry: column.instant.nullable() });
  const [found] = await selectRows(db, syncAgeStatement(siteId, syncType), row);
  const since = found?.lastGood ?? found?.firstTry ?? null;
  return since === null ? null : Math.max(0, now - since);
}

export function syncAgeStatement(siteId: number, syncType: string): SQL {
  const ofSync = sql`site_id = ${siteId} AND sync_type = ${syncType}`;
  return sql`
    SELECT (SELECT MAX(finished_at) FROM sync_runs WHERE ${ofSync} AND status IN ('success', 'partial')) AS lastGood,
           (SELECT MIN(started_at) FROM sync_runs WHERE ${ofSync}) AS firstTry`;
}
