import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type HourParams, personHourSums } from '@/lib/domain/rollups/person-hours';

const hourRow = z.object({
  employee_id: column.integer,
  name: z.string(),
  hour: column.integer,
  items: column.integer,
  points: column.decimal,
  /** Hour buckets of the range in which the person was present or has items. */
  buckets: column.integer,
});
export type EmployeeHour = z.infer<typeof hourRow>;

/** The statement of {@link getEmployeeHours}, apart so that its plan can be looked at. */
export function employeeHoursStatement(params: HourParams): SQL {
  return sql`
    SELECT s.employee_id, e.name, s.hour, s.items, s.points, s.buckets
      FROM (SELECT employee_id, hour, SUM(items) AS items, SUM(points) AS points, SUM(buckets) AS buckets
              FROM (${personHourSums(params)}) h
             GROUP BY employee_id, hour
            HAVING SUM(buckets) > 0) s
     STRAIGHT_JOIN employees e ON e.id = s.employee_id
     ORDER BY e.name, e.id, s.hour`;
}

/** Hour by hour what each person did and in how many hours they were there or have items, by name. One statement. */
export async function getEmployeeHours(db: Db, params: HourParams): Promise<EmployeeHour[]> {
  return selectRows(db, employeeHoursStatement(params), hourRow);
}
