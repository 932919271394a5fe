import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { Skill } from '../rules';

const skillRow = z.object({ employee_id: column.integer, items: column.integer, worked_seconds: column.integer });
export type SkillsParams = { siteId: number; roleId: number; employeeIds: readonly number[]; from: IsoDay; to: IsoDay };

/** The statement of {@link getSkills}, apart so that its plan can be looked at. */
export function skillsStatement({ siteId, roleId, employeeIds, from, to }: SkillsParams): SQL {
  const people = sql.join(
    employeeIds.map((id) => sql`${id}`),
    sql`, `,
  );
  return sql`
    SELECT t.employee_id, SUM(t.items) AS items, SUM(t.worked_seconds) AS worked_seconds
      FROM daily_role_totals t
      JOIN daily_scores d ON d.site_id = t.site_id AND d.score_date = t.score_date AND d.employee_id = t.employee_id
     WHERE t.site_id = ${siteId} AND t.employee_id IN (${people}) AND t.role_id = ${roleId}
       AND t.score_date BETWEEN ${from} AND ${to} AND d.clocked_seconds > 0
     GROUP BY t.employee_id`;
}

/** Items and worked time of the people in a role on clocked days of a range. No statement without people. */
export async function getSkills(db: Db, params: SkillsParams): Promise<Map<number, Skill>> {
  if (params.employeeIds.length === 0) return new Map();
  const rows = await selectRows(db, skillsStatement(params), skillRow);
  return new Map(rows.map((row) => [row.employee_id, { items: row.items, workedSeconds: row.worked_seconds }]));
}
