import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';

const activityRow = z.object({
  id: column.integer,
  employee_id: column.integer.nullable(),
  employee_name: z.string().nullable(),
  external_name: z.string().nullable(),
  external_id: z.string(),
  activity_type: z.string(),
  role_name: z.string().nullable(),
  department_name: z.string().nullable(),
  items_count: column.integer,
  window_start: column.instant,
  window_end: column.instant,
  source: z.string(),
});
export type RecentActivity = z.infer<typeof activityRow>;

/** The statement of {@link getRecentActivities}, apart so that its plan can be looked at. */
export function recentActivitiesStatement(siteId: number, limit: number): SQL {
  // Walks the index of window ends backwards and stops after `limit` rows, whatever the number of windows stored.
  return sql`
    SELECT a.id, a.employee_id, e.name AS employee_name, i.external_name, i.external_id, a.activity_type, r.role_name,
           r.department_name, a.items_count, a.window_start, a.window_end, a.source
      FROM (SELECT w.id
              FROM activity_logs w FORCE INDEX (ix_activity_logs_window_end)
             STRAIGHT_JOIN employee_identities k ON k.id = w.identity_id AND k.status <> 'ignored'
             WHERE w.site_id = ${siteId}
             ORDER BY w.window_end DESC
             LIMIT ${limit}) n
      JOIN activity_logs a ON a.id = n.id
      JOIN employee_identities i ON i.id = a.identity_id
      LEFT JOIN employees e ON e.id = a.employee_id
      LEFT JOIN role_configs r ON r.id = a.role_id
     ORDER BY a.window_end DESC, a.id DESC`;
}

/** The work windows that ended last, newest first, those of ignored identities left out. One statement. */
export async function getRecentActivities(db: Db, siteId: number, limit: number): Promise<RecentActivity[]> {
  return selectRows(db, recentActivitiesStatement(siteId, limit), activityRow);
}
