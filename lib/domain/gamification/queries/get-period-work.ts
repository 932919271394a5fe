import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { PeriodParams } from './get-period-board';

const workRow = z.object({
  employee_id: column.integer,
  role_id: column.integer,
  items: column.integer,
  points: column.decimal,
});
export type PeriodWork = z.infer<typeof workRow>;

/** The statement of {@link getPeriodWork}, apart so that its plan can be looked at. */
export function periodWorkStatement({ siteId, from, to }: PeriodParams): SQL {
  if (from !== null) {
    return sql`
      SELECT employee_id, role_id, SUM(items) AS items, SUM(points) AS points
        FROM daily_role_totals WHERE site_id = ${siteId} AND score_date BETWEEN ${from} AND ${to}
       GROUP BY employee_id, role_id`;
  }
  return sql`
    SELECT employee_id, role_id, SUM(items) AS items, SUM(points) AS points
      FROM (SELECT employee_id, role_id, items, points FROM career_role_totals WHERE site_id = ${siteId}
            UNION ALL
            SELECT t.employee_id, t.role_id, t.items, t.points
              FROM daily_scores d
              JOIN daily_role_totals t
                ON t.site_id = d.site_id AND t.score_date = d.score_date AND t.employee_id = d.employee_id
             WHERE d.site_id = ${siteId} AND d.is_finalized = 0 AND d.score_date <= ${to}) w
     GROUP BY employee_id, role_id`;
}

/** Items and points by person and role in the period. One statement. */
export async function getPeriodWork(db: Db, params: PeriodParams): Promise<PeriodWork[]> {
  return selectRows(db, periodWorkStatement(params), workRow);
}
