import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { EmployeeStatus } from '../rules';

const employeeRow = z.object({
  id: column.integer,
  name: z.string(),
  email: z.string().nullable(),
  display_alias: z.string().nullable(),
  hired_on: z.string().nullable(),
  is_contractor: column.flag,
  is_scanning: column.flag,
  archived_at: column.instant.nullable(),
  clock_logins: column.integer,
  scan_logins: column.integer,
  last_seen_at: column.instant.nullable(),
});
export type AdminEmployeeRow = z.infer<typeof employeeRow>;

export type AdminEmployeesParams = {
  siteId: number;
  /** A part of the name, alias or email. */
  search: string | null;
  status: EmployeeStatus;
  /** Only this person. */
  employeeId?: number;
  /** Name and id of the last row of the page before. */
  after: { name: string; id: number } | null;
  limit: number;
};

/** The statement of {@link getAdminEmployees}, apart so that its plan can be looked at. */
export function adminEmployeesStatement(params: AdminEmployeesParams): SQL {
  const { siteId, search, status, employeeId, after, limit } = params;
  const pattern = search === null ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    sql`e.site_id = ${siteId}`,
    ...(employeeId === undefined ? [] : [sql`e.id = ${employeeId}`]),
    ...(pattern === null
      ? []
      : [sql`(e.name LIKE ${pattern} OR e.display_alias LIKE ${pattern} OR e.email LIKE ${pattern})`]),
    ...(after === null ? [] : [sql`e.name >= ${after.name} AND (e.name > ${after.name} OR e.id > ${after.id})`]),
    ...(status === 'all' ? [] : [status === 'archived' ? sql`e.archived_at IS NOT NULL` : sql`e.archived_at IS NULL`]),
  ];
  return sql`
    SELECT p.*, COUNT(CASE WHEN i.source = 'connecteam' THEN 1 END) AS clock_logins,
           COUNT(CASE WHEN i.source <> 'connecteam' THEN 1 END) AS scan_logins, MAX(i.last_seen_at) AS last_seen_at
      FROM (SELECT e.id, e.name, e.email, e.display_alias, e.hired_on, e.is_contractor, e.is_scanning, e.archived_at
              FROM employees e
             WHERE ${sql.join(conditions, sql` AND `)}
             ORDER BY e.name, e.id
             LIMIT ${limit}) p
      LEFT JOIN employee_identities i ON i.site_id = ${siteId} AND i.employee_id = p.id AND i.status = 'verified'
     GROUP BY p.id, p.name, p.email, p.display_alias, p.hired_on, p.is_contractor, p.is_scanning, p.archived_at
     ORDER BY p.name, p.id`;
}

/** A page of the people of a site by name with how many logins they have. One statement. */
export async function getAdminEmployees(db: Db, params: AdminEmployeesParams): Promise<AdminEmployeeRow[]> {
  return selectRows(db, adminEmployeesStatement(params), employeeRow);
}
