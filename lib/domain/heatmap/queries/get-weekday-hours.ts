import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { presentDayCounts } from '@/lib/domain/rollups/days';
import type { HourParams } from '@/lib/domain/rollups/person-hours';
import { weekdayHourSums } from '@/lib/domain/rollups/site-hours';

const hourRow = z.object({
  /** 1 = Monday .. 7 */
  weekday: column.integer,
  /** null: the row counts the weekday's days with presence */
  hour: column.integer.nullable(),
  days: column.integer,
  items: column.integer,
  points: column.decimal,
  people: column.integer,
  present: column.integer,
});
export type WeekdayHour = z.infer<typeof hourRow>;

/** The statement of {@link getWeekdayHours}, apart so that its plan can be looked at. */
export function weekdayHoursStatement(params: HourParams): SQL {
  return sql`
    SELECT h.weekday, h.hour, 0 AS days, h.items, h.points, h.people, h.present
      FROM (${weekdayHourSums(params)}) h
    UNION ALL
    SELECT d.weekday, NULL, d.days, 0, 0, 0, 0
      FROM (${presentDayCounts(params)}) d`;
}

/** By weekday and hour what was done, and on how many days anybody was there; several rows to be added up. One statement. */
export async function getWeekdayHours(db: Db, params: HourParams): Promise<WeekdayHour[]> {
  return selectRows(db, weekdayHoursStatement(params), hourRow);
}
