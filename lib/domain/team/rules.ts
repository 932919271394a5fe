import {
  add,
  compare,
  type Fraction,
  fraction,
  larger,
  smaller,
  subtract,
  times,
  whole,
  ZERO,
} from '@/lib/domain/scoring/fraction';
import { addDays, businessDayInterval, businessDayOf, type SiteCalendar } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { instantOfLocal, localSecondOfDay } from '@/lib/platform/time/zone';
import { type HealthLabel, type HealthTerm, PER_CRITICAL_DEPARTMENT, SHORTFALLS } from './health-terms';

const HUNDRED = whole(100);

/**
 * The instant with the local time of `now`, `daysBack` days earlier, within that business day (domain.md 7). Where that
 * local time was skipped it moves forward, where it was repeated it is the first one.
 */
export function sameLocalTime(calendar: SiteCalendar, now: EpochSeconds, daysBack: number): EpochSeconds {
  const localDay = businessDayOf({ timeZone: calendar.timeZone, dayStart: '00:00' }, now);
  const second = localSecondOfDay(calendar.timeZone, now);
  const then = instantOfLocal(calendar.timeZone, addDays(localDay, -daysBack), second);
  const { start, end } = businessDayInterval(calendar, addDays(businessDayOf(calendar, now), -daysBack));
  return Math.min(Math.max(then, start), end);
}

/** `num / den` in percent; null when the divisor is 0. */
export function percentOf(num: number, den: number): Fraction | null {
  return fraction(num * 100, den);
}

/** Change from `before` to `now` in percent; null when there was nothing before. */
export function changePercent(now: number, before: number): Fraction | null {
  return before === 0 ? null : fraction((now - before) * 100, before);
}

/** The goal of finished items on a day: the latest set not after it; null without one or 0 (domain.md 1). */
export function goalOn(
  goals: readonly { validFrom: IsoDay; dailyGoalItems: number | null }[],
  day: IsoDay,
): number | null {
  let current: { validFrom: IsoDay; dailyGoalItems: number | null } | undefined;
  for (const goal of goals) {
    if (goal.validFrom <= day && (current === undefined || goal.validFrom > current.validFrom)) current = goal;
  }
  return current?.dailyGoalItems || null;
}

/** Work that can be held against a target: items of clocked person-days, and worked seconds x thousandths an hour. */
export type Effort = { clockedItems: number; targetSecondThousandths: bigint };

export const NO_EFFORT: Effort = { clockedItems: 0, targetSecondThousandths: 0n };

export function addEffort(a: Effort, b: Effort): Effort {
  return {
    clockedItems: a.clockedItems + b.clockedItems,
    targetSecondThousandths: a.targetSecondThousandths + b.targetSecondThousandths,
  };
}

/** Sum of worked hours x target, in items (domain.md 7: capacity). */
export function capacityOf(effort: Effort): Fraction {
  return { num: effort.targetSecondThousandths, den: 3_600_000n };
}

/** Items of clocked person-days / sum(worked hours x target) x 100; null without capacity (domain.md 7: site efficiency). */
export function efficiencyPercent(effort: Effort): Fraction | null {
  if (effort.targetSecondThousandths <= 0n) return null;
  return { num: BigInt(effort.clockedItems) * 100n * 3_600_000n, den: effort.targetSecondThousandths };
}

export const CAPACITY_STATES = ['under_used', 'in_range', 'near_limit'] as const;
export type CapacityState = (typeof CAPACITY_STATES)[number];

/** Use below 70 % is under-used, above 90 % near the limit (domain.md 7); null without capacity. */
export function capacityState(usePercent: Fraction | null): CapacityState | null {
  if (usePercent === null) return null;
  if (compare(usePercent, whole(70)) < 0) return 'under_used';
  return compare(usePercent, whole(90)) > 0 ? 'near_limit' : 'in_range';
}

/**
 * Who came until now / average of those who had come by this local time on the same weekday of the last 4 weeks in which
 * anybody came, in percent, at most 100; null without such a day or when nobody ever comes by now (domain.md 7).
 */
export function attendancePercent(
  cameUntilNow: number,
  earlier: readonly { came: number; cameUntil: number }[],
): { expected: Fraction | null; percent: Fraction | null } {
  const days = earlier.filter((day) => day.came > 0);
  const expected = fraction(
    days.reduce((sum, day) => sum + day.cameUntil, 0),
    days.length,
  );
  if (expected === null || expected.num === 0n) return { expected, percent: null };
  return { expected, percent: atMost100(times(whole(cameUntilNow * 100), { num: expected.den, den: expected.num })) };
}

export function atMost100(percent: Fraction): Fraction {
  return smaller(percent, HUNDRED);
}

/** Percentages, null where they do not exist, and how many departments are critical now. */
export type HealthInput = {
  attendance: Fraction | null;
  efficiency: Fraction | null;
  criticalDepartments: number;
  utilization: Fraction | null;
};

export type Health = {
  score: Fraction;
  label: HealthLabel;
  /** What each term takes away; null: left out because its percentage does not exist. */
  penalties: Record<HealthTerm, Fraction | null>;
};

/** The team's health score with its parts (domain.md 7). Compared unrounded. */
export function healthOf(input: HealthInput): Health {
  const shortfall = (term: keyof typeof SHORTFALLS): Fraction | null => {
    const percent = input[term];
    if (percent === null) return null;
    const missing = larger(ZERO, subtract(whole(SHORTFALLS[term].from), atMost100(percent)));
    return times(missing, { num: BigInt(SHORTFALLS[term].tenths), den: 10n });
  };
  const penalties = {
    attendance: shortfall('attendance'),
    efficiency: shortfall('efficiency'),
    criticalDepartments: whole(PER_CRITICAL_DEPARTMENT * input.criticalDepartments),
    utilization: shortfall('utilization'),
  };
  const taken = Object.values(penalties).reduce<Fraction>((sum, one) => (one === null ? sum : add(sum, one)), ZERO);
  const score = larger(ZERO, subtract(HUNDRED, taken));
  return { score, label: healthLabel(score), penalties };
}

function healthLabel(score: Fraction): HealthLabel {
  if (compare(score, whole(85)) >= 0) return 'excellent';
  if (compare(score, whole(70)) >= 0) return 'good';
  return compare(score, whole(50)) >= 0 ? 'needs_attention' : 'critical';
}
