import { hourBucketAt, hourBucketStart } from '@/lib/platform/time/business-day';
import type { Interval } from '@/lib/platform/time/intervals';
import { roleOf } from './roles';
import type { Activity, HourlyPresence, HourlyRoleTotal, RolesOnDay } from './types';

/**
 * Items and points per hour bucket of window_start and role (domain.md 4), activities without a role left out.
 * Sorted by hour, then role. Throws MissingRoleError when an activity names a role that `roles` lacks.
 */
export function hourlyRoleTotalsOf(
  timeZone: string,
  activities: readonly Activity[],
  roles: RolesOnDay,
): HourlyRoleTotal[] {
  const totals = new Map<string, HourlyRoleTotal>();
  for (const activity of activities) {
    const role = roleOf(activity, roles);
    if (role === null) continue;
    const hourStart = hourBucketStart(timeZone, activity.windowStart);
    const key = `${hourStart} ${role.roleId}`;
    const total = totals.get(key) ?? { hourStart, roleId: role.roleId, items: 0, pointsThousandths: 0 };
    total.items += activity.itemsCount;
    total.pointsThousandths += activity.itemsCount * role.multiplierThousandths;
    totals.set(key, total);
  }
  return [...totals.values()].sort((a, b) => a.hourStart - b.hourStart || a.roleId - b.roleId);
}

/** Seconds of a union per hour bucket (domain.md 4), ascending, only buckets with any. */
export function hourlyPresenceOf(timeZone: string, union: readonly Interval[]): HourlyPresence[] {
  const rows: HourlyPresence[] = [];
  for (const { start, end } of union) {
    let at = start;
    while (at < end) {
      const bucket = hourBucketAt(timeZone, at);
      const until = Math.min(end, bucket.end);
      const last = rows.at(-1);
      if (last?.hourStart === bucket.start) last.workSeconds += until - at;
      else rows.push({ hourStart: bucket.start, workSeconds: until - at });
      at = until;
    }
  }
  return rows;
}
