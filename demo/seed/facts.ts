import type { ManualBreak, Shift } from '@/demo/connecteam/model';
import { defaultModes } from '@/demo/connecteam/modes';
import { ConnecteamWorld } from '@/demo/connecteam/world';
import { type Company, foundCompany, punch } from '@/demo/floor/company';
import { SCAN_SOURCE } from '@/demo/floor/hub';
import { byTimeThenPerson, type FloorSettings, type PlannedScan, planPunches, planScans } from '@/demo/floor/plan';
import type { activityLogs } from '@/lib/db/schema/activity-logs';
import type { clockBreaks } from '@/lib/db/schema/clock-breaks';
import type { clockTimes } from '@/lib/db/schema/clock-times';
import { daysFromTo } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { CLOCK_SOURCE, type SeededPeople } from './people';

export type ClockRow = typeof clockTimes.$inferInsert;
export type BreakRow = typeof clockBreaks.$inferInsert;
export type ActivityRow = typeof activityLogs.$inferInsert;

/** What the time clock holds at `asOf`, from the punches of `firstDay` on: the records the demo floor would have, ids included. */
export type ClockRecords = { world: ConnecteamWorld; company: Company };

/** Punches everything that is due by `asOf` into a simulated time clock. */
export function recordPunches(
  settings: FloorSettings,
  firstDay: IsoDay,
  lastDay: IsoDay,
  asOf: EpochSeconds,
): ClockRecords {
  let now = 0;
  const world = new ConnecteamWorld({ now: () => now, modes: defaultModes() });
  const company = foundCompany(world, settings);
  const punches = daysFromTo(firstDay, lastDay).flatMap((day) => planPunches(settings, day));
  for (const planned of punches.sort(byTimeThenPerson)) {
    if (planned.at > asOf) break;
    now = planned.at;
    punch(world, company, planned);
  }
  return { world, company };
}

/** The stored rows of all punches. */
export function clockRowsOf(
  { world, company }: ClockRecords,
  siteId: number,
  { people }: SeededPeople,
  asOf: EpochSeconds,
): { periods: ClockRow[]; breaks: BreakRow[] } {
  const paid = new Map([
    [company.breakTypeIds.rest, true],
    [company.breakTypeIds.meal, false],
  ]);
  const periods: ClockRow[] = [];
  const breaks: BreakRow[] = [];
  for (const { person, employeeId, clockIdentityId } of people) {
    const userId = company.userIds.get(person.key);
    if (userId === undefined || clockIdentityId === null) continue;
    const owner = {
      siteId,
      source: CLOCK_SOURCE,
      sourceClockId: company.clockId,
      identityId: clockIdentityId,
      employeeId,
    };
    const stamps = { createdAt: asOf, updatedAt: asOf };
    const records = world.activitiesOf(userId);
    const ownBreaks = records.filter((record) => record.kind === 'manual_break');
    for (const record of records) {
      if (record.kind === 'shift') {
        periods.push({ ...owner, ...periodValues(record, ownBreaks), ...stamps });
      } else if (record.kind === 'manual_break') {
        breaks.push({
          ...owner,
          sourceBreakId: record.id,
          sourceTypeId: record.manualBreakId,
          breakStart: record.start.timestamp,
          breakEnd: record.end?.timestamp ?? null,
          isPaid: paid.get(record.manualBreakId) ?? true,
          ...stamps,
        });
      }
    }
  }
  return { periods, breaks };
}

function periodValues(shift: Shift, breaks: readonly ManualBreak[]) {
  const clockIn = shift.start.timestamp;
  const clockOut = shift.end?.timestamp ?? null;
  const breakSeconds = breaks.reduce((sum, { start, end }) => {
    const isInside = end !== null && start.timestamp >= clockIn && (clockOut === null || end.timestamp <= clockOut);
    return isInside ? sum + end.timestamp - start.timestamp : sum;
  }, 0);
  return {
    sourceShiftId: shift.id,
    clockIn,
    clockOut,
    totalMinutes: clockOut === null ? null : Math.floor((clockOut - clockIn) / 60),
    breakMinutes: Math.floor(breakSeconds / 60),
    isActive: clockOut === null,
    isAutoClockOut: false,
    timeZone: shift.start.timezone,
  };
}

/** The stored rows of the scans of one day's shifts that were sent by `asOf`. */
export function activityRowsOf(
  settings: FloorSettings,
  day: IsoDay,
  siteId: number,
  { logins }: SeededPeople,
  roleIds: ReadonlyMap<string, number>,
  asOf: EpochSeconds,
): ActivityRow[] {
  return planScans(settings, day)
    .filter((scan) => scan.sentAt <= asOf)
    .map((scan) => ({
      siteId,
      source: SCAN_SOURCE,
      referenceId: scan.referenceId,
      ...ownerOf(scan, logins),
      roleId: roleIds.get(scan.activityType) ?? null,
      activityType: scan.activityType,
      itemsCount: scan.itemsCount,
      windowStart: scan.windowStart,
      windowEnd: scan.windowEnd,
      createdAt: scan.sentAt,
    }));
}

function ownerOf(scan: PlannedScan, logins: SeededPeople['logins']) {
  const login = logins.get(scan.login.email);
  if (login === undefined) throw new Error(`The login ${scan.login.email} was not seeded`);
  return { identityId: login.identityId, employeeId: login.employeeId };
}
