import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const stateRow = z.object({
  items_processed: column.integer.nullable(),
  points_earned: column.decimal.nullable(),
  clocked_seconds: column.integer.nullable(),
  paid_seconds: column.integer.nullable(),
  break_seconds: column.integer.nullable(),
  active_seconds: column.integer.nullable(),
  idle_seconds: column.integer.nullable(),
  efficiency_rate: column.decimal.nullable(),
  is_estimated: column.flag.nullable(),
  is_finalized: column.flag.nullable(),
  scored_at: column.instant.nullable(),
  revised_at: column.instant.nullable(),
  requested_at: column.instant.nullable(),
  reason: z.string().nullable(),
  attempts: column.integer.nullable(),
});
export type PersonDayState = z.infer<typeof stateRow>;

/** The statement of {@link getPersonDayState}, apart so that its plan can be looked at. */
export function personDayStateStatement(siteId: number, employeeId: number, date: IsoDay): SQL {
  return sql`
    SELECT d.items_processed, d.points_earned, d.clocked_seconds, d.paid_seconds, d.break_seconds, d.active_seconds,
           d.idle_seconds, d.efficiency_rate, d.is_estimated, d.is_finalized, d.scored_at, d.revised_at,
           q.requested_at, q.reason, q.attempts
      FROM (SELECT 1 AS one) o
      LEFT JOIN daily_scores d ON d.site_id = ${siteId} AND d.score_date = ${date} AND d.employee_id = ${employeeId}
      LEFT JOIN score_requests q ON q.site_id = ${siteId} AND q.score_date = ${date} AND q.employee_id = ${employeeId}`;
}

/** The stored score of a person-day and whether a newer one is asked for: columns are null without. One statement. */
export async function getPersonDayState(
  db: Db,
  siteId: number,
  employeeId: number,
  date: IsoDay,
): Promise<PersonDayState> {
  const [row] = await selectRows(db, personDayStateStatement(siteId, employeeId, date), stateRow);
  if (row === undefined) throw new Error('A select from one row gave none.');
  return row;
}
