import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { versionOn } from '@/lib/domain/scoring/roles';
import type { IsoDay } from '@/lib/platform/time/instant';

const row = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finished'), day: z.string(), amount: column.integer }),
  z.object({ kind: z.literal('goal'), day: z.string(), amount: column.integer.nullable() }),
]);

/** Finished items of a site's day, unmapped work included, and the goal that was valid on it; null without one. */
export type GoalDay = { day: IsoDay; finishedItems: number; goalItems: number | null; isReached: boolean };

/** The statement of {@link getGoalDays}, apart so that its plan can be looked at. */
export function goalDaysStatement(siteId: number, days: readonly IsoDay[]): SQL {
  const finished = (table: string) => sql`
    SELECT 'finished' AS kind, score_date AS day, SUM(finished_items) AS amount
      FROM ${sql.identifier(table)} WHERE site_id = ${siteId} AND score_date IN ${days} GROUP BY score_date`;
  return sql`
    ${finished('daily_scores')} UNION ALL ${finished('daily_scores_archive')}
    UNION ALL
    SELECT 'finished', u.score_date, SUM(u.items)
      FROM unmapped_totals u JOIN role_configs r ON r.id = u.role_id
     WHERE u.site_id = ${siteId} AND u.score_date IN ${days} AND r.is_finishing = 1
     GROUP BY u.score_date
    UNION ALL
    SELECT 'goal', valid_from, daily_goal_items FROM site_goals WHERE site_id = ${siteId}`;
}

/** Whether the site reached its daily goal of finished items on these days (domain.md 5, team_player). One statement. */
export async function getGoalDays(db: Db, siteId: number, days: readonly IsoDay[]): Promise<Map<IsoDay, GoalDay>> {
  if (days.length === 0) return new Map();
  const rows = await selectRows(db, goalDaysStatement(siteId, days), row);
  const goals = rows.flatMap((one) => (one.kind === 'goal' ? [{ validFrom: one.day, items: one.amount }] : []));
  const finished = new Map<IsoDay, number>();
  for (const one of rows) {
    if (one.kind === 'finished') finished.set(one.day, (finished.get(one.day) ?? 0) + one.amount);
  }
  return new Map(
    days.map((day) => {
      const goalItems = versionOn(goals, day)?.items ?? null;
      const finishedItems = finished.get(day) ?? 0;
      const isReached = goalItems !== null && goalItems > 0 && finishedItems >= goalItems;
      return [day, { day, finishedItems, goalItems, isReached }];
    }),
  );
}
