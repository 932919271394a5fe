import type { ResolvedPeriod } from '@/lib/domain/clock/rules';
import { roleOf } from '@/lib/domain/scoring/roles';
import type { Activity, RoleOnDay, RolesOnDay } from '@/lib/domain/scoring/types';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { countWhile, type Interval, intervalAt } from '@/lib/platform/time/intervals';

/** domain.md 10, Flags */
export const FLAG_KINDS = ['high_count', 'odd_hour', 'no_clock', 'burst', 'repeat'] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];
export const FLAG_SEVERITIES = ['low', 'medium', 'high'] as const;
export type FlagSeverity = (typeof FLAG_SEVERITIES)[number];

/** Whose it is: a person, or a login of nobody yet. */
export type OwnedActivity = Activity & { employeeId: number | null; identityId: number };

export type Flag = {
  activityId: number;
  employeeId: number | null;
  kind: FlagKind;
  severity: FlagSeverity;
  /** The facts that led to it; a flag whose facts change is a new one. */
  details: Record<string, unknown>;
};

const TEN_MINUTES = 600;
const DEFAULT_EXPECTED_PER_HOUR_THOUSANDTHS = 200_000;
const MAX_SECONDS_FROM_CLOCK = 1800;
const BURST_SECONDS = 3600;
const BURST_WINDOWS = 15;
const REPEATED_ITEMS = 10;

/**
 * The flags of all activities of one business day of a site (domain.md 10), in a fixed order. "Running" and "in the hour
 * before" look at the same person's activities of that day. Logins of nobody count as a person each, have no clock to be
 * measured by (`no_clock`), and are the caller's to leave out when they are ignored.
 */
export function flagsOfDay(input: {
  activities: readonly OwnedActivity[];
  roles: RolesOnDay;
  /** When anybody was clocked in at the site, as a union. */
  presence: readonly Interval[];
  /** The periods of each person around the day. */
  periodsOf: (employeeId: number) => readonly ResolvedPeriod[];
  isContractor: (employeeId: number) => boolean;
}): Flag[] {
  const { roles, presence, periodsOf, isContractor } = input;
  const byOwner = Map.groupBy(input.activities, ({ employeeId, identityId }) =>
    employeeId === null ? `identity:${identityId}` : `employee:${employeeId}`,
  );
  const flags = [...byOwner.values()].flatMap((own) => {
    const sorted = [...own].sort((a, b) => a.windowStart - b.windowStart || a.id - b.id);
    const repeated = repeatedActivities(sorted);
    return sorted.flatMap((activity): Flag[] => {
      const { employeeId, windowStart } = activity;
      const flag = (kind: FlagKind, severity: FlagSeverity, more: object = {}): Flag => ({
        activityId: activity.id,
        employeeId,
        kind,
        severity,
        details: { ...factsOf(activity), ...more },
      });
      const found: Flag[] = [];
      const role = roleOf(activity, roles);
      const count = role === null ? null : countSeverity(activity, role);
      if (count !== null) found.push(flag('high_count', count));
      if (intervalAt(presence, windowStart) === undefined) found.push(flag('odd_hour', 'low'));
      if (employeeId !== null && !isContractor(employeeId) && !isNearClock(periodsOf(employeeId), windowStart)) {
        found.push(flag('no_clock', 'high'));
      }
      const before = startsBefore(sorted, windowStart);
      if (before > BURST_WINDOWS) found.push(flag('burst', 'medium', { windowsBefore: before }));
      if (repeated.has(activity.id)) found.push(flag('repeat', 'medium'));
      return found;
    });
  });
  return flags.sort((a, b) => a.activityId - b.activityId || (a.kind < b.kind ? -1 : 1));
}

/** items > 2 x (1.5 x) expected_per_hour / 6 per 10 minutes of window, at least 10 minutes; on whole numbers. */
function countSeverity(activity: OwnedActivity, role: RoleOnDay): FlagSeverity | null {
  const expected =
    role.expectedPerHourThousandths > 0 ? role.expectedPerHourThousandths : DEFAULT_EXPECTED_PER_HOUR_THOUSANDTHS;
  const seconds = Math.max(TEN_MINUTES, activity.windowEnd - activity.windowStart);
  const made = activity.itemsCount * 3_600_000;
  if (made > 2 * expected * seconds) return 'high';
  return 2 * made > 3 * expected * seconds ? 'medium' : null;
}

function isNearClock(periods: readonly ResolvedPeriod[], at: EpochSeconds): boolean {
  return periods.some(
    ({ clockIn, effectiveEnd }) =>
      clockIn - MAX_SECONDS_FROM_CLOCK <= at && at <= effectiveEnd + MAX_SECONDS_FROM_CLOCK,
  );
}

/** Windows that started in the hour before `at`. */
function startsBefore(sorted: readonly OwnedActivity[], at: EpochSeconds): number {
  const earlier = (limit: EpochSeconds) => countWhile(sorted, (one) => one.windowStart < limit);
  return earlier(at) - earlier(at - BURST_SECONDS);
}

/** Those with the same count as the two before them in their role. */
function repeatedActivities(sorted: readonly OwnedActivity[]): Set<number> {
  const repeated = new Set<number>();
  const runs = new Map<number, { items: number; length: number }>();
  for (const { id, roleId, itemsCount } of sorted) {
    if (roleId === null) continue;
    const run = runs.get(roleId);
    const length = run?.items === itemsCount ? run.length + 1 : 1;
    runs.set(roleId, { items: itemsCount, length });
    if (length >= 3 && itemsCount >= REPEATED_ITEMS) repeated.add(id);
  }
  return repeated;
}

function factsOf({ itemsCount, roleId, windowStart, windowEnd }: OwnedActivity): Record<string, unknown> {
  return { itemsCount, roleId, windowStart: toIsoInstant(windowStart), windowEnd: toIsoInstant(windowEnd) };
}
