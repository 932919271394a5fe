import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import { type Award, DAY_KEYS, HISTORY_KEYS, isAchievementKey } from '../rules';

const awardRow = z.object({
  employee_id: column.integer,
  achievement_key: z.string().refine(isAchievementKey),
  period_key: z.string(),
  earned_date: z.string(),
  points_awarded: column.integer,
});

export type StoredAward = Award & { employeeId: number };

/** The statement of {@link getStoredAwards}, apart so that its plan can be looked at. */
export function storedAwardsStatement(siteId: number, personDays: readonly { employeeId: number; day: IsoDay }[]): SQL {
  const people = [...Map.groupBy(personDays, (one) => one.employeeId)].map(([employeeId, ofPerson]) => {
    const days = [...new Set(ofPerson.map((one) => one.day))];
    return sql`(employee_id = ${employeeId}
      AND (achievement_key IN ${HISTORY_KEYS} OR (achievement_key IN ${DAY_KEYS} AND period_key IN ${days})))`;
  });
  return sql`
    SELECT employee_id, achievement_key, period_key, earned_date, points_awarded
      FROM achievements WHERE site_id = ${siteId} AND (${sql.join(people, sql` OR `)})`;
}

/** Stored awards that these person-days can change: those of the days themselves, and the people's over many days. */
export async function getStoredAwards(
  db: Db,
  siteId: number,
  personDays: readonly { employeeId: number; day: IsoDay }[],
): Promise<StoredAward[]> {
  if (personDays.length === 0) return [];
  const rows = await selectRows(db, storedAwardsStatement(siteId, personDays), awardRow);
  return rows.map((one) => ({
    employeeId: one.employee_id,
    key: one.achievement_key,
    periodKey: one.period_key,
    earnedDate: one.earned_date,
    points: one.points_awarded,
  }));
}
