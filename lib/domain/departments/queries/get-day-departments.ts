import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const roleRow = z.object({
  kind: z.literal('role'),
  role_id: column.integer,
  department_name: z.string(),
  flow_order: column.integer,
  is_active: column.flag,
  expected_per_hour: column.decimal.nullable(),
  monthly_target_points: column.decimal.nullable(),
});
const workRow = z.object({
  kind: z.enum(['person', 'unmapped']),
  role_id: column.integer,
  employee_id: column.integer,
  items: column.integer,
  points: column.decimal,
  worked_seconds: column.integer,
  clocked_seconds: column.integer,
});
const anyRow = z.discriminatedUnion('kind', [roleRow, workRow]);
export type DayRole = z.infer<typeof roleRow>;
export type DayWork = z.infer<typeof workRow>;

/** The statement of {@link getDayDepartments}, apart so that its plan can be looked at. */
export function dayDepartmentsStatement(siteId: number, date: IsoDay): SQL {
  // The version valid on the day: the latest not after it, else the earliest (domain.md 1).
  return sql`
    SELECT 'role' AS kind, r.id AS role_id, r.department_name, r.flow_order, r.is_active, v.expected_per_hour,
           v.monthly_target_points, 0 AS employee_id, 0 AS items, 0 AS points, 0 AS worked_seconds, 0 AS clocked_seconds
      FROM role_configs r
      LEFT JOIN role_config_versions v ON v.role_id = r.id AND v.valid_from = COALESCE(
           (SELECT MAX(l.valid_from) FROM role_config_versions l WHERE l.role_id = r.id AND l.valid_from <= ${date}),
           (SELECT MIN(f.valid_from) FROM role_config_versions f WHERE f.role_id = r.id))
     WHERE r.site_id = ${siteId}
    UNION ALL
    SELECT 'person', t.role_id, NULL, NULL, NULL, NULL, NULL, t.employee_id, t.items, t.points, t.worked_seconds,
           d.clocked_seconds
      FROM daily_role_totals t
      JOIN daily_scores d ON d.site_id = t.site_id AND d.score_date = t.score_date AND d.employee_id = t.employee_id
     WHERE t.site_id = ${siteId} AND t.score_date = ${date}
    UNION ALL
    SELECT 'unmapped', u.role_id, NULL, NULL, NULL, NULL, NULL, 0, SUM(u.items), SUM(u.points), 0, 0
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND u.score_date = ${date}
     GROUP BY u.role_id`;
}

/** The site's roles as they count on the day and what each person did in them, unmapped work included. One statement. */
export async function getDayDepartments(
  db: Db,
  siteId: number,
  date: IsoDay,
): Promise<{ roles: DayRole[]; work: DayWork[] }> {
  const rows = await selectRows(db, dayDepartmentsStatement(siteId, date), anyRow);
  const roles: DayRole[] = [];
  const work: DayWork[] = [];
  for (const row of rows) {
    if (row.kind === 'role') roles.push(row);
    else work.push(row);
  }
  return { roles, work };
}
