import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { EmployeeStatus } from '../rules';

const employeeRow = z.object({
  id: column.integer,
  name: z.string(),
  display_alias: z.string().nullable(),
  is_contractor: column.flag,
  is_scanning: column.flag,
  hired_on: z.string().nullable(),
  archived_at: column.instant.nullable(),
  /** Sources with a verified identity, separated by commas; null without one */
  sources: z.string().nullable(),
  /** Of the date; null without a scored day, the department also without a role. */
  department: z.string().nullable(),
  items: column.integer.nullable(),
  points: column.decimal.nullable(),
  clocked_seconds: column.integer.nullable(),
  active_seconds: column.integer.nullable(),
  efficiency_rate: column.decimal.nullable(),
  /** Latest of the open days */
  open_until: column.instant.nullable(),
});
export type ListedEmployeeRow = z.infer<typeof employeeRow>;

export type EmployeesParams = {
  siteId: number;
  /** Whose figures are shown. */
  date: IsoDay;
  /** Days whose shifts can still be open now. */
  openDays: readonly IsoDay[];
  /** Beginning of the name or of a word in it. */
  search: string | null;
  status: EmployeeStatus;
  /** Only people with most of the date's work there. */
  department: string | null;
  /** Name and id of the last row of the page before. */
  after: { name: string; id: number } | null;
  limit: number;
};

/** The statement of {@link getEmployees}, apart so that its plan can be looked at. */
export function employeesStatement(params: EmployeesParams): SQL {
  const { siteId, date, openDays, limit } = params;
  // The page is cut on the index of names, in its order, before anything else is looked up.
  return sql`
    SELECT p.*, r.department_name AS department, d.items_processed AS items, d.points_earned AS points,
           d.clocked_seconds, d.active_seconds, d.efficiency_rate,
           (SELECT MAX(o.open_until) FROM daily_scores o
             WHERE o.site_id = ${siteId} AND o.employee_id = p.id AND o.score_date IN ${openDays}) AS open_until,
           (SELECT GROUP_CONCAT(DISTINCT i.source ORDER BY i.source)
              FROM employee_identities i
             WHERE i.site_id = ${siteId} AND i.employee_id = p.id AND i.status = 'verified') AS sources
      FROM (SELECT e.id, e.name, e.display_alias, e.is_contractor, e.is_scanning, e.hired_on, e.archived_at
              FROM employees e FORCE INDEX (ix_employees_site_name)
             WHERE ${sql.join(conditionsOf(params), sql` AND `)}
             ORDER BY e.name, e.id
             LIMIT ${limit}) p
      LEFT JOIN daily_scores d ON d.site_id = ${siteId} AND d.score_date = ${date} AND d.employee_id = p.id
      LEFT JOIN role_configs r ON r.id = d.primary_role_id
     ORDER BY p.name, p.id`;
}

function conditionsOf({ siteId, date, search, status, department, after }: EmployeesParams): SQL[] {
  const pattern = search === null ? null : `${search.replace(/[\\%_]/g, '\\$&')}%`;
  return [
    sql`e.site_id = ${siteId}`,
    ...(pattern === null ? [] : [sql`(e.name LIKE ${pattern} OR e.name LIKE ${`% ${pattern}`})`]),
    ...(after === null ? [] : [sql`e.name >= ${after.name} AND (e.name > ${after.name} OR e.id > ${after.id})`]),
    ...(status === 'all' ? [] : [status === 'archived' ? sql`e.archived_at IS NOT NULL` : sql`e.archived_at IS NULL`]),
    ...(department === null
      ? []
      : [
          sql`EXISTS (SELECT 1 FROM daily_scores w JOIN role_configs x ON x.id = w.primary_role_id
                WHERE w.site_id = ${siteId} AND w.score_date = ${date} AND w.employee_id = e.id
                  AND x.department_name = ${department})`,
        ]),
  ];
}

/** A page of the site's people by name, with their figures of a date and whether they are there now. One statement. */
export async function getEmployees(db: Db, params: EmployeesParams): Promise<ListedEmployeeRow[]> {
  return selectRows(db, employeesStatement(params), employeeRow);
}
