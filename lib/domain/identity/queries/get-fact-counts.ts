import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';

const factRow = z.object({
  identity_id: column.integer,
  kind: z.enum(['scan', 'punch']),
  count: column.integer,
  items: column.integer,
  first_at: column.instant.nullable(),
  last_at: column.instant.nullable(),
});
export type FactCountRow = z.infer<typeof factRow>;

/** How many scans, items and punches the logins have, and when. One statement; nothing for logins without facts. */
export async function getFactCounts(db: Db, siteId: number, identityIds: readonly number[]): Promise<FactCountRow[]> {
  if (identityIds.length === 0) return [];
  return selectRows(
    db,
    sql`
      SELECT a.identity_id, 'scan' AS kind, COUNT(*) AS count, SUM(a.items_count) AS items,
             MIN(a.window_start) AS first_at, MAX(a.window_start) AS last_at
        FROM activity_logs a
       WHERE a.site_id = ${siteId} AND a.identity_id IN ${identityIds}
       GROUP BY a.identity_id
      UNION ALL
      SELECT c.identity_id, 'punch', COUNT(*), 0, MIN(c.clock_in), MAX(c.clock_in)
        FROM clock_times c
       WHERE c.site_id = ${siteId} AND c.identity_id IN ${identityIds}
       GROUP BY c.identity_id`,
    factRow,
  );
}
