import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { AwardRequest } from '../request-awards';

const row = z.object({ kind: z.enum(['worked', 'awarded']), employee_id: column.integer, day: z.string() });

/** The statement of {@link getTeamPlayerChanges}, apart so that its plan can be looked at. */
export function teamPlayersStatement(siteId: number, days: readonly IsoDay[]): SQL {
  return sql`
    SELECT 'worked' AS kind, employee_id, score_date AS day
      FROM daily_scores
     WHERE site_id = ${siteId} AND is_finalized = 1 AND score_date IN ${days} AND activity_count > 0
    UNION ALL
    SELECT 'awarded', employee_id, earned_date
      FROM achievements
     WHERE site_id = ${siteId} AND earned_date IN ${days} AND achievement_key = 'team_player'`;
}

/** Whose award team_player does not fit the goal of the day: `reached` lists the days on which the site reached it. */
export async function getTeamPlayerChanges(
  db: Db,
  siteId: number,
  days: readonly IsoDay[],
  reached: ReadonlySet<IsoDay>,
): Promise<AwardRequest[]> {
  const rows = await selectRows(db, teamPlayersStatement(siteId, days), row);
  const states = new Map<string, AwardRequest & { isWorked: boolean; isAwarded: boolean }>();
  for (const { kind, employee_id: employeeId, day } of rows) {
    const key = `${employeeId}/${day}`;
    const state = states.get(key) ?? { employeeId, day, isWorked: false, isAwarded: false };
    states.set(key, { ...state, ...(kind === 'worked' ? { isWorked: true } : { isAwarded: true }) });
  }
  return [...states.values()]
    .filter((one) => (one.isWorked && reached.has(one.day)) !== one.isAwarded)
    .map(({ employeeId, day }) => ({ employeeId, day }));
}
