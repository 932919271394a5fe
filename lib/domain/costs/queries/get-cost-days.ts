import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { costDaySums, type DayParams } from '@/lib/domain/rollups/days';
import type { IsoDay } from '@/lib/platform/time/instant';

const partRow = z.object({
  score_date: z.string(),
  active_cents: column.integer,
  idle_cents: column.integer,
  break_cents: column.integer,
  finished_items: column.integer,
});
export type CostDayRow = z.infer<typeof partRow>;

/** Cost and finished items of each day of a range that has people, by date. One statement. */
export async function getCostDays(db: Db, range: DayParams): Promise<CostDayRow[]> {
  const parts = await selectRows(db, costDaySums(range), partRow);
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
