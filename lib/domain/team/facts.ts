import type { Db } from '@/lib/db/client';
import { activitiesByDay, resolvePeriods } from '@/lib/domain/clock/rules';
import { getActivitiesOf, getPeriodsOf } from '@/lib/domain/scoring/queries/get-scoring-facts';
import type { Activity } from '@/lib/domain/scoring/types';
import type { Site } from '@/lib/domain/sites/schema';
import { addDays, businessDayInterval, businessDayOf, type InstantRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { finishingRoles, type Output } from './prepare';
import { getEarlierShifts } from './queries/get-earlier-shifts';
import { getItemsUntil } from './queries/get-items-until';
import { sameLocalTime } from './rules';
import type { RoleBook } from './sums';

/** A run of clock periods can reach this many days past the day it belongs to (domain.md 2). */
export const RUN_DAYS = 2;

/**
 * What the site had made yesterday at the same local time: items of yesterday's business day whose window_end is not
 * later than that instant (domain.md 7). Two statements; two more when somebody's earlier shift reached into yesterday,
 * because what they scanned in it belongs to the day before.
 */
export async function readOutputAtThisTime(
  db: Db,
  site: Site,
  book: RoleBook,
  now: EpochSeconds,
): Promise<{ date: IsoDay; until: EpochSeconds; output: Output }> {
  const date = addDays(businessDayOf(site, now), -1);
  const until = sameLocalTime(site, now, 1);
  const { start } = businessDayInterval(site, date);
  const earlier = await getEarlierShifts(db, {
    siteId: site.id,
    days: { from: addDays(date, -RUN_DAYS), to: addDays(date, -1) },
    reaching: start,
  });
  const items = await getItemsUntil(db, { siteId: site.id, from: start, until, without: earlier });
  if (earlier.length > 0) {
    for (const { roleId, itemsCount, windowEnd } of await getActivitiesOfDay(db, site, earlier, date, {
      start,
      end: until,
    })) {
      if (roleId === null || windowEnd > until) continue;
      items.set(roleId, (items.get(roleId) ?? 0) + itemsCount);
    }
  }
  const finishing = finishingRoles(book);
  const output = { items: 0, finishedItems: 0, pointsThousandths: 0 };
  for (const [roleId, count] of items) {
    output.items += count;
    output.pointsThousandths += count * book.on(roleId, date).multiplierThousandths;
    if (finishing.has(roleId)) output.finishedItems += count;
  }
  return { date, until, output };
}

/**
 * Activities of these people that belong to the business day `date` (domain.md 2), of those whose window begins in `range`:
 * for people whose shifts reach over an edge of the day. Two statements.
 */
export async function getActivitiesOfDay(
  db: Db,
  site: Site,
  people: number[],
  date: IsoDay,
  range: InstantRange,
): Promise<Activity[]> {
  const periodsFrom = businessDayInterval(site, addDays(date, -2 * RUN_DAYS)).start;
  const [periods, activities] = await Promise.all([
    getPeriodsOf(db, people, { start: periodsFrom, end: range.end }),
    getActivitiesOf(db, site.id, people, range),
  ]);
  const periodsOf = Map.groupBy(periods, (period) => period.employeeId);
  return [...Map.groupBy(activities, (activity) => activity.employeeId)].flatMap(([employeeId, ofPerson]) => {
    const resolved = resolvePeriods(site, site.settings, periodsOf.get(employeeId) ?? []);
    return activitiesByDay(site, resolved.periods, ofPerson).get(date) ?? [];
  });
}
