import type { Db } from '@/lib/db/client';
import { activitiesByDay, resolvePeriods } from '@/lib/domain/clock/rules';
import { getActivitiesOf, getPeriodsOf } from '@/lib/domain/scoring/queries/get-scoring-facts';
import type { Site } from '@/lib/domain/sites/schema';
import { addDays, businessDayInterval, businessDayOf } from '@/lib/platform/time/business-day';
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
    for (const work of await itemsOfLateShifts(db, site, earlier, date, until)) {
      items.set(work.roleId, (items.get(work.roleId) ?? 0) + work.items);
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

async function itemsOfLateShifts(
  db: Db,
  site: Site,
  people: number[],
  date: IsoDay,
  until: EpochSeconds,
): Promise<{ roleId: number; items: number }[]> {
  const { start } = businessDayInterval(site, date);
  const neighbourhood = { start: businessDayInterval(site, addDays(date, -2 * RUN_DAYS)).start, end: until };
  const [periods, activities] = await Promise.all([
    getPeriodsOf(db, people, neighbourhood),
    getActivitiesOf(db, site.id, people, { start, end: until }),
  ]);
  const periodsOf = Map.groupBy(periods, (period) => period.employeeId);
  return [...Map.groupBy(activities, (activity) => activity.employeeId)].flatMap(([employeeId, ofPerson]) => {
    const resolved = resolvePeriods(site, site.settings, periodsOf.get(employeeId) ?? []);
    const ofDay = activitiesByDay(site, resolved.periods, ofPerson).get(date) ?? [];
    return ofDay.flatMap(({ roleId, itemsCount, windowEnd }) =>
      roleId === null || windowEnd > until ? [] : [{ roleId, items: itemsCount }],
    );
  });
}
