import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { CostRange } from './get-role-costs';

const partRow = z.object({
  score_date: z.string(),
  active_cents: column.integer,
  idle_cents: column.integer,
  break_cents: column.integer,
  finished_items: column.integer,
});
export type CostDayRow = z.infer<typeof partRow>;

/** The statement of {@link getCostDays}, apart so that its plan can be looked at: two rows a day. */
export function costDaysStatement({ siteId, from, to }: CostRange): SQL {
  return sql`
    SELECT c.score_date, ${wholeSum(sql`c.active_cents`)} AS active_cents, ${wholeSum(sql`c.idle_cents`)} AS idle_cents,
           ${wholeSum(sql`c.break_cents`)} AS break_cents, 0 AS finished_items
      FROM daily_costs c
     WHERE c.site_id = ${siteId} AND c.score_date BETWEEN ${from} AND ${to}
     GROUP BY c.score_date
    UNION ALL
    SELECT d.score_date, 0, 0, 0, ${wholeSum(sql`d.finished_items`)}
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND d.score_date BETWEEN ${from} AND ${to}
     GROUP BY d.score_date`;
}

/** Cost and finished items of each day of a range that has people, by date. */
export async function getCostDays(db: Db, range: CostRange): Promise<CostDayRow[]> {
  const parts = await selectRows(db, costDaysStatement(range), partRow);
  const days = new Map<IsoDay, CostDayRow>();
  for (const part of parts) {
    const day = days.get(part.score_date);
    if (day === undefined) days.set(part.score_date, part);
    else {
      day.active_cents += part.active_cents;
      day.idle_cents += part.idle_cents;
      day.break_cents += part.break_cents;
      day.finished_items += part.finished_items;
    }
  }
  return [...days.values()].sort((a, b) => (a.score_date < b.score_date ? -1 : 1));
}
