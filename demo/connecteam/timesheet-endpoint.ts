import type { ConnecteamUser, ManualBreak, Shift, TimeClock } from './model';
import type { ApiCall, ApiResult } from './route';
import type { ConnecteamWorld } from './world';
import { addDays, dayOf, startOfDay } from './zone';

type Span = { from: number; until: number };

/** `GET …/timesheet` (connecteam-api.md 7.6): people with records only, pay items on the day, never on a record. */
export function getTimesheet(call: ApiCall, clock: TimeClock): ApiResult {
  const { world, query } = call;
  const { startDate, endDate } = query.dates({ days: 45, reading: world.modes.rangeCap });
  const userIds = query.ints('userIds', { min: 1 });
  const groupIds = query.strings('groupIds');
  const jobIds = query.strings('jobIds');
  const flags = {
    isApproved: query.bool('isApproved'),
    isSubmitted: query.bool('isSubmitted'),
    isLocked: query.bool('isLocked'),
  };
  const withPlan = query.bool('includePlanVsActual') ?? false;
  query.check();

  const rangeEnd = startOfDay(addDays(endDate, 1), clock.timezone);
  const users = [...clock.userIds]
    .sort((a, b) => a - b)
    .flatMap((userId) => {
      if (userIds !== null && !userIds.has(userId)) return [];
      if (groupIds !== null && !isInAnyGroup(world, userId, groupIds)) return [];
      const rows = world
        .activitiesOf(userId)
        .filter((row) => row.clockId === clock.id && row.visibleFrom <= world.now());
      const byDay = new Map<string, Shift[]>();
      for (const row of rows) {
        if (row.kind !== 'shift' || (jobIds !== null && !jobIds.has(row.jobId ?? ''))) continue;
        const day = dayOf(row.start.timestamp, clock.timezone);
        if (day < startDate || day > endDate) continue;
        byDay.set(day, [...(byDay.get(day) ?? []), row]);
      }
      const breaks = rows.filter((row) => row.kind === 'manual_break');
      const countUntil = clock.countsOvernight ? Number.POSITIVE_INFINITY : rangeEnd;
      const dailyRecords = [...byDay]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, shifts]) =>
          dailyRecord({ world, clock, user: world.user(userId), day, shifts, breaks, countUntil, withPlan }),
        )
        .filter((record) =>
          (['isApproved', 'isSubmitted', 'isLocked'] as const).every(
            (flag) => flags[flag] === null || flags[flag] === record[flag],
          ),
        );
      return dailyRecords.length === 0 ? [] : [{ userId, dailyRecords }];
    });
  return { data: { startDate, endDate, users } };
}

function dailyRecord(input: {
  world: ConnecteamWorld;
  clock: TimeClock;
  user: ConnecteamUser;
  day: string;
  shifts: Shift[];
  breaks: ManualBreak[];
  countUntil: number;
  withPlan: boolean;
}) {
  const { world, clock, user, day, shifts, countUntil } = input;
  const worked = union(closedSpans(shifts, countUntil));
  const breaks = input.breaks.filter((row) => dayOf(row.start.timestamp, clock.timezone) === day);
  const isPaid = (row: ManualBreak) => clock.breakTypes.find((type) => type.id === row.manualBreakId)?.isPaid ?? true;
  const paid = union(closedSpans(breaks.filter(isPaid), countUntil));
  const unpaid = union(
    closedSpans(
      breaks.filter((row) => !isPaid(row)),
      countUntil,
    ),
  );
  const workSeconds = seconds(worked) - overlap(worked, union([...paid, ...unpaid]));
  const totalHours = hours(workSeconds + seconds(paid));
  const rate = hourlyRate(world, user.userId, day);
  return {
    date: day,
    dailyTotalHours: totalHours,
    dailyTotalWorkHours: hours(workSeconds),
    dailyTotalPaidBreakHours: hours(seconds(paid)),
    dailyTotalUnpaidBreakHours: hours(seconds(unpaid)),
    ...world.dayState(clock.id, user.userId, day),
    payItems: [
      {
        hours: totalHours,
        payRule: { id: 'regular', code: 'REG', type: 'regular' },
        actualPayRate: rate,
        totalPay: rate === null ? null : Math.round(rate * totalHours * 100) / 100,
      },
    ],
    records: shifts.map((shift) => ({
      timeActivityId: shift.id,
      start: shift.start,
      end: shift.end ?? {},
      basePayRate: rate,
      resources: shift.jobId === null ? [] : [{ resourceId: shift.jobId, subResourceId: shift.subJobId }],
    })),
    ...(input.withPlan ? { dailyScheduledDetails: planned(world, clock, user.userId, day, totalHours) } : {}),
  };
}

function planned(world: ConnecteamWorld, clock: TimeClock, userId: number, day: string, actualHours: number) {
  const shifts = world.plannedShifts.filter(
    (shift) => shift.assignedUserIds.includes(userId) && dayOf(shift.startTime, clock.timezone) === day,
  );
  const scheduled = hours(shifts.reduce((sum, shift) => sum + shift.endTime - shift.startTime, 0));
  return {
    dailyScheduledHours: scheduled,
    dailyScheduledDifferenceHours: actualHours - scheduled,
    dailyScheduledShifts: shifts.length,
    shifts: shifts.map(({ id }) => ({ id })),
  };
}

/** The latest hourly rate in force on the day, or null. */
function hourlyRate(world: ConnecteamWorld, userId: number, day: string): number | null {
  const rates = world.payRates.filter((rate) => rate.userId === userId && rate.effectiveDate <= day);
  const latest = rates.sort((a, b) => (a.effectiveDate < b.effectiveDate ? 1 : -1))[0];
  return latest?.rateType === 'hourly' ? latest.defaultRate : null;
}

function isInAnyGroup(world: ConnecteamWorld, userId: number, groupIds: Set<string>): boolean {
  return [...world.smartGroups.values()].some((group) => groupIds.has(String(group.id)) && group.userIds.has(userId));
}

/** Open rows count nothing yet. */
function closedSpans(rows: (Shift | ManualBreak)[], countUntil: number): Span[] {
  return rows.flatMap(({ start, end }) => {
    if (end === null) return [];
    const until = Math.min(end.timestamp, countUntil);
    return until > start.timestamp ? [{ from: start.timestamp, until }] : [];
  });
}

function union(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else merged.push({ ...span });
  }
  return merged;
}

function seconds(spans: Span[]): number {
  return spans.reduce((sum, span) => sum + span.until - span.from, 0);
}

/** Seconds that lie in both; each side must be free of overlaps of its own. */
function overlap(a: Span[], b: Span[]): number {
  return a.reduce(
    (sum, x) =>
      sum + b.reduce((inner, y) => inner + Math.max(0, Math.min(x.until, y.until) - Math.max(x.from, y.from)), 0),
    0,
  );
}

function hours(inSeconds: number): number {
  return Math.round((inSeconds / 3600) * 10_000) / 10_000;
}
