import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import { SUM_COLUMNS, SUMS_OF_DAYS, SUMS_OF_SUMS } from '../career-totals';

const periodRow = z.object({
  employee_id: column.integer,
  name: z.string(),
  current_streak: column.integer,
  achievement_points: column.integer,
  rank_of_period: column.integer,
  days_worked: column.integer,
  items: column.integer,
  points: column.decimal,
  clocked_seconds: column.integer,
  active_seconds: column.integer,
  clocked_items: column.integer,
  clocked_active_seconds: column.integer,
  target_points: column.decimal,
  first_activity_at: column.instant.nullable(),
});
export type PeriodRow = z.infer<typeof periodRow>;

/** `from` null: all days there are. */
export type PeriodParams = { siteId: number; from: IsoDay | null; to: IsoDay };

/** The statement of {@link getPeriodBoard}, apart so that its plan can be looked at. */
export function periodBoardStatement({ siteId, from, to }: PeriodParams): SQL {
  const sumsOf = (table: SQL, days: SQL) => sql`
    SELECT employee_id, ${SUMS_OF_DAYS} FROM ${table} WHERE site_id = ${siteId} AND ${days} GROUP BY employee_id`;
  // All time: what is final is added up already.
  const sums =
    from === null
      ? sql`SELECT employee_id, ${SUMS_OF_SUMS}
              FROM (SELECT employee_id, ${SUM_COLUMNS} FROM career_totals WHERE site_id = ${siteId}
                    UNION ALL ${sumsOf(sql`daily_scores`, sql`is_finalized = 0 AND score_date <= ${to}`)}) parts
             GROUP BY employee_id`
      : // Day by day: left to itself the server goes person by person through all days there are, to group without sorting.
        sumsOf(sql`daily_scores FORCE INDEX (PRIMARY)`, sql`score_date BETWEEN ${from} AND ${to}`);
  return sql`
    SELECT p.*, e.name, e.current_streak, e.achievement_points, RANK() OVER (ORDER BY p.points DESC) AS rank_of_period
      FROM (${sums}) p
      JOIN employees e ON e.id = p.employee_id
     WHERE e.archived_at IS NULL
     ORDER BY p.points DESC, p.items DESC, p.first_activity_at IS NULL, p.first_activity_at, p.employee_id`;
}

/** Everybody with a day in the period, ranked and in order (domain.md 6, Period boards). One statement. */
export async function getPeriodBoard(db: Db, params: PeriodParams): Promise<PeriodRow[]> {
  return selectRows(db, periodBoardStatement(params), periodRow);
}
