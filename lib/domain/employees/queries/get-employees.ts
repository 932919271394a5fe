import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { EmployeeStatus } from '../schema';

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
  primary_role: z.string().nullable(),
  open_until: column.instant.nullable(),
});
export type ListedEmployee = z.infer<typeof employeeRow>;

export type EmployeesParams = {
  siteId: number;
  today: IsoDay;
  /** Beginning of the name or of a word in it. */
  search: string | null;
  status: EmployeeStatus;
  /** Name and id of the last row of the page before. */
  after: { name: string; id: number } | null;
  limit: number;
};

/** The statement of {@link getEmployees}, apart so that its plan can be looked at. */
export function employeesStatement(params: EmployeesParams): SQL {
  const { siteId, today, search, status, after, limit } = params;
  const pattern = search === null ? null : `${search.replace(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    sql`e.site_id = ${siteId}`,
    ...(pattern === null ? [] : [sql`(e.name LIKE ${pattern} OR e.name LIKE ${`% ${pattern}`})`]),
    ...(after === null ? [] : [sql`e.name >= ${after.name} AND (e.name > ${after.name} OR e.id > ${after.id})`]),
    ...(status === 'all' ? [] : [status === 'archived' ? sql`e.archived_at IS NOT NULL` : sql`e.archived_at IS NULL`]),
  ];
  // The page is cut on the index of names, in its order, before anything else is looked up.
  return sql`
    SELECT p.*, r.department_name AS primary_role, d.open_until,
           (SELECT GROUP_CONCAT(DISTINCT i.source ORDER BY i.source)
              FROM employee_identities i
             WHERE i.site_id = ${siteId} AND i.employee_id = p.id AND i.status = 'verified') AS sources
      FROM (SELECT e.id, e.name, e.display_alias, e.is_contractor, e.is_scanning, e.hired_on, e.archived_at
              FROM employees e FORCE INDEX (ix_employees_site_name)
             WHERE ${sql.join(conditions, sql` AND `)}
             ORDER BY e.name, e.id
             LIMIT ${limit}) p
      LEFT JOIN daily_scores d ON d.site_id = ${siteId} AND d.score_date = ${today} AND d.employee_id = p.id
      LEFT JOIN role_configs r ON r.id = d.primary_role_id
     ORDER BY p.name, p.id`;
}

/** A page of the site's people by name, with what they do today. One statement, never the whole table. */
export async function getEmployees(db: Db, params: EmployeesParams): Promise<ListedEmployee[]> {
  return selectRows(db, employeesStatement(params), employeeRow);
}
