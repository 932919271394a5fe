import { and, asc, eq, inArray, or } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { roleConfigs, roleConfigVersions } from '@/lib/db/schema/role-configs';

/** The scans of logins. */
export async function getScansOf(db: Db, siteId: number, identityIds: readonly number[]) {
  return db
    .select({
      identityId: activityLogs.identityId,
      windowStart: activityLogs.windowStart,
      itemsCount: activityLogs.itemsCount,
      roleId: activityLogs.roleId,
    })
    .from(activityLogs)
    .where(and(eq(activityLogs.siteId, siteId), inArray(activityLogs.identityId, [...identityIds])));
}
export type MovingScan = Awaited<ReturnType<typeof getScansOf>>[number];

/** The clock periods of logins and of people. */
export async function getPeriodsAround(
  db: Db,
  siteId: number,
  identityIds: readonly number[],
  employeeIds: readonly number[],
) {
  return db
    .select({
      id: clockTimes.id,
      identityId: clockTimes.identityId,
      employeeId: clockTimes.employeeId,
      source: clockTimes.source,
      clockIn: clockTimes.clockIn,
      clockOut: clockTimes.clockOut,
    })
    .from(clockTimes)
    .where(
      or(
        and(eq(clockTimes.siteId, siteId), inArray(clockTimes.identityId, [...identityIds])),
        employeeIds.length === 0 ? undefined : inArray(clockTimes.employeeId, [...employeeIds]),
      ),
    );
}
export type PeriodAround = Awaited<ReturnType<typeof getPeriodsAround>>[number];

/** All dated multipliers of a site's roles. */
export async function getMultipliers(db: Db, siteId: number) {
  return db
    .select({
      roleId: roleConfigVersions.roleId,
      validFrom: roleConfigVersions.validFrom,
      multiplier: roleConfigVersions.multiplier,
    })
    .from(roleConfigs)
    .innerJoin(roleConfigVersions, eq(roleConfigVersions.roleId, roleConfigs.id))
    .where(eq(roleConfigs.siteId, siteId))
    .orderBy(asc(roleConfigVersions.validFrom));
}
export type DatedMultiplier = Awaited<ReturnType<typeof getMultipliers>>[number];
