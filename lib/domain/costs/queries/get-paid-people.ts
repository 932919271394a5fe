import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { CostRange } from './get-role-costs';

const paidPersonRow = z.object({
  /** 202603 */
  month: column.integer,
  employee_id: column.integer,
  name: z.string(),
  days: column.integer,
  estimated_days: column.integer,
  finished_items: column.integer,
  paid_seconds: column.integer,
  clocked_seconds: column.integer,
  break_seconds: column.integer,
  /** Of clocked days: an estimated day has no clock to compare with. */
  active_seconds: column.integer,
});
export type PaidPersonRow = z.infer<typeof paidPersonRow>;

/** The statement of {@link getPaidPeople}, apart so that its plan can be looked at. */
export function paidPeopleStatement({ siteId, from, to }: CostRange): SQL {
  return sql`
    SELECT p.*, e.name
      FROM (SELECT EXTRACT(YEAR_MONTH FROM d.score_date) AS month, d.employee_id, COUNT(*) AS days, ${wholeSum(sql`d.is_estimated`)} AS estimated_days,
                   ${wholeSum(sql`d.finished_items`)} AS finished_items, ${wholeSum(sql`d.paid_seconds`)} AS paid_seconds,
                   ${wholeSum(sql`d.clocked_seconds`)} AS clocked_seconds, ${wholeSum(sql`d.break_seconds`)} AS break_seconds,
                   ${wholeSum(sql`CASE WHEN d.is_estimated THEN 0 ELSE d.active_seconds END`)} AS active_seconds
              FROM daily_scores d
             WHERE d.site_id = ${siteId} AND d.score_date BETWEEN ${from} AND ${to}
             GROUP BY month, d.employee_id) p
      JOIN employees e ON e.id = p.employee_id`;
}

/** Everybody with a scored day in a range, with their time by calendar month; archived people too. */
export async function getPaidPeople(db: Db, range: CostRange): Promise<PaidPersonRow[]> {
  return selectRows(db, paidPeopleStatement(range), paidPersonRow);
}
