import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { isAchievementKey } from '../rules';

const awardRow = z.object({
  achievement_key: z.string().refine(isAchievementKey),
  period_key: z.string(),
  earned_date: z.string(),
  points_awarded: column.integer,
});
export type PersonAwardRow = z.infer<typeof awardRow>;

/** The statement of {@link getPersonAwards}, apart so that its plan can be looked at. */
export function personAwardsStatement(siteId: number, employeeId: number): SQL {
  return sql`
    SELECT achievement_key, period_key, earned_date, points_awarded
      FROM achievements
     WHERE site_id = ${siteId} AND employee_id = ${employeeId}
     ORDER BY earned_date DESC, achievement_key, period_key`;
}

/** All awards of a person, the newest first: a few for every day worked. */
export async function getPersonAwards(db: Db, siteId: number, employeeId: number): Promise<PersonAwardRow[]> {
  return selectRows(db, personAwardsStatement(siteId, employeeId), awardRow);
}
