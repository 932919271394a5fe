import { type Database, inTransaction } from '@/lib/db/client';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import type { Clock } from '@/lib/platform/time/clock';
import type { IsoDay } from '@/lib/platform/time/instant';
import { evaluateAchievements, removeAwardRequests } from './mutations';
import { getAwardRequests, type WaitingAwardRequest } from './queries/get-award-requests';
import { getGoalDays } from './queries/get-goal-days';
import { getTeamPlayerChanges } from './queries/get-team-player-changes';
import { requestAwards, SITE_DAY } from './request-awards';

/** Person-days and people looked at in one transaction: its people are locked, so it has to be short. */
const BATCH_SIZE = 1_000;
const BATCH_PEOPLE = 20;

export type AwardCounts = { evaluated: number; awarded: number; withdrawn: number };

/**
 * Serves all waiting award requests of a site (domain.md 5). Safe beside itself: people are locked while their awards are
 * written. Returns what it did and the days on which a streak or an award changed.
 */
export async function runAwards(options: {
  db: Database;
  site: Site;
  clock: Clock;
}): Promise<{ counts: AwardCounts; changedDays: Set<IsoDay> }> {
  const { db, site, clock } = options;
  const counts: AwardCounts = { evaluated: 0, awarded: 0, withdrawn: 0 };
  const changedDays = new Set<IsoDay>();
  for (;;) {
    const waiting = await getAwardRequests(db, site.id, BATCH_SIZE);
    if (waiting.length === 0) return { counts, changedDays };
    const siteDays = waiting.filter((one) => one.employeeId === SITE_DAY);
    // What a site's day asks of its people waits in the same queue and is read with the next batch.
    const batch = siteDays.length > 0 ? siteDays : ofFirstPeople(waiting);
    const done = await inTransaction(db, async (tx) => {
      // After the requests were read: an edit of the settings renews them all in its own transaction.
      const current = await getSite(tx, site.code);
      if (siteDays.length > 0) await passOnSiteDays(options, tx, [...new Set(siteDays.map((one) => one.day))]);
      const result = siteDays.length > 0 ? null : await evaluateAchievements(tx, current, batch, clock.now());
      await removeAwardRequests(tx, site.id, batch);
      return result;
    });
    if (done === null) continue;
    counts.evaluated += batch.length;
    counts.awarded += done.awarded;
    counts.withdrawn += done.withdrawn;
    for (const day of done.changedDays) changedDays.add(day);
  }
}

function ofFirstPeople(waiting: readonly WaitingAwardRequest[]): WaitingAwardRequest[] {
  const people = new Set([...new Set(waiting.map((one) => one.employeeId))].slice(0, BATCH_PEOPLE));
  return waiting.filter((one) => people.has(one.employeeId));
}

/** Asks for the person-days whose team_player no longer fits what the site finished on the day. */
async function passOnSiteDays(
  { site }: { site: Site },
  tx: Parameters<typeof requestAwards>[0],
  days: IsoDay[],
): Promise<void> {
  const goals = await getGoalDays(tx, site.id, days);
  const reached = new Set(days.filter((day) => goals.get(day)?.isReached === true));
  await requestAwards(tx, site.id, await getTeamPlayerChanges(tx, site.id, days, reached));
}
