import type { EpochSeconds } from '@/lib/platform/time/instant';
import { type DayClock, dayClock, overlaps } from './day-clock';
import { byFlowOrder, roleOf } from './roles';
import type { Activity, DayFacts, IdlePeriod, RoleOnDay, RolesOnDay } from './types';

const DEFAULT_EXPECTED_PER_HOUR_THOUSANDTHS = 200_000;
const MIN_BATCH_THRESHOLD = 600;
const MAX_BATCH_THRESHOLD = 3600;
const THRESHOLD_WITHOUT_ROLE = 900;
const SETTLING_IN = 900;
const CLEAN_UP = 900;
const BEFORE_INTERRUPTION = 300;
const AFTER_INTERRUPTION = 600;
const SHORTEST_INTERRUPTION = 60;

/** Why a pause was normal up to a point: the start of the day, an interruption, or the activity with this id. */
export type AllowanceCause = { kind: 'settling_in' | 'interruption' } | { kind: 'activity'; activityId: number };

/** Something that happened, in work time; `role` is null for interruptions and activities without a role. */
type IdleEvent = {
  start: number;
  end: number;
  allowance: number;
  role: RoleOnDay | null;
  cause: AllowanceCause;
  ends: IdleEnd;
};

/** Until when, in work time, a pause is normal, the longest allowance that led there, whose role it was and why. */
type Deadline = { at: number; allowance: number; role: RoleOnDay | null; cause: AllowanceCause };

/** What a pause ended with: an activity, the time before an interruption or before leaving, or it goes on as of now. */
export type IdleEnd = 'activity' | 'interruption' | 'clean_up' | 'still';

/** An idle period with the allowance that had run out when it began. */
export type ExplainedIdle = IdlePeriod & {
  allowanceSeconds: number;
  /** Since when the allowance ran, in real time. */
  allowanceFrom: EpochSeconds;
  cause: AllowanceCause;
  endedBy: IdleEnd;
};

/**
 * Seconds of pause that are normal after an activity (domain.md 4, Threshold). `role` is null while the activity_type
 * has none. Computed on integers: items_count * 3780 / expected_per_hour, cut off.
 */
export function idleThreshold(itemsCount: number, role: RoleOnDay | null): number {
  if (role === null) return THRESHOLD_WITHOUT_ROLE;
  if (role.roleType === 'continuous') return role.idleThresholdMinutes * 60;
  const expected =
    role.expectedPerHourThousandths > 0 ? role.expectedPerHourThousandths : DEFAULT_EXPECTED_PER_HOUR_THOUSANDTHS;
  const dividend = itemsCount * 3_780_000;
  const threshold = (dividend - (dividend % expected)) / expected;
  return Math.min(MAX_BATCH_THRESHOLD, Math.max(MIN_BATCH_THRESHOLD, threshold));
}

/**
 * The idle periods of a person-day (domain.md 4, Idle), ascending. None when no activity shares a second with P.
 * Throws MissingRoleError when an activity names a role that `roles` lacks.
 */
export function idlePeriodsOf(clock: DayClock, activities: readonly Activity[], roles: RolesOnDay): IdlePeriod[] {
  return explainedIdleOf(clock, activities, roles).map(({ startTime, endTime, durationSeconds, roleId }) => ({
    startTime,
    endTime,
    durationSeconds,
    roleId,
  }));
}

/** {@link idlePeriodsOf}, each with the allowance before it and where that came from. */
export function explainedIdleOf(clock: DayClock, activities: readonly Activity[], roles: RolesOnDay): ExplainedIdle[] {
  if (!activities.some((activity) => overlaps(clock.onPeriods, activity))) return [];
  // Nothing follows the end, so its cause is never told.
  const end: IdleEvent = { ...endOfDay(clock), allowance: 0, role: null, cause: { kind: 'interruption' } };
  const idle: ExplainedIdle[] = [];
  followDeadline([...eventsOf(clock, activities, roles), end], (from, event) => {
    idle.push({
      startTime: clock.workTime.latestInstantAt(from.at),
      endTime: clock.workTime.earliestInstantAt(event.start),
      durationSeconds: event.start - from.at,
      roleId: from.role?.roleId ?? null,
      allowanceSeconds: from.allowance,
      allowanceFrom: clock.workTime.latestInstantAt(from.at - from.allowance),
      cause: from.cause,
      endedBy: event.ends,
    });
  });
  return idle;
}

/** Somebody who is clocked in, not on a break, and beyond the deadline (domain.md 10, Idle now). */
export type IdleNow = {
  severity: 'warning' | 'critical';
  /** Real time from which the pause is longer than normal. */
  since: EpochSeconds;
  /** Work time since then. */
  idleSeconds: number;
  /** The role of the work that the deadline follows from; null before the first scan and after an interruption. */
  roleId: number | null;
};

/**
 * Whether the person is idle at `now`, given the facts of the day that holds the open period (domain.md 10); null when not.
 * Throws MissingRoleError when an activity names a role that `roles` lacks.
 */
export function idleNow(facts: DayFacts, roles: RolesOnDay, now: EpochSeconds): IdleNow | null {
  const clock = dayClock(facts, now);
  const worked = clock.workTime.total;
  if (clock.openUntil === null || clock.isOnBreak) return null;
  const deadline = followDeadline(eventsOf(clock, facts.activities, roles), () => undefined);
  if (worked <= deadline.at) return null;
  return {
    severity: (worked - deadline.at) * 2 > deadline.allowance ? 'critical' : 'warning',
    since: clock.workTime.latestInstantAt(deadline.at),
    idleSeconds: worked - deadline.at,
    roleId: deadline.role?.roleId ?? null,
  };
}

/** Activities and interruptions, without the end of the day. */
function eventsOf(clock: DayClock, activities: readonly Activity[], roles: RolesOnDay): IdleEvent[] {
  const events: IdleEvent[] = [];
  for (const activity of activities) {
    if (!overlaps(clock.onClock, activity)) continue;
    const role = roleOf(activity, roles);
    events.push({
      start: clock.workTime.before(activity.windowStart),
      end: clock.workTime.before(activity.windowEnd),
      allowance: idleThreshold(activity.itemsCount, role),
      role,
      cause: { kind: 'activity', activityId: activity.id },
      ends: 'activity',
    });
  }
  for (const [index, piece] of clock.work.entries()) {
    const next = clock.work[index + 1];
    if (next === undefined || next.start - piece.end < SHORTEST_INTERRUPTION) continue;
    const at = clock.workTime.before(piece.end);
    events.push({
      start: at - BEFORE_INTERRUPTION,
      end: at,
      allowance: AFTER_INTERRUPTION,
      role: null,
      cause: { kind: 'interruption' },
      ends: 'interruption',
    });
  }
  return events;
}

function endOfDay(clock: DayClock): Pick<IdleEvent, 'start' | 'end' | 'ends'> {
  const end = clock.workTime.total;
  if (!clock.hasOpen) return { start: end - CLEAN_UP, end, ends: 'clean_up' };
  const isWorkingNow = clock.work.at(-1)?.end === clock.now;
  return isWorkingNow
    ? { start: end, end, ends: 'still' }
    : { start: end - BEFORE_INTERRUPTION, end, ends: 'interruption' };
}

/** Walks the events by start, reports every pause beyond the deadline, and returns the deadline after the last one. */
function followDeadline(events: readonly IdleEvent[], onIdle: (from: Deadline, event: IdleEvent) => void): Deadline {
  let deadline: Deadline = {
    at: SETTLING_IN,
    allowance: SETTLING_IN,
    role: null,
    cause: { kind: 'settling_in' },
  };
  for (const event of [...events].sort((a, b) => a.start - b.start)) {
    if (event.start > deadline.at) onIdle(deadline, event);
    deadline = laterDeadline(deadline, {
      at: event.end + event.allowance,
      allowance: event.allowance,
      role: event.role,
      cause: event.cause,
    });
  }
  return deadline;
}

function laterDeadline(a: Deadline, b: Deadline): Deadline {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  // The cause goes with the longer allowance, of equal ones with the later event.
  const { allowance, cause } = a.allowance > b.allowance ? a : b;
  return { at: a.at, allowance, cause, role: earlierInFlow(a.role, b.role) };
}

/** Lowest flow order, then lowest id; no role comes last. */
function earlierInFlow(a: RoleOnDay | null, b: RoleOnDay | null): RoleOnDay | null {
  if (a === null || b === null) return a ?? b;
  return byFlowOrder(a, b) <= 0 ? a : b;
}
