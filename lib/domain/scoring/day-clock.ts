import { presenceAt, type ResolvedBreak } from '@/lib/domain/clock/rules';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { clip, type Interval, lengthOf, type Ruler, rulerOf, subtract, unionOf } from '@/lib/platform/time/intervals';
import type { Activity, DayFacts } from './types';

/** The clock of a person-day as of `now`, in the words of domain.md 4. */
export type DayClock = {
  now: EpochSeconds;
  hasPeriod: boolean;
  /** Seconds of P: the periods. */
  onPeriods: Ruler;
  /** Seconds of Clock between the day's first clock_in and its last end. */
  onClock: Ruler;
  /** Clock: the periods united with the breaks. */
  present: Interval[];
  /** Work: Clock minus Break. */
  work: Interval[];
  /** f(t), seconds of Work. */
  workTime: Ruler;
  paidSeconds: number;
  breakSeconds: number;
  hasOpen: boolean;
  openUntil: EpochSeconds | null;
  isOnBreak: boolean;
};

/** P, Clock, Break, Unpaid and Work of domain.md 4, and who is there at `now`. */
export function dayClock(facts: DayFacts, now: EpochSeconds): DayClock {
  const periods = facts.periods.map((period) => ({
    start: period.clockIn,
    end: cutAt(now, period.clockIn, period.effectiveEnd),
  }));
  const breaks = unionOf(facts.breaks.map((one) => breakUntil(one, now)));
  const unpaid = unionOf(facts.breaks.filter((one) => !one.isPaid).map((one) => breakUntil(one, now)));
  const clock = unionOf([...periods, ...breaks]);
  const work = subtract(clock, breaks);
  const firstClockIn = periods.reduce((first, period) => Math.min(first, period.start), Number.POSITIVE_INFINITY);
  const lastEnd = periods.reduce((last, period) => Math.max(last, period.end), Number.NEGATIVE_INFINITY);
  return {
    now,
    hasPeriod: periods.length > 0,
    onPeriods: rulerOf(unionOf(periods)),
    onClock: rulerOf(clip(clock, firstClockIn, lastEnd)),
    present: clock,
    work,
    workTime: rulerOf(work),
    paidSeconds: lengthOf(clock) - lengthOf(unpaid),
    breakSeconds: lengthOf(breaks),
    ...presenceAt(facts.periods, facts.breaks, now),
  };
}

/** Whether the window shares at least a second with the time of `ruler`. */
export function overlaps(ruler: Ruler, activity: Activity): boolean {
  return ruler.before(activity.windowEnd) > ruler.before(activity.windowStart);
}

function breakUntil(one: ResolvedBreak, now: EpochSeconds): Interval {
  return { start: one.start, end: cutAt(now, one.start, one.effectiveEnd) };
}

function cutAt(now: EpochSeconds, start: EpochSeconds, end: EpochSeconds): EpochSeconds {
  return Math.max(start, Math.min(end, now));
}
