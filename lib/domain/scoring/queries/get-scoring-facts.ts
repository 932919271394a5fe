import { and, eq, gte, inArray, isNull, lt, ne, or } from 'drizzle-orm';
import type { Db, Transaction } from '../../../db/client';
import { activityLogs } from '../../../db/schema/activity-logs';
import { clockBreaks } from '../../../db/schema/clock-breaks';
import { clockTimes } from '../../../db/schema/clock-times';
import { dailyScores } from '../../../db/schema/daily-scores';
import { employeeIdentities } from '../../../db/schema/employee-identities';
import { employeePayrates } from '../../../db/schema/employee-payrates';
import { employees } from '../../../db/schema/employees';
import { roleConfigs, roleConfigVersions } from '../../../db/schema/role-configs';
import type { InstantRange } from '../../../platform/time/business-day';
import type { IsoDay } from '../../../platform/time/instant';
import type { ClockBreak, ClockPeriod } from '../../clock/rules';
import type { PayRate } from '../../costs/rules';
import type { Activity } from '../types';

type OfEmployee = { employeeId: number };

/** People to be scored, with their marks. */
export async function getScoredPeople(db: Db, siteId: number, employeeIds: number[]) {
  return db
    .select({ id: employees.id, isContractor: employees.isContractor, isScanning: employees.isScanning })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), inArray(employees.id, employeeIds)));
}

/** Clock periods of the people that begin in `range`. */
export async function getPeriodsOf(
  db: Db,
  employeeIds: number[],
  range: InstantRange,
): Promise<(ClockPeriod & OfEmployee)[]> {
  const rows = await db
    .select({
      id: clockTimes.id,
      employeeId: clockTimes.employeeId,
      clockIn: clockTimes.clockIn,
      clockOut: clockTimes.clockOut,
    })
    .from(clockTimes)
    .where(
      and(
        inArray(clockTimes.employeeId, employeeIds),
        gte(clockTimes.clockIn, range.start),
        lt(clockTimes.clockIn, range.end),
      ),
    );
  return rows.flatMap(({ employeeId, ...row }) => (employeeId === null ? [] : [{ ...row, employeeId }]));
}

/** Breaks of the people that begin in `range`. */
export async function getBreaksOf(
  db: Db,
  employeeIds: number[],
  range: InstantRange,
): Promise<(ClockBreak & OfEmployee)[]> {
  const rows = await db
    .select({
      id: clockBreaks.id,
      employeeId: clockBreaks.employeeId,
      start: clockBreaks.breakStart,
      end: clockBreaks.breakEnd,
      isPaid: clockBreaks.isPaid,
    })
    .from(clockBreaks)
    .where(
      and(
        inArray(clockBreaks.employeeId, employeeIds),
        gte(clockBreaks.breakStart, range.start),
        lt(clockBreaks.breakStart, range.end),
      ),
    );
  return rows.flatMap(({ employeeId, ...row }) => (employeeId === null ? [] : [{ ...row, employeeId }]));
}

const activityColumns = {
  id: activityLogs.id,
  employeeId: activityLogs.employeeId,
  roleId: activityLogs.roleId,
  itemsCount: activityLogs.itemsCount,
  windowStart: activityLogs.windowStart,
  windowEnd: activityLogs.windowEnd,
};

/** Activities of the people that begin in `range`. */
export async function getActivitiesOf(
  db: Db,
  siteId: number,
  employeeIds: number[],
  range: InstantRange,
): Promise<(Activity & OfEmployee)[]> {
  const rows = await db
    .select(activityColumns)
    .from(activityLogs)
    .where(
      and(
        eq(activityLogs.siteId, siteId),
        inArray(activityLogs.employeeId, employeeIds),
        gte(activityLogs.windowStart, range.start),
        lt(activityLogs.windowStart, range.end),
      ),
    );
  return rows.flatMap(({ employeeId, ...row }) => (employeeId === null ? [] : [{ ...row, employeeId }]));
}

/** Activities in `range` of identities that nobody is linked to; ignored ones are left out (domain.md 3). */
export async function getUnmappedActivities(db: Db, siteId: number, range: InstantRange): Promise<Activity[]> {
  const { employeeId: _, ...columns } = activityColumns;
  return db
    .select(columns)
    .from(activityLogs)
    .innerJoin(
      employeeIdentities,
      and(eq(employeeIdentities.siteId, activityLogs.siteId), eq(employeeIdentities.id, activityLogs.identityId)),
    )
    .where(
      and(
        eq(activityLogs.siteId, siteId),
        isNull(activityLogs.employeeId),
        gte(activityLogs.windowStart, range.start),
        lt(activityLogs.windowStart, range.end),
        ne(employeeIdentities.status, 'ignored'),
      ),
    );
}

/** All pay rates of the people. */
export async function getPayRatesOf(db: Db, employeeIds: number[]): Promise<(PayRate & OfEmployee)[]> {
  return db.select().from(employeePayrates).where(inArray(employeePayrates.employeeId, employeeIds));
}

/** All roles of a site with all their dated values. */
export async function getRolesWithVersions(db: Db, siteId: number) {
  return db
    .select({
      roleId: roleConfigs.id,
      roleType: roleConfigs.roleType,
      flowOrder: roleConfigs.flowOrder,
      isFinishing: roleConfigs.isFinishing,
      validFrom: roleConfigVersions.validFrom,
      multiplier: roleConfigVersions.multiplier,
      expectedPerHour: roleConfigVersions.expectedPerHour,
      idleThresholdMinutes: roleConfigVersions.idleThresholdMinutes,
      monthlyTargetPoints: roleConfigVersions.monthlyTargetPoints,
    })
    .from(roleConfigs)
    .innerJoin(roleConfigVersions, eq(roleConfigVersions.roleId, roleConfigs.id))
    .where(eq(roleConfigs.siteId, siteId));
}

export type StoredScore = typeof dailyScores.$inferSelect;

/** The stored rows of these person-days, locked until the end of the transaction. */
export async function getStoredScores(
  tx: Transaction,
  siteId: number,
  personDays: { employeeId: number; scoreDate: IsoDay }[],
): Promise<StoredScore[]> {
  if (personDays.length === 0) return [];
  const byDay = Map.groupBy(personDays, (one) => one.scoreDate);
  const conditions = [...byDay].map(([day, people]) =>
    and(
      eq(dailyScores.scoreDate, day),
      inArray(
        dailyScores.employeeId,
        people.map((one) => one.employeeId),
      ),
    ),
  );
  return tx
    .select()
    .from(dailyScores)
    .where(and(eq(dailyScores.siteId, siteId), or(...conditions)))
    .for('update');
}
