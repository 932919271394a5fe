import {
  activitiesByDay,
  type ClockBreak,
  type ClockPeriod,
  type ClockSettings,
  resolveBreaks,
  resolvePeriods,
} from '@/lib/domain/clock/rules';
import { dailyCosts, hourlyRateOn } from '@/lib/domain/costs/rules';
import { businessDayInterval, type SiteCalendar } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { lengthOf, unionOf } from '@/lib/platform/time/intervals';
import { type DayClock, dayClock, overlaps } from './day-clock';
import { hourlyPresenceOf, hourlyRoleTotalsOf } from './hourly';
import { idlePeriodsOf } from './idle';
import { issuesOf } from './issues';
import { workedSecondsByRole } from './role-time';
import { byFlowOrder, roleOf } from './roles';
import type {
  Activity,
  DailyRoleTotal,
  DailyScore,
  DayFacts,
  HourlyRoleTotal,
  PersonDayResult,
  RoleOnDay,
  RolesOnDay,
  ScoringInput,
} from './types';

/** The ended day is looked at this long after it ended (domain.md 4, Final). */
const AFTER_DAY_SECONDS = 300;

/** A person must be gone for longer than this (domain.md 4, Final). */
const GONE_SECONDS = 2 * 3600;

/**
 * Gives every fact of one person in a neighbourhood to its business day (domain.md 2 and 3). The neighbourhood must hold
 * all periods that may decide about the wanted days: two days to each side. Days without facts are absent, see
 * {@link factsOfDay}. Depends on facts only, never on the present.
 */
export function assignFacts(input: {
  calendar: SiteCalendar;
  settings: ClockSettings;
  periods: readonly ClockPeriod[];
  breaks: readonly ClockBreak[];
  activities: readonly Activity[];
}): Map<IsoDay, DayFacts> {
  const { calendar } = input;
  const { periods, bad: badPeriods } = resolvePeriods(calendar, input.settings, input.periods);
  const { breaks, bad: badBreaks, stray } = resolveBreaks(calendar, periods, input.breaks);
  const coverage = unionOf([
    ...periods.map((period) => ({ start: period.clockIn, end: period.effectiveEnd })),
    ...breaks.map((one) => ({ start: one.start, end: one.effectiveEnd })),
  ]);
  const byDay = {
    periods: Map.groupBy(periods, dayOf),
    breaks: Map.groupBy(breaks, dayOf),
    activities: activitiesByDay(calendar, periods, input.activities),
    badPeriods: Map.groupBy(badPeriods, dayOf),
    badBreaks: Map.groupBy(badBreaks, dayOf),
    stray: Map.groupBy(stray, dayOf),
  };
  const days = new Set(Object.values(byDay).flatMap((facts) => [...facts.keys()]));
  return new Map(
    [...days].sort().map((day) => [
      day,
      {
        day,
        periods: byDay.periods.get(day) ?? [],
        breaks: byDay.breaks.get(day) ?? [],
        activities: byDay.activities.get(day) ?? [],
        badPeriodIds: (byDay.badPeriods.get(day) ?? []).map((fact) => fact.id),
        badBreakIds: (byDay.badBreaks.get(day) ?? []).map((fact) => fact.id),
        strayBreakIds: (byDay.stray.get(day) ?? []).map((fact) => fact.id),
        coverage,
      },
    ]),
  );
}

/** The facts of a day out of {@link assignFacts}, empty ones when it has none. */
export function factsOfDay(days: ReadonlyMap<IsoDay, DayFacts>, day: IsoDay): DayFacts {
  const nothing = { periods: [], breaks: [], activities: [], badPeriodIds: [], badBreakIds: [], strayBreakIds: [] };
  return days.get(day) ?? { day, ...nothing, coverage: [] };
}

/**
 * Scores one person-day as of `now` (domain.md 4 and 9): everything that is stored for it, and the issues it raises.
 * Pure; O(n log n) in its facts. Throws MissingRoleError when an activity names a role that `roles` lacks.
 */
export function scorePersonDay(input: ScoringInput): PersonDayResult {
  const { facts, now } = input;
  const clock = dayClock(facts, now);
  const hasRow = clock.hasPeriod || facts.activities.some((activity) => activity.roleId !== null);
  const hasScans = facts.activities.some((activity) => overlaps(clock.onPeriods, activity));
  const hasWorkWithoutScans = clock.workTime.total > 0 && !hasScans;
  return {
    day: facts.day,
    scoredAt: now,
    ...(hasRow ? derivedRows(input, clock, hasScans) : NO_ROWS),
    issues: issuesOf(input, { hasRow, hasWorkWithoutScans, hasOpen: clock.hasOpen }),
    hasOpen: clock.hasOpen,
    openUntil: clock.openUntil,
    lastEnd: lastEndOf(facts),
  };
}

/**
 * The rows of `unmapped_totals` of a day (domain.md 3 and 4). `activities` are those of unmapped identities (ignored ones
 * left out by the caller) around the day; those that start on another day or have no role do not count.
 * Throws MissingRoleError when an activity names a role that `roles` lacks.
 */
export function unmappedTotals(input: {
  calendar: SiteCalendar;
  day: IsoDay;
  activities: readonly Activity[];
  roles: RolesOnDay;
}): HourlyRoleTotal[] {
  const { start, end } = businessDayInterval(input.calendar, input.day);
  const ofDay = input.activities.filter((activity) => start <= activity.windowStart && activity.windowStart < end);
  return hourlyRoleTotalsOf(input.calendar.timeZone, ofDay, input.roles);
}

/**
 * Whether a person-day may become final (domain.md 4, Final). From five minutes after the day's end: nothing is open and
 * the last end is more than two hours ago. Before that only in the evening run, for those who clocked out more than two
 * hours ago.
 */
export function canFinalize(input: {
  hasOpen: boolean;
  lastEnd: EpochSeconds | null;
  lastClockOut: EpochSeconds | null;
  /** End of the business day. */
  dayEnd: EpochSeconds;
  isEveningRun: boolean;
  now: EpochSeconds;
}): boolean {
  const { now, hasOpen } = input;
  const isGoneSince = (end: EpochSeconds | null) => end !== null && now - end > GONE_SECONDS;
  if (hasOpen) return false;
  if (now >= input.dayEnd + AFTER_DAY_SECONDS && isGoneSince(input.lastEnd)) return true;
  return input.isEveningRun && isGoneSince(input.lastClockOut);
}

type DerivedRows = Pick<
  PersonDayResult,
  'score' | 'idlePeriods' | 'roleTotals' | 'hourlyRoleTotals' | 'hourlyPresence' | 'costs'
>;

const NO_ROWS: DerivedRows = {
  score: null,
  idlePeriods: [],
  roleTotals: [],
  hourlyRoleTotals: [],
  hourlyPresence: [],
  costs: [],
};

function derivedRows(input: ScoringInput, clock: DayClock, hasScans: boolean): DerivedRows {
  const { facts, roles, calendar, settings, payRates } = input;
  const withRole = facts.activities.flatMap((activity) => {
    const role = roleOf(activity, roles);
    return role === null ? [] : [{ activity, role }];
  });
  const windows = unionOf(facts.activities.map((one) => ({ start: one.windowStart, end: one.windowEnd })));
  const idlePeriods = idlePeriodsOf(clock, facts.activities, roles);
  const idleSeconds = idlePeriods.reduce((sum, one) => sum + one.durationSeconds, 0);
  const isEstimated = !clock.hasPeriod;
  const clockedSeconds = clock.workTime.total;
  const secondsWithScans = hasScans ? clockedSeconds - idleSeconds : 0;
  const activeSeconds = isEstimated ? lengthOf(windows) : secondsWithScans;
  const time = { paidSeconds: clock.paidSeconds, clockedSeconds, activeSeconds, isEstimated };
  const byRole = totalsByRole(withRole, clock);
  return {
    score: {
      ...outputOf(withRole, byRole),
      ...time,
      breakSeconds: clock.breakSeconds,
      idleSeconds,
      efficiencyTenThousandths: clockedSeconds === 0 ? null : roundHalfUp(activeSeconds * 10_000, clockedSeconds),
      idleCount: idlePeriods.length,
      firstClockIn: earliest(facts.periods.map((period) => period.clockIn)),
      lastClockOut: lastClockOutOf(facts, clock.hasOpen),
    },
    idlePeriods,
    roleTotals: byRole.map(({ role, ...totals }) => ({ roleId: role.roleId, ...totals })),
    hourlyRoleTotals: hourlyRoleTotalsOf(calendar.timeZone, facts.activities, roles),
    hourlyPresence: hourlyPresenceOf(calendar.timeZone, isEstimated ? windows : clock.work),
    costs: dailyCosts(
      hourlyRateOn(payRates, facts.day, settings),
      time,
      byRole.map(({ role, workedSeconds }) => ({ roleId: role.roleId, flowOrder: role.flowOrder, workedSeconds })),
    ),
  };
}

type RoleActivity = { activity: Activity; role: RoleOnDay };
type RoleSums = Omit<DailyRoleTotal, 'roleId'> & { role: RoleOnDay };

/** The day's sums per role, in flow order. */
function totalsByRole(withRole: readonly RoleActivity[], clock: DayClock): RoleSums[] {
  const starts = withRole.map(({ activity, role }) => ({ at: activity.windowStart, role }));
  const workedSeconds = workedSecondsByRole(clock.workTime, starts);
  const sums = new Map<number, RoleSums>();
  for (const { activity, role } of withRole) {
    let sum = sums.get(role.roleId);
    if (sum === undefined) {
      sum = {
        role,
        items: 0,
        pointsThousandths: 0,
        activityCount: 0,
        workedSeconds: workedSeconds.get(role.roleId) ?? 0,
      };
      sums.set(role.roleId, sum);
    }
    sum.items += activity.itemsCount;
    sum.pointsThousandths += activity.itemsCount * role.multiplierThousandths;
    sum.activityCount += 1;
  }
  return [...sums.values()].sort((a, b) => byFlowOrder(a.role, b.role));
}

type Output = Pick<
  DailyScore,
  | 'itemsProcessed'
  | 'finishedItems'
  | 'pointsHundredths'
  | 'activityCount'
  | 'firstActivityAt'
  | 'lastActivityAt'
  | 'primaryRoleId'
>;

/** What the day's activities with a role add up to. */
function outputOf(withRole: readonly RoleActivity[], byRole: readonly RoleSums[]): Output {
  const sum = (part: (sums: RoleSums) => number) => byRole.reduce((total, sums) => total + part(sums), 0);
  // In flow order, so of equal items the first one wins.
  const primary = byRole.reduce<RoleSums | null>(
    (best, one) => (best === null || one.items > best.items ? one : best),
    null,
  );
  return {
    itemsProcessed: sum((one) => one.items),
    finishedItems: sum((one) => (one.role.isFinishing ? one.items : 0)),
    pointsHundredths: roundHalfUp(
      sum((one) => one.pointsThousandths),
      10,
    ),
    activityCount: withRole.length,
    firstActivityAt: earliest(withRole.map(({ activity }) => activity.windowStart)),
    lastActivityAt: latest(withRole.map(({ activity }) => activity.windowEnd)),
    primaryRoleId: primary?.role.roleId ?? null,
  };
}

/** Null while something is open, or when the period that ends last has no clock_out (of equal ends one that has). */
function lastClockOutOf(facts: DayFacts, hasOpen: boolean): EpochSeconds | null {
  if (hasOpen) return null;
  let last = facts.periods[0];
  for (const period of facts.periods) {
    const endsTogether = last !== undefined && period.effectiveEnd === last.effectiveEnd;
    if (last === undefined || period.effectiveEnd > last.effectiveEnd || (endsTogether && period.clockOut !== null)) {
      last = period;
    }
  }
  return last?.clockOut ?? null;
}

/** When the day's clock stops; on a day without periods, when its work does. */
function lastEndOf(facts: DayFacts): EpochSeconds | null {
  const clockEnds = [...facts.periods, ...facts.breaks].map((one) => one.effectiveEnd);
  return latest(clockEnds) ?? latest(facts.activities.map((one) => one.windowEnd));
}

function dayOf(fact: { day: IsoDay }): IsoDay {
  return fact.day;
}

function earliest(instants: readonly EpochSeconds[]): EpochSeconds | null {
  return instants.length === 0 ? null : instants.reduce((a, b) => Math.min(a, b));
}

function latest(instants: readonly EpochSeconds[]): EpochSeconds | null {
  return instants.length === 0 ? null : instants.reduce((a, b) => Math.max(a, b));
}

/** dividend / divisor of whole numbers, not negative, half-up. */
function roundHalfUp(dividend: number, divisor: number): number {
  return Math.floor((2 * dividend + divisor) / (2 * divisor));
}
