import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { daysBetween } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import { estimatedSeconds, measuredSpeed } from '../rules';

export type Scope = { siteId: number; from: IsoDay; to: IsoDay; roleId: number | null };
export type Estimate = { days: number; personDays: number; seconds: number };

const LAST_RUNS = 10;

/** How much a recalculation has to do and how long that takes at the speed of the last ones. Two statements. */
export async function getEstimate(db: Db, scope: Scope): Promise<Estimate> {
  const [row] = await selectRows(db, personDayCountStatement(scope), z.object({ personDays: column.integer }));
  const runs = await selectRows(
    db,
    sql`
      SELECT stages, started_at AS startedAt, finished_at AS finishedAt
        FROM recalculations
       WHERE site_id = ${scope.siteId} AND status = 'done' AND started_at IS NOT NULL
       ORDER BY id DESC LIMIT ${LAST_RUNS}`,
    z.object({
      stages: z.preprocess(
        (value) => (typeof value === 'string' ? JSON.parse(value) : value),
        z.object({ drain: z.object({ done: z.number() }) }),
      ),
      startedAt: column.instant,
      finishedAt: column.instant,
    }),
  );
  const speed = measuredSpeed(
    runs.map((run) => ({ personDays: run.stages.drain.done, seconds: run.finishedAt - run.startedAt })),
  );
  const days = daysBetween(scope.from, scope.to) + 1;
  // And the unmapped work of each day.
  const personDays = (row?.personDays ?? 0) + days;
  return { days, personDays, seconds: estimatedSeconds(personDays, speed) };
}

export function personDayCountStatement({ siteId, from, to, roleId }: Scope): SQL {
  const span = sql`score_date BETWEEN ${from} AND ${to}`;
  return roleId === null
    ? sql`SELECT COUNT(*) AS personDays FROM daily_scores WHERE site_id = ${siteId} AND ${span}`
    : sql`SELECT COUNT(*) AS personDays FROM daily_role_totals
           WHERE site_id = ${siteId} AND role_id = ${roleId} AND ${span}`;
}
