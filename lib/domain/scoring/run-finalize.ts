import { and, eq, inArray, or } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '../../db/client';
import { dailyScores } from '../../db/schema/daily-scores';
import { businessDayInterval, businessDayOf } from '../../platform/time/business-day';
import type { EpochSeconds } from '../../platform/time/instant';
import { requestAwards } from '../gamification/request-awards';
import type { Site } from '../sites/schema';
import { getOpenPersonDays, type OpenPersonDay } from './queries/get-open-person-days';
import { requestScores } from './request-scores';
import { canFinalize } from './rules';

const BATCH_SIZE = 500;

export type FinalizeCounts = {
  /** Person-days that became final. */
  finalized: number;
  /** Ended ones whose score is from before their end: they are scored first. */
  rescored: number;
};

/**
 * Marks every person-day that may be final by now (domain.md 4, Final): on ended days those with nothing open and a last
 * end more than two hours ago, in the evening run also those of today whose last clock-out is. A day whose facts changed
 * since it was scored waits for its score. Running it again changes nothing. Awards are asked for, not given here.
 */
export async function runFinalize(
  db: Database,
  site: Site,
  now: EpochSeconds,
  { isEveningRun }: { isEveningRun: boolean },
): Promise<FinalizeCounts> {
  const counts: FinalizeCounts = { finalized: 0, rescored: 0 };
  const lastDay = businessDayOf(site, now);
  let after: { day: string; employeeId: number } | null = null;
  for (;;) {
    const batch: { open: OpenPersonDay[]; settled: number; outdated: number } = await inTransaction(db, async (tx) => {
      const open = await getOpenPersonDays(tx, { siteId: site.id, lastDay, after, limit: BATCH_SIZE });
      const ended = open.filter((one) => !one.isWaiting && mayEnd(site, one, isEveningRun, now));
      const settled = ended.filter((one) => one.lastEnd !== null && one.scoredAt >= one.lastEnd);
      const outdated = ended.filter((one) => !settled.includes(one));
      await markFinal(tx, site.id, settled);
      await requestAwards(tx, site.id, settled);
      await requestScores(
        tx,
        outdated.map((one) => ({ siteId: site.id, scoreDate: one.day, employeeId: one.employeeId })),
        'finalize',
        now,
      );
      return { open, settled: settled.length, outdated: outdated.length };
    });
    counts.finalized += batch.settled;
    counts.rescored += batch.outdated;
    const last = batch.open.at(-1);
    if (last === undefined || batch.open.length < BATCH_SIZE) return counts;
    after = last;
  }
}

function mayEnd(site: Site, one: OpenPersonDay, isEveningRun: boolean, now: EpochSeconds): boolean {
  // Rows from before the end was kept are scored again, which notes it.
  if (one.lastEnd === null) return true;
  return canFinalize({
    hasOpen: one.lastEnd > now,
    lastEnd: one.lastEnd,
    lastClockOut: one.lastClockOut,
    dayEnd: businessDayInterval(site, one.day).end,
    isEveningRun,
    now,
  });
}

async function markFinal(tx: Transaction, siteId: number, personDays: readonly OpenPersonDay[]): Promise<void> {
  if (personDays.length === 0) return;
  const days = [...Map.groupBy(personDays, (one) => one.day)].map(([day, people]) =>
    and(
      eq(dailyScores.scoreDate, day),
      inArray(
        dailyScores.employeeId,
        people.map((one) => one.employeeId),
      ),
    ),
  );
  await tx
    .update(dailyScores)
    .set({ isFinalized: true })
    .where(and(eq(dailyScores.siteId, siteId), or(...days)));
}
