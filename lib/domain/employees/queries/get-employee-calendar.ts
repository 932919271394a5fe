import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const calendarRow = z.object({
  score_date: z.string(),
  points_earned: column.decimal,
  monthly_target_points: column.decimal.nullable(),
  activity_count: column.integer,
  is_finalized: column.flag,
  streak: column.integer.nullable(),
});
export type CalendarRow = z.infer<typeof calendarRow>;

export type CalendarParams = { siteId: number; employeeId: number; from: IsoDay; to: IsoDay };

/** The statement of {@link getEmployeeCalendar}, apart so that its plan can be looked at. */
export function employeeCalendarStatement({ siteId, employeeId, from, to }: CalendarParams): SQL {
  const part = (table: string) => sql`
    SELECT score_date, points_earned, monthly_target_points, activity_count, is_finalized, streak
      FROM ${sql.identifier(table)}
     WHERE site_id = ${siteId} AND employee_id = ${employeeId} AND score_date BETWEEN ${from} AND ${to}`;
  return sql`${part('daily_scores')} UNION ALL ${part('daily_scores_archive')} ORDER BY score_date`;
}

/** What a person's streaks follow from, archived days too, the oldest first. One statement. */
export async function getEmployeeCalendar(db: Db, params: CalendarParams): Promise<CalendarRow[]> {
  return selectRows(db, employeeCalendarStatement(params), calendarRow);
}
