import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { BoardRole, RoleWork } from '@/lib/domain/leaderboard/prepare-departments';
import type { DayRange } from '@/lib/platform/time/business-day';

const roleRow = z.object({
  kind: z.literal('role'),
  role_id: column.integer,
  department_name: z.string(),
  flow_order: column.integer,
  is_active: column.flag,
});
const workRow = z.object({
  kind: z.enum(['person', 'unmapped']),
  role_id: column.integer,
  employee_id: column.integer,
  items: column.integer,
  points: column.decimal,
});

/** The roles of a site, and who did what in them over a range. */
export type RangeDepartments = { roles: BoardRole[]; work: RoleWork[] };

export type RangeDepartmentsParams = DayRange & { siteId: number };

/** The statement of {@link getRangeDepartments}, apart so that its plan can be looked at. */
export function rangeDepartmentsStatement({ siteId, from, to }: RangeDepartmentsParams): SQL {
  return sql`
    SELECT 'role' AS kind, r.id AS role_id, 0 AS employee_id, 0 AS items, 0 AS points, r.department_name, r.flow_order,
           r.is_active
      FROM role_configs r
     WHERE r.site_id = ${siteId}
    UNION ALL
    SELECT 'person', w.role_id, w.employee_id, ${wholeSum(sql`w.items`)}, SUM(w.points), NULL, NULL, NULL
      FROM daily_role_totals w
     WHERE w.site_id = ${siteId} AND w.score_date BETWEEN ${from} AND ${to}
     GROUP BY w.employee_id, w.role_id
    UNION ALL
    SELECT 'unmapped', u.role_id, 0, ${wholeSum(sql`u.items`)}, SUM(u.points), NULL, NULL, NULL
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND u.score_date BETWEEN ${from} AND ${to}
     GROUP BY u.role_id`;
}

/** What each person, and nobody known, did in each role over a range. One statement. */
export async function getRangeDepartments(db: Db, params: RangeDepartmentsParams): Promise<RangeDepartments> {
  const row = z.discriminatedUnion('kind', [roleRow, workRow]);
  const rows = await selectRows(db, rangeDepartmentsStatement(params), row);
  const found: RangeDepartments = { roles: [], work: [] };
  for (const one of rows) {
    if (one.kind === 'role') found.roles.push(one);
    else found.work.push(one);
  }
  return found;
}
