import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { getDailyGoals } from '@/lib/domain/team/queries/get-daily-goals';
import { goalOn } from '@/lib/domain/team/rules';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { askedDay } from '@/lib/platform/time/asked-days';
import { businessDayInterval } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { readFinishedSlots, readHistory } from './facts';
import { preparePace } from './prepare';
import type { Pace, PaceBody, PaceQuery } from './schema';

/**
 * Finished items of a day by quarter of an hour beside the target line and last week, and when the goal is reached. Throws
 * VALIDATION on a day in the future.
 */
export async function loadPace(site: Site, query: PaceQuery, now: EpochSeconds): Promise<Pace> {
  const day = askedDay(site, query.date, now);
  return cachedAnswer<PaceBody>(pacePolicy(site, day), () => readPace(site, day, now));
}

/** {@link loadPace} as JSON text. */
export async function loadPaceText(site: Site, query: PaceQuery, now: EpochSeconds): Promise<string> {
  const day = askedDay(site, query.date, now);
  return cachedAnswerText(pacePolicy(site, day), () => readPace(site, day, now));
}

type AskedDay = { day: IsoDay; today: IsoDay };

function pacePolicy(site: Site, { day, today }: AskedDay) {
  return cachePolicies.pace({ siteId: site.id, date: day, when: day < today ? 'past' : 'today' });
}

/** Three statements of today; the past it is held against has an entry of its own, which holds when today changes. */
async function readPace(site: Site, { day: date, today }: AskedDay, now: EpochSeconds): Promise<PaceBody> {
  const db = getReadDatabase();
  const [slots, goals, history] = await Promise.all([
    readFinishedSlots(db, site, date, date < today),
    getDailyGoals(db, site.id),
    cachedLoad(cachePolicies.paceHistory({ siteId: site.id, date }), () => readHistory(db, site, date)),
  ]);
  const interval = businessDayInterval(site, date);
  return preparePace({ date, today, now, interval, slots, goal: goalOn(goals, date), history: history.data });
}
