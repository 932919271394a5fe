import type { Db } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { getActivitiesOfDay, RUN_DAYS } from '@/lib/domain/team/facts';
import { finishingRoles } from '@/lib/domain/team/prepare';
import { getEarlierShifts } from '@/lib/domain/team/queries/get-earlier-shifts';
import { getRoleTargets } from '@/lib/domain/team/queries/get-role-targets';
import { RoleBook } from '@/lib/domain/team/sums';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import { getFinishedSlots } from './queries/get-finished-slots';
import { getWorkHours } from './queries/get-work-hours';
import { type History, historyOf, SLOT_SECONDS, type Slots, TARGET_WEEKS } from './rules';

/**
 * Finished items of a business day by quarter of an hour. Three statements (two of today, which nothing reaches beyond);
 * three more when a shift reaches over an edge of the day, because what was scanned in it belongs to the day of the shift.
 */
export async function readFinishedSlots(db: Db, site: Site, date: IsoDay, isPast: boolean): Promise<Slots> {
  const range = businessDayInterval(site, date);
  const [earlier, later] = await Promise.all([
    getEarlierShifts(db, {
      siteId: site.id,
      days: { from: addDays(date, -RUN_DAYS), to: addDays(date, -1) },
      reaching: range.start,
    }),
    isPast ? getEarlierShifts(db, { siteId: site.id, days: { from: date, to: date }, reaching: range.end }) : [],
  ]);
  const crossing = [...new Set([...earlier, ...later])];
  const slots = await getFinishedSlots(db, { siteId: site.id, range, without: crossing });
  if (crossing.length === 0) return slots;

  const items = new Map(slots.map((one) => [one.slot, one.items]));
  const end = later.length === 0 ? range.end : businessDayInterval(site, addDays(date, RUN_DAYS)).end;
  const [targets, activities] = await Promise.all([
    getRoleTargets(db, site.id),
    getActivitiesOfDay(db, site, crossing, date, { start: range.start, end }),
  ]);
  const finishing = finishingRoles(new RoleBook(targets));
  for (const { roleId, itemsCount, windowEnd } of activities) {
    if (roleId === null || !finishing.has(roleId)) continue;
    const slot = Math.ceil((windowEnd - range.start) / SLOT_SECONDS);
    items.set(slot, (items.get(slot) ?? 0) + itemsCount);
  }
  return [...items].map(([slot, count]) => ({ slot, items: count }));
}

/** What a day is held against. Four statements, or seven, see {@link readFinishedSlots}. */
export async function readHistory(db: Db, site: Site, date: IsoDay): Promise<History> {
  const days = TARGET_WEEKS.map((week) => addDays(date, -7 * week));
  const [lastWeekSlots, hours] = await Promise.all([
    readFinishedSlots(db, site, addDays(date, -7), true),
    getWorkHours(db, site.id, days),
  ]);
  const work = Map.groupBy(
    hours.map((row) => ({ day: row.score_date, hourStart: row.hour_start, workSeconds: row.work_seconds })),
    (hour) => hour.day,
  );
  return historyOf(site, date, { lastWeekSlots, work });
}
