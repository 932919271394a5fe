import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { DayRange } from '@/lib/platform/time/business-day';

const personDayRow = z.object({
  employee_id: column.integer,
  name: z.string(),
  is_archived: column.flag,
  score_date: z.string(),
  /** Of the department. */
  items: column.integer,
  finished_items: column.integer,
  points: column.decimal,
  activity_count: column.integer,
  /** Of the whole day. */
  day_items: column.integer,
  clocked_seconds: column.integer,
  active_seconds: column.integer,
});
export type DepartmentPersonDay = z.infer<typeof personDayRow>;

export type DepartmentRangeParams = DayRange & { siteId: number; department: string };

/** The statement of {@link getDepartmentRange}, apart so that its plan can be looked at. */
export function departmentRangeStatement({ siteId, from, to, department }: DepartmentRangeParams): SQL {
  return sql`
    SELECT t.employee_id, e.name, e.archived_at IS NOT NULL AS is_archived, t.score_date, t.items, t.finished_items,
           t.points, t.activity_count, d.items_processed AS day_items, d.clocked_seconds, d.active_seconds
      FROM (SELECT w.employee_id, w.score_date, ${wholeSum(sql`w.items`)} AS items, SUM(w.points) AS points,
                   ${wholeSum(sql`w.activity_count`)} AS activity_count,
                   ${wholeSum(sql`CASE WHEN r.is_finishing THEN w.items ELSE 0 END`)} AS finished_items
              FROM role_configs r
              JOIN daily_role_totals w ON w.site_id = r.site_id AND w.role_id = r.id
                                      AND w.score_date BETWEEN ${from} AND ${to}
             WHERE r.site_id = ${siteId} AND r.department_name = ${department}
             GROUP BY w.employee_id, w.score_date) t
      JOIN daily_scores d ON d.site_id = ${siteId} AND d.score_date = t.score_date AND d.employee_id = t.employee_id
      JOIN employees e ON e.id = t.employee_id`;
}

/** What each person did in a department on each day of a range, with the whole of those days. One statement. */
export async function getDepartmentRange(db: Db, params: DepartmentRangeParams): Promise<DepartmentPersonDay[]> {
  return selectRows(db, departmentRangeStatement(params), personDayRow);
}
