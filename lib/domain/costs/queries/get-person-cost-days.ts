import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const dayRow = z.object({
  score_date: z.string(),
  is_estimated: column.flag,
  finished_items: column.integer,
  paid_seconds: column.integer,
  clocked_seconds: column.integer,
  break_seconds: column.integer,
  /** Of a clocked day: an estimated day has no clock to compare with. */
  clocked_active_seconds: column.integer,
});
export type PersonCostDayRow = z.infer<typeof dayRow>;
export type PersonCostRange = { siteId: number; employeeId: number; from: IsoDay; to: IsoDay };

/** The statement of {@link getPersonCostDays}, apart so that its plan can be looked at. */
export function personCostDaysStatement({ siteId, employeeId, from, to }: PersonCostRange): SQL {
  return sql`
    SELECT d.score_date, d.is_estimated, d.finished_items, d.paid_seconds, d.clocked_seconds, d.break_seconds,
           CASE WHEN d.is_estimated THEN 0 ELSE d.active_seconds END AS clocked_active_seconds
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND d.employee_id = ${employeeId} AND d.score_date BETWEEN ${from} AND ${to}
     ORDER BY d.score_date`;
}

/** A person's scored days of a range with their time, by date. One statement. */
export async function getPersonCostDays(db: Db, range: PersonCostRange): Promise<PersonCostDayRow[]> {
  return selectRows(db, personCostDaysStatement(range), dayRow);
}
