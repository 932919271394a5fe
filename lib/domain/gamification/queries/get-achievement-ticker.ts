import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import { isAchievementKey } from '../rules';

const tickerRow = z.object({
  employee_id: column.integer,
  name: z.string(),
  achievement_key: z.string().refine(isAchievementKey),
  period_key: z.string(),
  earned_date: z.string(),
  points_awarded: column.integer,
  awarded_at: column.instant,
});
export type TickerRow = z.infer<typeof tickerRow>;

export type TickerParams = { siteId: number; from: IsoDay; to: IsoDay; limit: number };

/** The statement of {@link getAchievementTicker}, apart so that its plan can be looked at. */
export function achievementTickerStatement({ siteId, from, to, limit }: TickerParams): SQL {
  // By the days, whatever the server thinks of the number of awards: some servers read all of them, person by person.
  return sql`
    SELECT a.employee_id, e.name, a.achievement_key, a.period_key, a.earned_date, a.points_awarded, a.awarded_at
      FROM achievements a FORCE INDEX (ix_achievements_day)
      STRAIGHT_JOIN employees e ON e.id = a.employee_id
     WHERE a.site_id = ${siteId} AND a.earned_date BETWEEN ${from} AND ${to} AND e.archived_at IS NULL
     ORDER BY a.earned_date DESC, a.points_awarded DESC, a.employee_id, a.achievement_key, a.period_key
     LIMIT ${limit}`;
}

/** The newest awards of the days, the bigger first; archived people left out. One statement. */
export async function getAchievementTicker(db: Db, params: TickerParams): Promise<TickerRow[]> {
  return selectRows(db, achievementTickerStatement(params), tickerRow);
}
