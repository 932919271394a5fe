import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const roleRow = z.object({
  role_id: column.integer,
  role_name: z.string(),
  department_name: z.string(),
  items: column.integer,
  points: column.decimal,
  activity_count: column.integer,
  worked_seconds: column.integer,
});
export type EmployeeDayRole = z.infer<typeof roleRow>;

/** The statement of {@link getEmployeeDayRoles}, apart so that its plan can be looked at. */
export function employeeDayRolesStatement(siteId: number, employeeId: number, date: IsoDay): SQL {
  return sql`
    SELECT t.role_id, r.role_name, r.department_name, t.items, t.points, t.activity_count, t.worked_seconds
      FROM daily_role_totals t
      JOIN role_configs r ON r.id = t.role_id
     WHERE t.site_id = ${siteId} AND t.score_date = ${date} AND t.employee_id = ${employeeId}
     ORDER BY r.flow_order, r.id`;
}

/** What a person did in each role on a day, in flow order. One statement. */
export async function getEmployeeDayRoles(
  db: Db,
  siteId: number,
  employeeId: number,
  date: IsoDay,
): Promise<EmployeeDayRole[]> {
  return selectRows(db, employeeDayRolesStatement(siteId, employeeId, date), roleRow);
}
