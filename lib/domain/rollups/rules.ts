import {
  addDays,
  businessDayInterval,
  type DayRange,
  daysBetween,
  monthStart,
  nextMonthStart,
  type SiteCalendar,
} from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { zoneSegmentAt } from '@/lib/platform/time/zone';

/** A month, by its first day, whose days are summed up through the day `through`. */
export type RolledMonth = { month: IsoDay; through: IsoDay };

/** What a range is read as: sums of whole months, days of their own, and days to take away from those months again. */
export type RangeParts = { months: IsoDay[]; days: DayRange[]; without: DayRange[] };

/** Seconds east of UTC from the one before it (or ever) until `until`. */
export type OffsetUntil = { until: EpochSeconds; offset: number };

/** Work that a night carries past the end of its day, at most (a run of periods). */
export const MAX_NIGHT_SECONDS = 48 * 3600;

/**
 * Which months of a range are read summed up, and which days by themselves. What can be taken away again (`canSubtract`) is
 * read from a month also when the range leaves out some of its days, where those are the fewer.
 */
export function partsOf(
  range: DayRange,
  rolled: readonly RolledMonth[],
  { canSubtract }: { canSubtract: boolean },
): RangeParts {
  const throughOf = new Map(rolled.map(({ month, through }) => [month, through]));
  const parts: RangeParts = { months: [], days: [], without: [] };
  for (let month = monthStart(range.from); month <= range.to; month = nextMonthStart(month)) {
    const end = addDays(nextMonthStart(month), -1);
    const asked = cut(range, { from: month, to: end });
    const through = throughOf.get(month);
    const summed = through === undefined ? [] : cut(asked[0], { from: month, to: through });
    const outside = through === undefined ? [] : around(summed[0], { from: month, to: through });
    const isWorthIt = outside.length === 0 || (canSubtract && lengthOf(outside) < lengthOf(summed));
    if (through === undefined || summed.length === 0 || !isWorthIt) {
      parts.days.push(...asked);
      continue;
    }
    parts.months.push(month);
    parts.without.push(...outside);
    parts.days.push(...cut(asked[0], { from: addDays(through, 1), to: end }));
  }
  return { ...parts, days: joined(parts.days) };
}

/** Range by itself: nothing of it summed up. */
export function asDays(range: DayRange): RangeParts {
  return { months: [], days: [range], without: [] };
}

/** Where the sums of a month can end: its last day, of the present one yesterday; null when it has only just begun. */
export function rollableThrough(month: IsoDay, today: IsoDay): IsoDay | null {
  if (month >= today) return null;
  const [end, yesterday] = [addDays(nextMonthStart(month), -1), addDays(today, -1)];
  return end < yesterday ? end : yesterday;
}

/** The offsets of a zone over the hours of these business days, nights included, ascending. */
export function offsetsOver(calendar: SiteCalendar, from: IsoDay, to: IsoDay): OffsetUntil[] {
  const end = businessDayInterval(calendar, to).end + MAX_NIGHT_SECONDS;
  const offsets: OffsetUntil[] = [];
  for (let at = businessDayInterval(calendar, from).start - 3600; at < end; ) {
    const segment = zoneSegmentAt(calendar.timeZone, at);
    offsets.push({ until: segment.end, offset: segment.offset });
    at = segment.end;
  }
  return offsets;
}

/** What two ranges have in common, as a list of one or none. */
function cut(range: DayRange | undefined, other: DayRange): DayRange[] {
  if (range === undefined) return [];
  const from = range.from > other.from ? range.from : other.from;
  const to = range.to < other.to ? range.to : other.to;
  return from <= to ? [{ from, to }] : [];
}

/** The days of `whole` before and after a range inside it. */
function around(range: DayRange | undefined, whole: DayRange): DayRange[] {
  if (range === undefined) return [];
  return [
    { from: whole.from, to: addDays(range.from, -1) },
    { from: addDays(range.to, 1), to: whole.to },
  ].filter(({ from, to }) => from <= to);
}

function lengthOf(ranges: readonly DayRange[]): number {
  return ranges.reduce((days, { from, to }) => days + daysBetween(from, to) + 1, 0);
}

/** Ranges in order, those that touch made one. */
function joined(ranges: readonly DayRange[]): DayRange[] {
  const result: DayRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last !== undefined && addDays(last.to, 1) === range.from) last.to = range.to;
    else result.push({ ...range });
  }
  return result;
}
