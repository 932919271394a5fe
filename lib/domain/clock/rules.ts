import { businessDayOf, type SiteCalendar } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { countWhile, intervalAt, unionOf } from '@/lib/platform/time/intervals';

/** One clock-in to clock-out of a person as stored. */
export type ClockPeriod = { id: number; clockIn: EpochSeconds; clockOut: EpochSeconds | null };

/** One pause of a person as stored. */
export type ClockBreak = { id: number; start: EpochSeconds; end: EpochSeconds | null; isPaid: boolean };

/** Site settings about punches, in hours (domain.md 2 and 3). */
export type ClockSettings = {
  maxOpenHours: number;
  minOpenHours: number;
  chainGapHours: number;
  chainSpanHours: number;
};

/**
 * A valid period with its end by domain.md 3 (never cut at the present) and the business day it belongs to.
 * `overlaps`: it shares time with another one, both with a clock_out.
 */
export type ResolvedPeriod = ClockPeriod & { effectiveEnd: EpochSeconds; day: IsoDay; overlaps: boolean };

/** A break that fits a period, with its end by domain.md 3 (never cut at the present) and the day it belongs to. */
export type ResolvedBreak = ClockBreak & { effectiveEnd: EpochSeconds; day: IsoDay };

/** A fact that counts nowhere, with the day whose issue it raises: the business day of its start. */
export type RejectedFact = { id: number; day: IsoDay };

/** A break without an end counts for at most this long (domain.md 3). */
const MAX_OPEN_BREAK_SECONDS = 2 * 3600;

/** A break may start this long after the end of its period (domain.md 3). */
const BREAK_AFTER_PERIOD_SECONDS = 60;

/**
 * Ends and business days of all of one person's periods in a neighbourhood (domain.md 2 and 3). Depends on facts only,
 * never on the present. Sorted by clock_in. `bad` are those whose clock_out is not after their clock_in.
 */
export function resolvePeriods(
  calendar: SiteCalendar,
  settings: ClockSettings,
  periods: readonly ClockPeriod[],
): { periods: ResolvedPeriod[]; bad: RejectedFact[] } {
  const valid = periods.filter(isValidPeriod).sort(byClockIn);
  const bad = periods
    .filter((period) => !isValidPeriod(period))
    .map(({ id, clockIn }) => ({ id, day: businessDayOf(calendar, clockIn) }));

  const overlapping = overlappingPeriods(valid);
  const resolved: ResolvedPeriod[] = [];
  // The earlier period with the latest end, and the first clock_in of its run. Of equal ends one with a clock_out leads:
  // that somebody was there until then is known of it, and assumed of the other.
  let leader: ResolvedPeriod | undefined;
  let leaderRunStart = 0;
  for (const period of valid) {
    const stays = leader !== undefined && staysWith(leader, leaderRunStart, period.clockIn, settings);
    const runStart = stays ? leaderRunStart : period.clockIn;
    const cap = Math.max(runStart + seconds(settings.maxOpenHours), period.clockIn + seconds(settings.minOpenHours));
    const current: ResolvedPeriod = {
      ...period,
      effectiveEnd: period.clockOut ?? Math.min(cap, nextClockIn(valid, period) ?? cap),
      day: stays && leader !== undefined ? leader.day : businessDayOf(calendar, period.clockIn),
      overlaps: overlapping.has(period),
    };
    resolved.push(current);
    const endsTogether = leader !== undefined && current.effectiveEnd === leader.effectiveEnd;
    if (
      leader === undefined ||
      current.effectiveEnd > leader.effectiveEnd ||
      (endsTogether && current.clockOut !== null)
    ) {
      leader = current;
      leaderRunStart = runStart;
    }
  }
  return { periods: resolved, bad: sortedById(bad) };
}

/**
 * Ends and days of a person's breaks (domain.md 3), given all the periods that {@link resolvePeriods} returned.
 * `bad` end before they start, `stray` fit no period; both count nowhere. Sorted by start.
 */
export function resolveBreaks(
  calendar: SiteCalendar,
  periods: readonly ResolvedPeriod[],
  breaks: readonly ClockBreak[],
): { breaks: ResolvedBreak[]; bad: RejectedFact[]; stray: RejectedFact[] } {
  const touchingRuns = unionOf(periods.map((period) => ({ start: period.clockIn, end: period.effectiveEnd })));
  const clockIns = periods.map((period) => period.clockIn);
  const latestPeriodAt = latestPeriodFinder(periods, BREAK_AFTER_PERIOD_SECONDS);
  const resolved: ResolvedBreak[] = [];
  const bad: RejectedFact[] = [];
  const stray: RejectedFact[] = [];
  let firstLater = 0;
  for (const one of [...breaks].sort((a, b) => a.start - b.start || a.id - b.id)) {
    if (one.end !== null && one.end <= one.start) {
      bad.push({ id: one.id, day: businessDayOf(calendar, one.start) });
      continue;
    }
    const runEnd = intervalAt(touchingRuns, one.start)?.end ?? Number.POSITIVE_INFINITY;
    const effectiveEnd = one.end ?? Math.min(one.start + MAX_OPEN_BREAK_SECONDS, runEnd);
    while ((clockIns[firstLater] ?? Number.POSITIVE_INFINITY) <= one.start) firstLater += 1;
    const later = periods[firstLater];
    const host =
      latestPeriodAt(one.start) ?? (later !== undefined && effectiveEnd >= later.clockIn ? later : undefined);
    if (host === undefined) stray.push({ id: one.id, day: businessDayOf(calendar, one.start) });
    else resolved.push({ ...one, effectiveEnd, day: host.day });
  }
  return { breaks: resolved, bad: sortedById(bad), stray: sortedById(stray) };
}

/**
 * Activities by the business day they belong to (domain.md 2): that of the period in which they start (of several the
 * latest clock_in), else that of their start. `periods` as {@link resolvePeriods} returned them.
 */
export function activitiesByDay<T extends { windowStart: EpochSeconds }>(
  calendar: SiteCalendar,
  periods: readonly ResolvedPeriod[],
  activities: readonly T[],
): Map<IsoDay, T[]> {
  const latestPeriodAt = latestPeriodFinder(periods, -1);
  const days = new Map<IsoDay, T[]>();
  for (const activity of [...activities].sort((a, b) => a.windowStart - b.windowStart)) {
    const day = latestPeriodAt(activity.windowStart)?.day ?? businessDayOf(calendar, activity.windowStart);
    const list = days.get(day);
    if (list === undefined) days.set(day, [activity]);
    else list.push(activity);
  }
  return days;
}

/** Whether a resolved period or break is open (domain.md 1): its end by domain.md 3 is later than `now`. */
export function isOpen(fact: { effectiveEnd: EpochSeconds }, now: EpochSeconds): boolean {
  return fact.effectiveEnd > now;
}

/**
 * Presence of a person at `now` (domain.md 1).
 * `hasOpen`: anything is open, also what has not begun. `openUntil`: until when the person stays clocked in unless facts
 * change, null when not clocked in now. `isOnBreak`: clocked in, and on a break.
 */
export function presenceAt(
  periods: readonly ResolvedPeriod[],
  breaks: readonly ResolvedBreak[],
  now: EpochSeconds,
): { hasOpen: boolean; openUntil: EpochSeconds | null; isOnBreak: boolean } {
  const openPeriods = periods.filter((period) => isOpen(period, now));
  const openBreaks = breaks.filter((one) => isOpen(one, now));
  const begunPeriods = openPeriods.filter((period) => period.clockIn <= now);
  const begunBreaks = openBreaks.filter((one) => one.start <= now);
  const openUntil = [...begunPeriods, ...begunBreaks].reduce<EpochSeconds | null>(
    (latest, one) => Math.max(latest ?? one.effectiveEnd, one.effectiveEnd),
    null,
  );
  return {
    hasOpen: openPeriods.length > 0 || openBreaks.length > 0,
    openUntil,
    isOnBreak: begunBreaks.length > 0,
  };
}

/** A period without clock_out whose end by domain.md 3 has passed: it counts as closed there (`missing_clock_out`). */
export function isMissingClockOut(period: ResolvedPeriod, now: EpochSeconds): boolean {
  return period.clockOut === null && !isOpen(period, now);
}

/** A period with a clock_out longer than a period without one may be open, whatever the time (`long_period`). */
export function isLongPeriod(period: ClockPeriod, settings: ClockSettings): boolean {
  return period.clockOut !== null && period.clockOut - period.clockIn > seconds(settings.maxOpenHours);
}

/** A break without an end, two hours after it started (`missing_break_end`). */
export function isMissingBreakEnd(one: ClockBreak, now: EpochSeconds): boolean {
  return one.end === null && now >= one.start + MAX_OPEN_BREAK_SECONDS;
}

function isValidPeriod(period: ClockPeriod): boolean {
  return period.clockOut === null || period.clockOut > period.clockIn;
}

/** Clock-ins are unique per person; the rest of the order only keeps the result independent of the input's order. */
function byClockIn(a: ClockPeriod, b: ClockPeriod): number {
  const [outA, outB] = [a.clockOut ?? Number.MAX_SAFE_INTEGER, b.clockOut ?? Number.MAX_SAFE_INTEGER];
  return a.clockIn - b.clockIn || outA - outB || a.id - b.id;
}

function staysWith(
  leader: ResolvedPeriod,
  leaderRunStart: EpochSeconds,
  clockIn: EpochSeconds,
  settings: ClockSettings,
): boolean {
  if (leader.clockOut === null) return false;
  const gap = clockIn - leader.effectiveEnd;
  return (
    gap <= 0 || (gap <= seconds(settings.chainGapHours) && clockIn - leaderRunStart < seconds(settings.chainSpanHours))
  );
}

function nextClockIn(sorted: readonly ClockPeriod[], period: ClockPeriod): EpochSeconds | undefined {
  return sorted[countWhile(sorted, (one) => one.clockIn <= period.clockIn)]?.clockIn;
}

function overlappingPeriods(sorted: readonly ClockPeriod[]): Set<ClockPeriod> {
  const overlapping = new Set<ClockPeriod>();
  let latestOut = Number.NEGATIVE_INFINITY;
  let previous: { period: ClockPeriod; clockOut: EpochSeconds } | undefined;
  for (const period of sorted) {
    if (period.clockOut === null) continue;
    // Whoever overlaps a later one overlaps the very next one too.
    if (previous !== undefined && period.clockIn < previous.clockOut) overlapping.add(previous.period);
    if (period.clockIn < latestOut) overlapping.add(period);
    latestOut = Math.max(latestOut, period.clockOut);
    previous = { period, clockOut: period.clockOut };
  }
  return overlapping;
}

/**
 * Answers, for instants asked in ascending order, which period with the latest clock_in not after the instant ends no
 * earlier than `slack` seconds before it (-1: ends after it). Constant time on average.
 */
function latestPeriodFinder(
  sorted: readonly ResolvedPeriod[],
  slack: number,
): (instant: EpochSeconds) => ResolvedPeriod | undefined {
  const begun: ResolvedPeriod[] = [];
  let next = 0;
  return (instant) => {
    for (let period = sorted[next]; period !== undefined && period.clockIn <= instant; period = sorted[next]) {
      begun.push(period);
      next += 1;
    }
    // One on top that ended is over for all later instants too.
    for (let top = begun.at(-1); top !== undefined && top.effectiveEnd + slack < instant; top = begun.at(-1))
      begun.pop();
    return begun.at(-1);
  };
}

function sortedById(facts: RejectedFact[]): RejectedFact[] {
  return facts.sort((a, b) => a.id - b.id);
}

function seconds(hours: number): number {
  return Math.round(hours * 3600);
}
