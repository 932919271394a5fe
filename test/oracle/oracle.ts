import { divideHalfUp } from '@/test/oracle/exact';
import {
  activityDay,
  clockIssues,
  frameOf,
  type ResolvedBreak,
  resolveBreaks,
  resolvePeriods,
} from '@/test/oracle/facts';
import { findIdlePeriods } from '@/test/oracle/idle';
import { splitCosts, totalsByRole } from '@/test/oracle/roles';
import { Seconds } from '@/test/oracle/seconds';
import { bucketStart } from '@/test/oracle/zone';

/**
 * A second, deliberately plain implementation of domain.md 2, 3, 4 and 9 for one person-day: sets of seconds instead of
 * interval arithmetic. It exists to be compared with the real scoring and shares no code with it.
 */

export type OracleRole = {
  id: number;
  type: 'batch' | 'continuous';
  flowOrder: number;
  isFinishing: boolean;
  multiplierThousandths: number;
  expectedPerHourThousandths: number;
  idleThresholdMinutes: number;
};

export type OracleActivity = {
  id: number;
  roleId: number | null;
  itemsCount: number;
  windowStart: number;
  windowEnd: number;
};

/** All instants are epoch seconds. Periods, breaks and activities are all of the person's, on any day. */
export type OracleInput = {
  calendar: { timeZone: string; dayStart: string };
  settings: {
    maxOpenHours: number;
    minOpenHours: number;
    chainGapHours: number;
    chainSpanHours: number;
    salaryDaysPerMonth: number;
    salaryHoursPerDay: number;
    defaultHourlyCents: number;
  };
  day: string;
  now: number;
  employee: { isContractor: boolean; isScanning: boolean };
  periods: { id: number; clockIn: number; clockOut: number | null }[];
  breaks: { id: number; start: number; end: number | null; isPaid: boolean }[];
  activities: OracleActivity[];
  /** the versions valid on the day */
  roles: OracleRole[];
  /** the rate resolved for the day */
  pay: { hourlyCents: number; isDefault: boolean };
};

export type OracleIdlePeriod = { start: number; end: number; durationSeconds: number; roleId: number | null };
export type OracleRoleTotal = {
  roleId: number;
  items: number;
  milliPoints: number;
  activityCount: number;
  workedSeconds: number;
};
export type OracleHourlyRoleTotal = { hourStart: number; roleId: number; items: number; milliPoints: number };
export type OracleCost = {
  roleId: number;
  labourCents: number;
  activeCents: number;
  idleCents: number;
  breakCents: number;
};

export type OracleScore = {
  itemsProcessed: number;
  finishedItems: number;
  pointsHundredths: number;
  clockedSeconds: number;
  paidSeconds: number;
  breakSeconds: number;
  activeSeconds: number;
  idleSeconds: number;
  efficiencyTenThousandths: number | null;
  activityCount: number;
  idleCount: number;
  firstActivityAt: number | null;
  lastActivityAt: number | null;
  firstClockIn: number | null;
  lastClockOut: number | null;
  primaryRoleId: number | null;
  isEstimated: boolean;
  /** by start */
  idlePeriods: OracleIdlePeriod[];
  /** by role id */
  roleTotals: OracleRoleTotal[];
  /** by hour, then role id */
  hourlyRoleTotals: OracleHourlyRoleTotal[];
  /** by hour; hours without a second are left out */
  hourlyPresence: { hourStart: number; workSeconds: number }[];
  /** by role id; 0 is "unassigned" */
  costs: OracleCost[];
  /** kinds, sorted, each once */
  issues: string[];
};

/** null: the day has no row. */
export type OracleResult = OracleScore | null;

/** Scores one person-day. Throws on facts that are never stored (an empty period, an unknown role). */
export function oraclePersonDay(input: OracleInput): OracleResult {
  const { day, now } = input;
  const roles = new Map(input.roles.map((role) => [role.id, role]));
  const roleOf = (id: number): OracleRole => {
    const role = roles.get(id);
    if (role === undefined) throw new Error(`Role ${id} is not in the input; give every role the activities name.`);
    return role;
  };

  const allPeriods = resolvePeriods(input);
  const allBreaks = resolveBreaks(input, allPeriods);
  const periods = allPeriods.filter((period) => period.day === day);
  const breaks = allBreaks.filter((pause) => pause.home === day);
  const activities = input.activities.filter((one) => activityDay(input, allPeriods, one.windowStart) === day);
  const scored = activities.flatMap((one) =>
    one.roleId === null
      ? []
      : [{ ...one, role: roleOf(one.roleId), milliPoints: one.itemsCount * roleOf(one.roleId).multiplierThousandths }],
  );
  if (periods.length === 0 && scored.length === 0) return null;

  // time, second by second
  const frame = frameOf(input, allPeriods);
  const nothing = () => new Seconds(frame.from, frame.to);
  const endOf = (period: { clockIn: number; end: number }) => Math.max(period.clockIn, Math.min(period.end, now));
  const present = nothing();
  for (const period of periods) present.paint(period.clockIn, endOf(period));
  const paintBreaks = (some: ResolvedBreak[]) => {
    const seconds = nothing();
    for (const pause of some) seconds.paint(pause.start, Math.min(pause.end, now));
    return seconds;
  };
  const onBreak = paintBreaks(breaks);
  const unpaid = paintBreaks(breaks.filter((pause) => !pause.isPaid));
  const clock = present.or(onBreak);
  const work = clock.minus(onBreak);
  const windows = nothing();
  for (const one of activities) windows.paint(one.windowStart, one.windowEnd);

  const isClockedDay = periods.length > 0;
  const isEstimated = !isClockedDay;
  const isAnythingOpen = [...periods, ...breaks].some((fact) => fact.end > now);
  const clockedSeconds = work.count();
  const paidSeconds = clock.minus(unpaid).count();

  // idle and active
  const overlaps = (one: OracleActivity, where: Seconds) => {
    for (let t = one.windowStart; t < one.windowEnd; t++) if (where.has(t)) return true;
    return false;
  };
  const hasScansOnTheClock = activities.some((one) => overlaps(one, present));
  let idlePeriods: OracleIdlePeriod[] = [];
  let activeSeconds = 0;
  if (isEstimated) {
    activeSeconds = windows.count();
  } else if (clockedSeconds > 0 && hasScansOnTheClock) {
    const firstIn = Math.min(...periods.map((period) => period.clockIn));
    const lastEnd = Math.max(...periods.map(endOf));
    const clockBetween = clock.and(nothing().paint(firstIn, lastEnd));
    idlePeriods = findIdlePeriods({
      work,
      activities: activities
        .filter((one) => overlaps(one, clockBetween))
        .map((one) => ({ ...one, role: one.roleId === null ? null : roleOf(one.roleId) })),
      isAnythingOpen,
      now,
    });
    activeSeconds = clockedSeconds - idlePeriods.reduce((sum, idle) => sum + idle.durationSeconds, 0);
  }
  const idleSeconds = idlePeriods.reduce((sum, idle) => sum + idle.durationSeconds, 0);

  // issues
  const issues = clockIssues(input, allPeriods, allBreaks);
  if (clockedSeconds > 0 && !hasScansOnTheClock && !isAnythingOpen && input.employee.isScanning) issues.add('no_scans');
  if (isEstimated && !input.employee.isContractor) issues.add('work_without_clock');
  if (isClockedDay) {
    const accountedFor = nothing();
    for (const period of allPeriods) accountedFor.paint(period.clockIn, period.end);
    for (const pause of allBreaks) if (pause.home !== null) accountedFor.paint(pause.start, pause.end);
    if (windows.minus(accountedFor).count() > 5 * 60) issues.add('work_outside_clock');
  }

  // clock edges
  const lastToEnd = periods.filter((period) => period.end === Math.max(...periods.map((other) => other.end)));
  const isLastOutKnown = lastToEnd.some((period) => period.clockOut !== null) && !isAnythingOpen;

  // roles, hours, money
  const roleTotals = totalsByRole(scored, work);
  const mostItemsFirst = [...roleTotals].sort(
    (a, b) => b.items - a.items || roleOf(a.roleId).flowOrder - roleOf(b.roleId).flowOrder || a.roleId - b.roleId,
  );
  const hourly = new Map<string, OracleHourlyRoleTotal>();
  for (const one of scored) {
    const hourStart = bucketStart(input.calendar.timeZone, one.windowStart);
    const key = `${hourStart} ${one.role.id}`;
    const total = hourly.get(key) ?? { hourStart, roleId: one.role.id, items: 0, milliPoints: 0 };
    total.items += one.itemsCount;
    total.milliPoints += one.milliPoints;
    hourly.set(key, total);
  }
  const presence = new Map<number, number>();
  for (const t of (isEstimated ? windows : work).list()) {
    const hourStart = bucketStart(input.calendar.timeZone, t);
    presence.set(hourStart, (presence.get(hourStart) ?? 0) + 1);
  }

  return {
    itemsProcessed: scored.reduce((sum, one) => sum + one.itemsCount, 0),
    finishedItems: scored.filter((one) => one.role.isFinishing).reduce((sum, one) => sum + one.itemsCount, 0),
    pointsHundredths: divideHalfUp(
      scored.reduce((sum, one) => sum + one.milliPoints, 0),
      10,
    ),
    clockedSeconds,
    paidSeconds,
    breakSeconds: onBreak.count(),
    activeSeconds,
    idleSeconds,
    efficiencyTenThousandths: clockedSeconds === 0 ? null : divideHalfUp(activeSeconds * 10_000, clockedSeconds),
    activityCount: scored.length,
    idleCount: idlePeriods.length,
    firstActivityAt: scored.length === 0 ? null : Math.min(...scored.map((one) => one.windowStart)),
    lastActivityAt: scored.length === 0 ? null : Math.max(...scored.map((one) => one.windowEnd)),
    firstClockIn: isClockedDay ? Math.min(...periods.map((period) => period.clockIn)) : null,
    lastClockOut: isLastOutKnown ? Math.max(...periods.flatMap((period) => period.clockOut ?? [])) : null,
    primaryRoleId: mostItemsFirst[0]?.roleId ?? null,
    isEstimated,
    idlePeriods,
    roleTotals,
    hourlyRoleTotals: [...hourly.values()].sort((a, b) => a.hourStart - b.hourStart || a.roleId - b.roleId),
    hourlyPresence: [...presence].map(([start, workSeconds]) => ({ hourStart: start, workSeconds })),
    costs: splitCosts(
      { paidSeconds, clockedSeconds, activeSeconds, isEstimated, hourlyCents: input.pay.hourlyCents },
      roleTotals,
      input.roles,
    ),
    issues: [...issues].sort(),
  };
}
