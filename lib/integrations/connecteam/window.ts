import {
  addDays,
  businessDayInterval,
  businessDayOf,
  daysBetween,
  type InstantRange,
  type SiteCalendar,
} from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';

/** The days a read is about, both included. What is asked for reaches further, see {@link askedPieces}. */
export type ReadWindow = { firstDay: IsoDay; lastDay: IsoDay };

const TRAILING_DAYS = 2;
/** Days that a first run, and every reconciliation, reads. */
export const LONG_WINDOW_DAYS = 45;
export const LONGEST_WINDOW_DAYS = 90;
/** Connecteam allows 92; how it counts them is not known. */
const DAYS_PER_PIECE = 90;
/** Around the window: nobody knows in which zone Connecteam cuts days, nor whether endDate counts (connecteam-api.md 7.5). */
const DAYS_BEFORE = 1;
const DAYS_AFTER = 2;

/**
 * The window of a regular run (sync.md, Windows and deletion): from the earliest of two days ago, the day before the
 * last full success, and the day of the oldest open row. Without a last success 45 days.
 */
export function regularWindow(
  calendar: SiteCalendar,
  now: EpochSeconds,
  lastSuccess: EpochSeconds | null,
  oldestOpen: EpochSeconds | null,
): ReadWindow {
  const today = businessDayOf(calendar, now);
  if (lastSuccess === null) return trailingWindow(calendar, now, LONG_WINDOW_DAYS);
  const days = [addDays(today, -TRAILING_DAYS), addDays(businessDayOf(calendar, lastSuccess), -1)];
  if (oldestOpen !== null) days.push(businessDayOf(calendar, oldestOpen));
  return { firstDay: earliestDay(days), lastDay: today };
}

/** The last `days` days and today. */
export function trailingWindow(calendar: SiteCalendar, now: EpochSeconds, days: number): ReadWindow {
  const today = businessDayOf(calendar, now);
  return { firstDay: addDays(today, -days), lastDay: today };
}

/** The site's instants of the window: a stored row that starts here lies inside the asked range by a day on each side. */
export function windowInterval(calendar: SiteCalendar, window: ReadWindow): InstantRange {
  return {
    start: businessDayInterval(calendar, window.firstDay).start,
    end: businessDayInterval(calendar, window.lastDay).end,
  };
}

/** Whether the instant lies in one of the ranges. */
export function isInRanges(ranges: readonly InstantRange[], instant: EpochSeconds): boolean {
  return ranges.some((range) => range.start <= instant && instant < range.end);
}

/**
 * What is asked for, in pieces of at most 90 days. Neighbouring pieces share a day, so that an endDate that does not
 * count leaves no hole.
 */
export function askedPieces(window: ReadWindow): { startDate: IsoDay; endDate: IsoDay }[] {
  const first = addDays(window.firstDay, -DAYS_BEFORE);
  const last = addDays(window.lastDay, DAYS_AFTER);
  const pieces: { startDate: IsoDay; endDate: IsoDay }[] = [];
  for (let startDate = first; ; ) {
    const fullEnd = addDays(startDate, DAYS_PER_PIECE - 1);
    const endDate = fullEnd < last ? fullEnd : last;
    pieces.push({ startDate, endDate });
    if (endDate === last) return pieces;
    startDate = endDate;
  }
}

/** The windows that cover these spans of days, merged where they lie at most `gap` days apart; ascending. */
export function mergeWindows(windows: readonly ReadWindow[], gap = 3): ReadWindow[] {
  const merged: ReadWindow[] = [];
  for (const window of [...windows].sort((a, b) => (a.firstDay < b.firstDay ? -1 : 1))) {
    const last = merged.at(-1);
    if (last !== undefined && daysBetween(last.lastDay, window.firstDay) <= gap) {
      if (window.lastDay > last.lastDay) last.lastDay = window.lastDay;
    } else {
      merged.push({ ...window });
    }
  }
  return merged;
}

function earliestDay(days: readonly IsoDay[]): IsoDay {
  return days.reduce((earliest, day) => (day < earliest ? day : earliest));
}
