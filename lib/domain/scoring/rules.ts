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
  const days = new Map<IsoDay, DayFacts>();
  const factsOn = (day: IsoDay): DayFacts => {
    const facts = factsOfDay(days, day);
    facts.coverage = coverage;
    days.set(day, facts);
    return facts;
  };
  for (const period of periods) factsOn(period.day).periods.push(period);
  for (const one of breaks) factsOn(one.day).breaks.push(one);
  for (const [day, activities] of activitiesByDay(calendar, periods, input.activities)) {
    factsOn(day).activities = activities;
  }
  for (const { id, day } of badPeriods) factsOn(day).badPeriodIds.push(id);
  for (const { id, day } of badBreaks) factsOn(day).badBreakIds.push(id);
  for (const { id, day } of stray) factsOn(day).strayBreakIds.push(id);
  return days;
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
  const { facts, roles, now } = input;
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
  const { now } = input;
  if (input.hasOpen || input.lastEnd === null || now - input.lastEnd <= GONE_SECONDS) return false;
  return now >= input.dayEnd + AFTER_DAY_SECONDS || (input.isEveningRun && input.lastClockOut !== null);
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
