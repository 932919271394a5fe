import {
  compare,
  type Fraction,
  fraction,
  larger,
  smaller,
  subtract,
  times,
  whole,
} from '@/lib/domain/scoring/fraction';
import { addDays, type DayRange, daysBetween } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

/** What a range is compared with. */
export const COMPARISONS = ['none', 'previous', 'weekday'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What a range is taken apart by, besides days and people. */
export const BREAKDOWNS = ['none', 'department'] as const;

export type Trend = 'improving' | 'steady' | 'declining';

const TREND_DAYS = 7;
const HUNDRED = whole(100);

/**
 * The range to compare with (domain.md 7): the one of the same length right before it, or the same weekdays a week
 * earlier; null for none.
 */
export function comparedRange(range: DayRange, comparison: Comparison): DayRange | null {
  switch (comparison) {
    case 'none':
      return null;
    case 'previous': {
      const days = daysBetween(range.from, range.to) + 1;
      return { from: addDays(range.from, -days), to: addDays(range.to, -days) };
    }
    case 'weekday':
      return { from: addDays(range.from, -7), to: addDays(range.to, -7) };
  }
}

/**
 * clamp(100 - (best - worst) / average x 50, 0, 100) over the worked days, exactly; null when the average is 0 or there
 * is no worked day (domain.md 7). Points in hundredths.
 */
export function consistency(input: {
  points: number;
  daysWorked: number;
  best: number | null;
  worst: number | null;
}): Fraction | null {
  const { points, daysWorked, best, worst } = input;
  if (best === null || worst === null) return null;
  const spread = fraction((best - worst) * daysWorked * 50, points);
  if (spread === null) return null;
  return smaller(HUNDRED, larger(whole(0), subtract(HUNDRED, spread)));
}

/**
 * Average of the last 7 worked days against that of the 7 before: above 1.05 improving, below 0.95 declining (domain.md
 * 7). `latest`: points of the last worked days in hundredths, newest first. Null without 14 of them, or when the 7
 * before have no points to compare with.
 */
export function trendOf(latest: readonly number[]): Trend | null {
  if (latest.length < 2 * TREND_DAYS) return null;
  const sum = (from: number) => latest.slice(from, from + TREND_DAYS).reduce((total, points) => total + points, 0);
  const ratio = fraction(sum(0), sum(TREND_DAYS));
  if (ratio === null) return null;
  const percent = times(ratio, HUNDRED);
  if (compare(percent, whole(105)) > 0) return 'improving';
  return compare(percent, whole(95)) < 0 ? 'declining' : 'steady';
}

/** Points of a day. */
export type DayPoints = { date: IsoDay; pointsThousandths: number };

/** What is added up of a person over days. */
export type PersonSums = {
  daysWorked: number;
  items: number;
  pointsThousandths: number;
  clockedSeconds: number;
  activeSeconds: number;
  clockedItems: number;
  clockedActiveSeconds: number;
  /** The earliest of the best and of the worst worked days; null without one. */
  best: DayPoints | null;
  worst: DayPoints | null;
  /** The last worked days, as many as a trend is made of, newest first. */
  latest: DayPoints[];
};

/** The sums over other days together. */
export function addPersonSums(a: PersonSums, b: PersonSums): PersonSums {
  return {
    daysWorked: a.daysWorked + b.daysWorked,
    items: a.items + b.items,
    pointsThousandths: a.pointsThousandths + b.pointsThousandths,
    clockedSeconds: a.clockedSeconds + b.clockedSeconds,
    activeSeconds: a.activeSeconds + b.activeSeconds,
    clockedItems: a.clockedItems + b.clockedItems,
    clockedActiveSeconds: a.clockedActiveSeconds + b.clockedActiveSeconds,
    best: earliest(a.best, b.best, (one, other) => one.pointsThousandths - other.pointsThousandths),
    worst: earliest(a.worst, b.worst, (one, other) => other.pointsThousandths - one.pointsThousandths),
    latest: [...a.latest, ...b.latest].sort((one, other) => (one.date > other.date ? -1 : 1)).slice(0, 2 * TREND_DAYS),
  };
}

/** Of two days the greater one, of equal ones the earlier. */
function earliest(
  a: DayPoints | null,
  b: DayPoints | null,
  order: (one: DayPoints, other: DayPoints) => number,
): DayPoints | null {
  if (a === null || b === null) return a ?? b;
  const difference = order(a, b);
  if (difference === 0) return a.date < b.date ? a : b;
  return difference > 0 ? a : b;
}

/** How much `now` is above (below: negative) `before`, in percent; null when there is nothing to compare with. */
export function changePercent(now: number, before: number | null): Fraction | null {
  if (before === null) return null;
  return fraction((now - before) * 100, before);
}

/** {@link changePercent} of exact numbers. */
export function exactChangePercent(now: Fraction | null, before: Fraction | null): Fraction | null {
  if (now === null || before === null || before.num <= 0n) return null;
  return subtract(times({ num: now.num * before.den, den: now.den * before.num }, HUNDRED), HUNDRED);
}
