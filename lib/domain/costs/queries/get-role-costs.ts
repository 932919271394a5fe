import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { IsoDay } from '@/lib/platform/time/instant';

const roleCostRow = z.object({
  /** 202603 */
  month: column.integer,
  employee_id: column.integer,
  /** 0: unassigned */
  role_id: column.integer,
  active_cents: column.integer,
  idle_cents: column.integer,
  break_cents: column.integer,
  has_default_rate: column.flag,
});
export type RoleCostRow = z.infer<typeof roleCostRow>;
export type CostRange = { siteId: number; from: IsoDay; to: IsoDay };

/** The statement of {@link getRoleCosts}, apart so that its plan can be looked at. */
export function roleCostsStatement({ siteId, from, to }: CostRange): SQL {
  return sql`
    SELECT EXTRACT(YEAR_MONTH FROM c.score_date) AS month, c.employee_id, c.role_id,
           ${wholeSum(sql`c.active_cents`)} AS active_cents, ${wholeSum(sql`c.idle_cents`)} AS idle_cents,
           ${wholeSum(sql`c.break_cents`)} AS break_cents, MAX(c.is_default_rate) AS has_default_rate
      FROM daily_costs c
     WHERE c.site_id = ${siteId} AND c.score_date BETWEEN ${from} AND ${to}
     GROUP BY month, c.employee_id, c.role_id`;
}

/** What each person cost in each role over a range of days, by calendar month. */
export async function getRoleCosts(db: Db, range: CostRange): Promise<RoleCostRow[]> {
  return selectRows(db, roleCostsStatement(range), roleCostRow);
}
