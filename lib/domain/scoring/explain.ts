import type { EpochSeconds } from '@/lib/platform/time/instant';
import { clip, type Interval, lengthOf, unionOf } from '@/lib/platform/time/intervals';
import { type DayClock, dayClock, overlaps } from './day-clock';
import { type ExplainedIdle, explainedIdleOf, idleThreshold } from './idle';
import { workedSecondsByRole } from './role-time';
import { byFlowOrder, roleOf } from './roles';
import type { Activity, DayFacts, RoleOnDay, RolesOnDay } from './types';

/** How an activity went into the score. */
export type ExplainedActivity = {
  activity: Activity;
  /** How long a pause after it is normal. */
  allowanceSeconds: number;
  /** It shares time with the clock of the day; otherwise it counts for items and points only. */
  isOnClock: boolean;
  pointsThousandths: number;
};

/** A role's line of the score: items x multiplier = points, in thousandths. */
export type ExplainedRole = {
  role: RoleOnDay;
  items: number;
  activityCount: number;
  pointsThousandths: number;
  workedSeconds: number;
};

/**
 * What a stretch of the day was: `work` (counts as active), `idle`, `no_scans` (on the clock of a day without any scan
 * there: neither active nor idle), `break`, `outside` (scans off the clock), `off` (nothing of all this).
 */
export type SegmentKind = 'work' | 'idle' | 'no_scans' | 'break' | 'outside' | 'off';

/** `roles`: whose time it is by the rule of worked_seconds, several when they share it; null-free, may be empty. */
export type DaySegment = Interval & { kind: SegmentKind; roleIds: number[] };

/** The parts of a person-day's score. They add up: see {@link explainPersonDay}. */
export type DayExplanation = {
  asOf: EpochSeconds;
  /** |Clock|: periods and breaks. */
  presentSeconds: number;
  breakSeconds: number;
  /** What breaks take from the paid time. */
  unpaidSeconds: number;
  /** presentSeconds - breakSeconds */
  clockedSeconds: number;
  /** presentSeconds - unpaidSeconds */
  paidSeconds: number;
  idle: ExplainedIdle[];
  /** Sum of `idle`. */
  idleSeconds: number;
  /** From the clock: clocked - idle; from the windows of a day without clock: their union; `none`: on the clock without a scan. */
  activeFrom: 'clock' | 'windows' | 'none';
  activeSeconds: number;
  roles: ExplainedRole[];
  items: number;
  /** Sum of the roles, half-up to hundredths. */
  pointsHundredths: number;
  activities: ExplainedActivity[];
  /** Every second from the first to the last fact, ascending, without holes. */
  segments: DaySegment[];
};

/**
 * How the score of a person-day comes about, as of `now` (domain.md 4). Says the same as `scorePersonDay`: points are
 * the sum of the roles, active time the clocked time without the idle list, and of the segments the seconds of `work`
 * are the active ones, of `idle` the idle ones, of `break` the breaks, of `work`, `idle` and `no_scans` together the
 * clocked ones (on a day without clock `work` is the active time and nothing is clocked). Pure. Throws MissingRoleError
 * when an activity names a role that `roles` lacks.
 */
export function explainPersonDay(facts: DayFacts, roles: RolesOnDay, now: EpochSeconds): DayExplanation {
  const clock = dayClock(facts, now);
  const windows = unionOf(facts.activities.map((one) => ({ start: one.windowStart, end: one.windowEnd })));
  const hasScans = facts.activities.some((activity) => overlaps(clock.onPeriods, activity));
  const activeFrom = clock.hasPeriod ? (hasScans ? 'clock' : 'none') : 'windows';
  const idle = explainedIdleOf(clock, facts.activities, roles);
  const idleSeconds = idle.reduce((sum, one) => sum + one.durationSeconds, 0);
  const clockedSeconds = clock.workTime.total;
  const presentSeconds = clockedSeconds + clock.breakSeconds;
  const byRole = explainedRoles(facts.activities, roles, clock);
  const sum = (part: (one: ExplainedRole) => number) => byRole.reduce((total, one) => total + part(one), 0);
  return {
    asOf: now,
    presentSeconds,
    breakSeconds: clock.breakSeconds,
    unpaidSeconds: presentSeconds - clock.paidSeconds,
    clockedSeconds,
    paidSeconds: clock.paidSeconds,
    idle,
    idleSeconds,
    activeFrom,
    activeSeconds: { clock: clockedSeconds - idleSeconds, windows: lengthOf(windows), none: 0 }[activeFrom],
    roles: byRole,
    items: sum((one) => one.items),
    pointsHundredths: Math.floor((sum((one) => one.pointsThousandths) + 5) / 10),
    activities: facts.activities.map((activity) => {
      const role = roleOf(activity, roles);
      return {
        activity,
        allowanceSeconds: idleThreshold(activity.itemsCount, role),
        isOnClock: overlaps(clock.onClock, activity),
        pointsThousandths: activity.itemsCount * (role?.multiplierThousandths ?? 0),
      };
    }),
    segments: segmentsOf(facts, clock, { windows, idle, activeFrom, roles }),
  };
}

function explainedRoles(activities: readonly Activity[], roles: RolesOnDay, clock: DayClock): ExplainedRole[] {
  const withRole = activities.flatMap((activity) => {
    const role = roleOf(activity, roles);
    return role === null ? [] : [{ activity, role }];
  });
  const starts = withRole.map(({ activity, role }) => ({ at: activity.windowStart, role }));
  const workedSeconds = workedSecondsByRole(clock.workTime, starts);
  return [...Map.groupBy(withRole, ({ role }) => role)]
    .map(([role, own]) => {
      const items = own.reduce((sum, { activity }) => sum + activity.itemsCount, 0);
      return {
        role,
        items,
        activityCount: own.length,
        pointsThousandths: items * role.multiplierThousandths,
        workedSeconds: workedSeconds.get(role.roleId) ?? 0,
      };
    })
    .sort((a, b) => byFlowOrder(a.role, b.role));
}

type Findings = {
  windows: Interval[];
  idle: readonly ExplainedIdle[];
  activeFrom: DayExplanation['activeFrom'];
  roles: RolesOnDay;
};

/** Cuts the day at every edge of anything and says of each piece what it was; equal neighbours are joined. */
function segmentsOf(facts: DayFacts, clock: DayClock, { windows, idle, activeFrom, roles }: Findings): DaySegment[] {
  const span = unionOf([...clock.present, ...windows]);
  const [first, last] = [span[0], span.at(-1)];
  if (first === undefined || last === undefined) return [];
  const idleWork = unionOf(idle.flatMap((one) => clip(clock.work, one.startTime, one.endTime)));
  const owners = ownersOf(facts.activities, roles);
  const edges = [...clock.present, ...clock.work, ...windows, ...idleWork].flatMap((one) => [one.start, one.end]);
  const starts = owners.map((one) => one.at).filter((at) => first.start < at && at < last.end);
  const cuts = [...new Set([...edges, ...starts])].sort((a, b) => a - b);

  const segments: DaySegment[] = [];
  const isIn = {
    work: walker(clock.work),
    idle: walker(idleWork),
    clock: walker(clock.present),
    windows: walker(windows),
  };
  let owner = 0;
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    while ((owners[owner + 1]?.at ?? Number.POSITIVE_INFINITY) <= start) owner += 1;
    const found = {
      work: isIn.work(start),
      idle: isIn.idle(start),
      clock: isIn.clock(start),
      windows: isIn.windows(start),
    };
    const kind = kindOf(found, activeFrom);
    const roleIds = kind === 'break' || kind === 'off' ? [] : (owners[owner]?.roleIds ?? []);
    const previous = segments.at(-1);
    if (previous?.kind === kind && previous.roleIds.join() === roleIds.join()) previous.end = end;
    else segments.push({ start, end, kind, roleIds });
  }
  return segments;
}

function kindOf(
  at: { work: boolean; idle: boolean; clock: boolean; windows: boolean },
  activeFrom: DayExplanation['activeFrom'],
): SegmentKind {
  if (activeFrom === 'windows') return at.windows ? 'work' : 'off';
  if (at.work) {
    if (activeFrom === 'none') return 'no_scans';
    return at.idle ? 'idle' : 'work';
  }
  if (at.clock) return 'break';
  return at.windows ? 'outside' : 'off';
}

/** The roles whose time begins at each instant, ascending: those of the activities that start there (domain.md 4). */
function ownersOf(activities: readonly Activity[], roles: RolesOnDay): { at: EpochSeconds; roleIds: number[] }[] {
  const starts = activities.flatMap((activity) => {
    const role = roleOf(activity, roles);
    return role === null ? [] : [{ at: activity.windowStart, role }];
  });
  return [...Map.groupBy(starts, (one) => one.at)]
    .map(([at, own]) => ({
      at,
      roleIds: [...new Set(own.map((one) => one.role))].sort(byFlowOrder).map((role) => role.roleId),
    }))
    .sort((a, b) => a.at - b.at);
}

/** Whether an instant lies in a union, for instants asked in ascending order. */
function walker(union: readonly Interval[]): (instant: EpochSeconds) => boolean {
  let next = 0;
  return (instant) => {
    while ((union[next]?.end ?? Number.POSITIVE_INFINITY) <= instant) next += 1;
    return (union[next]?.start ?? Number.POSITIVE_INFINITY) <= instant;
  };
}
