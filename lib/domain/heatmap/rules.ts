import { MAX_NIGHT_SECONDS } from '@/lib/domain/rollups/rules';
import { businessDayInterval, hourBuckets, type SiteCalendar } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { localSecondOfDay } from '@/lib/platform/time/zone';

/** A column of the heat map: an hour bucket of one day, or an hour of the local day. `key` is what rows name it by. */
export type HourColumn = { key: number; start: EpochSeconds | null; localHour: number; localMinute: number };

/** A cell's sums; points in thousandths. `isPresent`: somebody was there. */
export type CellSums = { items: number; pointsThousandths: number; people: number; isPresent: boolean };

const HOURS = 24;
/**
 * The real hours of one business day (23, 24 or 25 of them), and those of a night that goes on after it. `key`: seconds
 * from the day's start; `keys` are the ones with data.
 */
export function hoursOfDay(calendar: SiteCalendar, day: IsoDay, keys: readonly number[]): HourColumn[] {
  const { start, end } = businessDayInterval(calendar, day);
  const first = keys.reduce((earliest, key) => Math.min(earliest, start + key), start);
  const last = keys.reduce((latest, key) => Math.max(latest, start + key + 1), end);
  return hourBuckets(calendar.timeZone, first, last).map((bucket) => {
    const second = localSecondOfDay(calendar.timeZone, bucket.start);
    return {
      key: bucket.start - start,
      start: bucket.start,
      localHour: Math.floor(second / 3600),
      localMinute: Math.floor(second / 60) % 60,
    };
  });
}

/** The 24 hours of the local day, beginning with the one in which the business day starts. `key` is the hour. */
export function hoursOfRange(calendar: SiteCalendar): HourColumn[] {
  const first = Number(calendar.dayStart.slice(0, 2));
  return Array.from({ length: HOURS }, (_, index) => {
    const localHour = (first + index) % HOURS;
    return { key: localHour, start: null, localHour, localMinute: 0 };
  });
}

/** Adds a cell's part to what is there. */
export function addCell(cells: Map<number, CellSums>, key: number, part: CellSums): void {
  const cell = cells.get(key);
  if (cell === undefined) {
    cells.set(key, { ...part });
    return;
  }
  cell.items += part.items;
  cell.pointsThousandths += part.pointsThousandths;
  cell.people += part.people;
  cell.isPresent ||= part.isPresent;
}

/** An hour bucket of a business day, by its start. */
export type DayHour = { day: IsoDay; start: EpochSeconds };

/** The buckets of these business days, nights that go on after them included, that are the hour `localHour` of the local day. */
export function dayHoursOf(calendar: SiteCalendar, days: readonly IsoDay[], localHour: number): DayHour[] {
  return days.flatMap((day) => {
    const { start, end } = businessDayInterval(calendar, day);
    return hourBuckets(calendar.timeZone, start, end + MAX_NIGHT_SECONDS)
      .filter((bucket) => Math.floor(localSecondOfDay(calendar.timeZone, bucket.start) / 3600) === localHour)
      .map((bucket) => ({ day, start: bucket.start }));
  });
}
