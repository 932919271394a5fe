import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { InstantRange } from '@/lib/platform/time/business-day';
import { type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';

/** A window lasts at most so long (domain.md 3). */
const LONGEST_WINDOW_SECONDS = 3600;

export type DayPeopleParams = { siteId: number; day: IsoDay; interval: InstantRange };

/**
 * Everybody who may have a person-day: with a score or an issue on the day, or with a fact that begins in its interval
 * (a fact that belongs to the day and begins later follows a clock period that begins in it). Reads index ranges only.
 */
export async function getDayPeople(db: Db, params: DayPeopleParams): Promise<number[]> {
  const rows = await selectRows(db, dayPeopleStatement(params), z.object({ employeeId: column.integer }));
  return rows.map((row) => row.employeeId);
}

export function dayPeopleStatement({ siteId, day, interval }: DayPeopleParams): SQL {
  const [start, end] = [toSqlInstant(interval.start), toSqlInstant(interval.end)];
  const longestEnd = toSqlInstant(interval.end + LONGEST_WINDOW_SECONDS);
  return sql`
    SELECT employee_id AS employeeId FROM daily_scores WHERE site_id = ${siteId} AND score_date = ${day}
    UNION
    SELECT employee_id FROM data_issues
     WHERE site_id = ${siteId} AND status IN ('open', 'resolved') AND score_date = ${day} AND employee_id IS NOT NULL
    UNION
    SELECT employee_id FROM clock_times
     WHERE site_id = ${siteId} AND clock_in >= ${start} AND clock_in < ${end} AND employee_id IS NOT NULL
    UNION
    SELECT employee_id FROM clock_breaks
     WHERE site_id = ${siteId} AND break_start >= ${start} AND break_start < ${end} AND employee_id IS NOT NULL
    UNION
    SELECT employee_id FROM activity_logs
     WHERE site_id = ${siteId} AND window_end BETWEEN ${start} AND ${longestEnd}
       AND window_start >= ${start} AND window_start < ${end} AND employee_id IS NOT NULL`;
}

/** Everybody with work in a role on the day. */
export async function getDayPeopleOfRole(db: Db, siteId: number, roleId: number, day: IsoDay): Promise<number[]> {
  const rows = await selectRows(
    db,
    sql`SELECT employee_id AS employeeId FROM daily_role_totals
         WHERE site_id = ${siteId} AND role_id = ${roleId} AND score_date = ${day}`,
    z.object({ employeeId: column.integer }),
  );
  return rows.map((row) => row.employeeId);
}
