import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const dayRow = z.object({
  score_date: z.string(),
  items_processed: column.integer,
  finished_items: column.integer,
  points_earned: column.decimal,
  clocked_seconds: column.integer,
  paid_seconds: column.integer,
  break_seconds: column.integer,
  active_seconds: column.integer,
  idle_seconds: column.integer,
  efficiency_rate: column.decimal.nullable(),
  activity_count: column.integer,
  idle_count: column.integer,
  first_activity_at: column.instant.nullable(),
  last_activity_at: column.instant.nullable(),
  first_clock_in: column.instant.nullable(),
  last_clock_out: column.instant.nullable(),
  monthly_target_points: column.decimal.nullable(),
  streak: column.integer.nullable(),
  is_estimated: column.flag,
  is_finalized: column.flag,
  open_until: column.instant.nullable(),
  scored_at: column.instant,
  /** 1 + people of the day with more points, and everybody of the day; null but on the last day of the range */
  rank_of_day: column.integer.nullable(),
  people_of_day: column.integer.nullable(),
});
export type EmployeeDayRow = z.infer<typeof dayRow>;

export type EmployeeDaysParams = { siteId: number; employeeId: number; from: IsoDay; to: IsoDay };

/** The statement of {@link getEmployeeDays}, apart so that its plan can be looked at. */
export function employeeDaysStatement({ siteId, employeeId, from, to }: EmployeeDaysParams): SQL {
  return sql`
    SELECT d.score_date, d.items_processed, d.finished_items, d.points_earned, d.clocked_seconds, d.paid_seconds,
           d.break_seconds, d.active_seconds, d.idle_seconds, d.efficiency_rate, d.activity_count, d.idle_count,
           d.first_activity_at, d.last_activity_at, d.first_clock_in, d.last_clock_out, d.monthly_target_points,
           d.streak, d.is_estimated, d.is_finalized, d.open_until, d.scored_at,
           CASE WHEN d.score_date = ${to} THEN
             (SELECT 1 + COUNT(*) FROM daily_scores a
               WHERE a.site_id = ${siteId} AND a.score_date = ${to} AND a.points_earned > d.points_earned) END AS rank_of_day,
           CASE WHEN d.score_date = ${to} THEN
             (SELECT COUNT(*) FROM daily_scores c
               WHERE c.site_id = ${siteId} AND c.score_date = ${to}) END AS people_of_day
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND d.employee_id = ${employeeId} AND d.score_date BETWEEN ${from} AND ${to}
     ORDER BY d.score_date`;
}

/** A person's scored days of a range, with the place on the last one. One statement. */
export async function getEmployeeDays(db: Db, params: EmployeeDaysParams): Promise<EmployeeDayRow[]> {
  return selectRows(db, employeeDaysStatement(params), dayRow);
}
