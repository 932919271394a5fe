import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { TeamRange } from './get-team-days';

const roleDayRow = z.object({
  /** `person`: of all people; `unclocked`: the part of it from days without clocked time; `unmapped`: of nobody known */
  kind: z.enum(['person', 'unclocked', 'unmapped']),
  score_date: z.string(),
  role_id: column.integer,
  people: column.integer,
  items: column.integer,
  points: column.decimal,
  worked_seconds: column.integer,
});
export type RoleDayRow = z.infer<typeof roleDayRow>;

/** The statement of {@link getRoleDays}, apart so that its plan can be looked at. */
export function roleDaysStatement({ siteId, from, to }: TeamRange): SQL {
  // Days without a clock are few: the joined totals are looked up for them, never the other way round.
  return sql`
    SELECT 'person' AS kind, t.score_date, t.role_id, COUNT(*) AS people, ${wholeSum(sql`t.items`)} AS items,
           SUM(t.points) AS points, ${wholeSum(sql`t.worked_seconds`)} AS worked_seconds
      FROM daily_role_totals t
     WHERE t.site_id = ${siteId} AND t.score_date BETWEEN ${from} AND ${to}
     GROUP BY t.score_date, t.role_id
    UNION ALL
    SELECT 'unclocked', t.score_date, t.role_id, COUNT(*), ${wholeSum(sql`t.items`)}, 0, 0
      FROM daily_scores d STRAIGHT_JOIN daily_role_totals t
        ON t.site_id = d.site_id AND t.score_date = d.score_date AND t.employee_id = d.employee_id
     WHERE d.site_id = ${siteId} AND d.score_date BETWEEN ${from} AND ${to} AND d.clocked_seconds = 0
     GROUP BY t.score_date, t.role_id
    UNION ALL
    SELECT 'unmapped', u.score_date, u.role_id, 0, ${wholeSum(sql`u.items`)}, SUM(u.points), 0
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND u.score_date BETWEEN ${from} AND ${to}
     GROUP BY u.score_date, u.role_id`;
}

/** Items, points and worked time of each role on each day of a range, with what has no clock and what is unmapped apart. */
export async function getRoleDays(db: Db, range: TeamRange): Promise<RoleDayRow[]> {
  return selectRows(db, roleDaysStatement(range), roleDayRow);
}
