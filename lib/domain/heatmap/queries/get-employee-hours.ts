import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { HoursParams } from './get-department-hours';

const hourRow = z.object({
  employee_id: column.integer,
  name: z.string(),
  hour: column.integer,
  items: column.integer,
  points: column.decimal,
  /** Hour buckets of the range in which the person was present or has items. */
  buckets: column.integer,
  present: column.integer,
});
export type EmployeeHour = z.infer<typeof hourRow>;

/** The statement of {@link getEmployeeHours}, apart so that its plan can be looked at. */
export function employeeHoursStatement({ siteId, from, to, hourKey }: HoursParams): SQL {
  return sql`
    SELECT s.employee_id, e.name, s.hour, s.items, s.points, s.buckets, s.present
      FROM (SELECT employee_id, ${hourKey} AS hour, SUM(items) AS items, SUM(points) AS points,
                   COUNT(DISTINCT score_date, hour_start) AS buckets, SUM(present) AS present
              FROM (SELECT i.employee_id, i.score_date, i.hour_start, i.items, i.points, 0 AS present
                      FROM hourly_role_totals i
                     WHERE i.site_id = ${siteId} AND i.score_date BETWEEN ${from} AND ${to}
                    UNION ALL
                    SELECT p.employee_id, p.score_date, p.hour_start, 0, 0, 1
                      FROM hourly_presence p
                     WHERE p.site_id = ${siteId} AND p.score_date BETWEEN ${from} AND ${to}) w
             GROUP BY employee_id, hour) s
     STRAIGHT_JOIN employees e ON e.id = s.employee_id
     ORDER BY e.name, e.id, s.hour`;
}

/** Hour by hour what each person did and whether they were there, by name. One statement. */
export async function getEmployeeHours(db: Db, params: HoursParams): Promise<EmployeeHour[]> {
  return selectRows(db, employeeHoursStatement(params), hourRow);
}
