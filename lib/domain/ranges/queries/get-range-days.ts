import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { departmentDays, type RangeParams } from './get-range-people';

const dayRow = z.object({
  score_date: z.string(),
  kind: z.enum(['people', 'unmapped']),
  people: column.integer,
  items: column.integer,
  finished_items: column.integer,
  points: column.decimal,
  clocked_seconds: column.integer,
  active_seconds: column.integer,
  clocked_active_seconds: column.integer,
});
export type RangeDayRow = z.infer<typeof dayRow>;

/** The statement of {@link getRangeDays}, apart so that its plan can be looked at. */
export function rangeDaysStatement({ siteId, from, to, department }: RangeParams): SQL {
  const times = sql`
    SUM(d.clocked_seconds) AS clocked_seconds, SUM(d.active_seconds) AS active_seconds,
    SUM(CASE WHEN d.clocked_seconds > 0 THEN d.active_seconds ELSE 0 END) AS clocked_active_seconds`;
  const people =
    department === null
      ? sql`
    SELECT d.score_date, 'people' AS kind, COUNT(*) AS people, SUM(d.items_processed) AS items,
           SUM(d.finished_items) AS finished_items, SUM(d.points_earned) AS points, ${times}
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND d.score_date BETWEEN ${from} AND ${to}
     GROUP BY d.score_date`
      : sql`
    SELECT t.score_date, 'people' AS kind, COUNT(*) AS people, SUM(t.items) AS items,
           SUM(t.finished_items) AS finished_items, SUM(t.points) AS points, ${times}
      FROM (${departmentDays({ siteId, from, to }, department)}) t
      JOIN daily_scores d ON d.site_id = ${siteId} AND d.score_date = t.score_date AND d.employee_id = t.employee_id
     GROUP BY t.score_date`;
  const ofDepartment = department === null ? sql`` : sql`AND r.department_name = ${department}`;
  return sql`${people}
    UNION ALL
    SELECT u.score_date, 'unmapped', 0, SUM(u.items), SUM(CASE WHEN r.is_finishing THEN u.items ELSE 0 END),
           SUM(u.points), 0, 0, 0
      FROM unmapped_totals u
      JOIN role_configs r ON r.id = u.role_id
     WHERE u.site_id = ${siteId} AND u.score_date BETWEEN ${from} AND ${to} ${ofDepartment}
     GROUP BY u.score_date
     ORDER BY 1, 2`;
}

/** What the site did on each day of the range that has anything, unmapped work in rows of its own. One statement. */
export async function getRangeDays(db: Db, params: RangeParams): Promise<RangeDayRow[]> {
  return selectRows(db, rangeDaysStatement(params), dayRow);
}
