import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import type { IsoDay } from '@/lib/platform/time/instant';
import { personDaysCondition } from '../person-days';
import type { AwardDay } from '../rules';

const dayRow = z.object({
  employee_id: column.integer,
  score_date: z.string(),
  points_earned: column.decimal,
  monthly_target_points: column.decimal.nullable(),
  activity_count: column.integer,
  clocked_seconds: column.integer,
  active_seconds: column.integer,
  idle_count: column.integer,
  first_clock_in: column.instant.nullable(),
});

/** The statement of {@link getAwardDays}, apart so that its plan can be looked at. */
export function awardDaysStatement(siteId: number, personDays: readonly { employeeId: number; day: IsoDay }[]): SQL {
  const condition = personDaysCondition(personDays, { employee: sql`employee_id`, day: sql`score_date` });
  const part = (table: string) => sql`
    SELECT employee_id, score_date, points_earned, monthly_target_points, activity_count, clocked_seconds,
           active_seconds, idle_count, first_clock_in
      FROM ${sql.identifier(table)}
     WHERE site_id = ${siteId} AND is_finalized = 1 AND ${condition}`;
  return sql`${part('daily_scores')} UNION ALL ${part('daily_scores_archive')}`;
}

/** The final ones of these person-days, archived ones too. One statement. */
export async function getAwardDays(
  db: Db,
  siteId: number,
  personDays: readonly { employeeId: number; day: IsoDay }[],
): Promise<(AwardDay & { employeeId: number })[]> {
  const rows = await selectRows(db, awardDaysStatement(siteId, personDays), dayRow);
  return rows.map((row) => ({
    employeeId: row.employee_id,
    day: row.score_date,
    pointsHundredths: scaledFromDecimal(row.points_earned, 2),
    monthlyTargetHundredths:
      row.monthly_target_points === null ? null : scaledFromDecimal(row.monthly_target_points, 2),
    isWorked: row.activity_count > 0,
    isFinal: true,
    clockedSeconds: row.clocked_seconds,
    activeSeconds: row.active_seconds,
    idleCount: row.idle_count,
    firstClockIn: row.first_clock_in,
  }));
}
