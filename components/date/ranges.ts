import { addDays, type DayRange, daysBetween } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

/** Ranges people ask for by name. */
export const PRESETS = [
  { key: 'today', label: 'Today' },
  { key: 'yesterday', label: 'Yesterday' },
  { key: 'last-7', label: 'Last 7 days' },
  { key: 'last-28', label: 'Last 28 days' },
  { key: 'last-90', label: 'Last 90 days' },
  { key: 'this-week', label: 'This week' },
  { key: 'last-week', label: 'Last week' },
  { key: 'this-month', label: 'This month' },
  { key: 'last-month', label: 'Last month' },
] as const;
export type PresetKey = (typeof PRESETS)[number]['key'];

/** The days of a preset; `weekStart` 1 = Monday .. 7. None ends after `today`. */
export function presetRange(key: PresetKey, today: IsoDay, weekStart: number): DayRange {
  const weekBegins = addDays(today, -((weekdayOf(today) - weekStart + 7) % 7));
  const monthBegins = `${today.slice(0, 8)}01`;
  const lastOfLastMonth = addDays(monthBegins, -1);
  switch (key) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'last-7':
      return lastDays(7, today);
    case 'last-28':
      return lastDays(28, today);
    case 'last-90':
      return lastDays(90, today);
    case 'this-week':
      return { from: weekBegins, to: today };
    case 'last-week':
      return { from: addDays(weekBegins, -7), to: addDays(weekBegins, -1) };
    case 'this-month':
      return { from: monthBegins, to: today };
    case 'last-month':
      return { from: `${lastOfLastMonth.slice(0, 8)}01`, to: lastOfLastMonth };
  }
}

/** The `days` days that end with `today`. */
export function lastDays(days: number, today: IsoDay): DayRange {
  return { from: addDays(today, 1 - days), to: today };
}

/** The preset that is exactly `range`; null for any other range. */
export function presetOf(range: DayRange, today: IsoDay, weekStart: number): PresetKey | null {
  const found = PRESETS.find(({ key }) => {
    const one = presetRange(key, today, weekStart);
    return one.from === range.from && one.to === range.to;
  });
  return found?.key ?? null;
}

/** The range of the same length before or after; never past `today`. */
export function shiftRange(range: DayRange, direction: -1 | 1, today: IsoDay): DayRange {
  const days = daysBetween(range.from, range.to) + 1;
  const to = addDays(range.to, direction * days);
  const beyond = to > today ? daysBetween(today, to) : 0;
  return { from: addDays(range.from, direction * days - beyond), to: addDays(to, -beyond) };
}

/** What `from` and `to` of a URL ask for; the last `rangeDays` without them. A range that ends before it begins is its last day. */
export function askedTimeRange(
  asked: { from: IsoDay | null; to: IsoDay | null },
  today: IsoDay,
  rangeDays: number,
): DayRange {
  const to = asked.to === null || asked.to > today ? today : asked.to;
  const from = asked.from ?? (asked.to === null ? addDays(today, 1 - rangeDays) : to);
  return { from: from > to ? to : from, to };
}

/** 1 = Monday .. 7 */
function weekdayOf(day: IsoDay): number {
  // 2024-01-01 was a Monday.
  return (((daysBetween('2024-01-01', day) % 7) + 7) % 7) + 1;
}
