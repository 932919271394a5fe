import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, toSqlInstant } from '@/lib/platform/time/instant';

const factRow = z.object({
  siteId: z.number(),
  source: z.string(),
  status: z.enum(['success', 'partial', 'failed', 'scan']),
  at: column.instant.nullable(),
  details: z.unknown(),
});
export type SourceFact = Omit<z.infer<typeof factRow>, 'siteId'>;
export type SiteSourceFact = z.infer<typeof factRow>;

/** The sync of each source that keeps it current; others (people, webhooks, reconciliation) say nothing about that. */
const REGULAR_SYNCS = ['sync-clock-times', 'sync-activities'];

/**
 * Per site and source the newest finished regular run of each status with its details, and as source `scans` the latest
 * scan. One statement for any number of sites: groups read from the index alone, then one look-up each.
 */
export async function getSourceFacts(db: Db, siteIds: readonly number[], now: EpochSeconds): Promise<SiteSourceFact[]> {
  if (siteIds.length === 0) return [];
  const ids = sql.join([...siteIds], sql`, `);
  return selectRows(
    db,
    sql`
      SELECT r.site_id AS siteId, r.source, r.status, r.finished_at AS at, r.details
        FROM (SELECT site_id, sync_type, status, MAX(started_at) AS started_at
                FROM sync_runs
               WHERE site_id IN (${ids}) AND sync_type IN (${sql.join(REGULAR_SYNCS, sql`, `)})
                 AND status IN ('success', 'partial', 'failed')
               GROUP BY site_id, sync_type, status) n
        JOIN sync_runs r ON r.site_id = n.site_id AND r.sync_type = n.sync_type AND r.status = n.status
                        AND r.started_at = n.started_at
      UNION ALL
      SELECT s.id, 'scans', 'scan',
             (SELECT MAX(a.window_end) FROM activity_logs a
               WHERE a.site_id = s.id AND a.window_end <= ${toSqlInstant(now)}),
             NULL
        FROM sites s
       WHERE s.id IN (${ids})`,
    factRow,
  );
}
