import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { HistoryDay } from '../rules';

const historyRow = z.object({
  employee_id: column.integer,
  score_date: z.string(),
  points_earned: column.decimal,
  monthly_target_points: column.decimal.nullable(),
  activity_count: column.integer,
  is_finalized: column.flag,
  streak: column.integer.nullable(),
  is_archived: column.flag,
});

/** A day of a person's history with the streak that is stored for it; those of archived rows are not kept up. */
export type StoredHistoryDay = HistoryDay & { streak: number | null; isArchived: boolean };

/** The statement of {@link getAwardHistories}, apart so that its plan can be looked at. */
export function awardHistoriesStatement(siteId: number, employeeIds: readonly number[]): SQL {
  const part = (table: string, isArchived: 0 | 1) => sql`
    SELECT employee_id, score_date, points_earned, monthly_target_points, activity_count, is_finalized, streak,
           ${isArchived} AS is_archived
      FROM ${sql.identifier(table)}
     WHERE site_id = ${siteId} AND employee_id IN ${employeeIds}`;
  return sql`${part('daily_scores', 0)} UNION ALL ${part('daily_scores_archive', 1)} ORDER BY employee_id, score_date`;
}

/** All days of these people, archived ones too, by person in ascending order. One statement. */
export async function getAwardHistories(
  db: Db,
  siteId: number,
  employeeIds: readonly number[],
): Promise<Map<number, StoredHistoryDay[]>> {
  const rows = await selectRows(db, awardHistoriesStatement(siteId, employeeIds), historyRow);
  const histories = new Map<number, StoredHistoryDay[]>(employeeIds.map((id) => [id, []]));
  for (const row of rows) histories.get(row.employee_id)?.push(historyDayOf(row));
  return histories;
}

function historyDayOf(row: z.infer<typeof historyRow>): StoredHistoryDay {
  const day: IsoDay = row.score_date;
  return {
    day,
    pointsHundredths: scaledFromDecimal(row.points_earned, 2),
    monthlyTargetHundredths:
      row.monthly_target_points === null ? null : scaledFromDecimal(row.monthly_target_points, 2),
    isWorked: row.activity_count > 0,
    isFinal: row.is_finalized,
    streak: row.streak,
    isArchived: row.is_archived,
  };
}
