import type { Db } from '@/lib/db/client';
import {
  activitiesByDay,
  presenceAt,
  type ResolvedPeriod,
  resolveBreaks,
  resolvePeriods,
} from '@/lib/domain/clock/rules';
import { getRolesOnDay, type RoleValuesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import type { Site } from '@/lib/domain/sites/schema';
import { addDays, businessDayInterval, businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { getItemsByRole } from './queries/get-items-by-role';
import { getLastScans } from './queries/get-last-scans';
import { getPresenceFacts, type PresenceRow } from './queries/get-presence-facts';
import { getRecentWork, type RecentWorkRow } from './queries/get-recent-work';
import {
  type DepartmentFlow,
  flowOf,
  isInOutput,
  placesOf,
  type RecentWork,
  WORKER_SECONDS,
  workersByRole,
} from './rules';

/** Somebody who is clocked in now. */
export type PresentPerson = {
  employeeId: number;
  name: string;
  isArchived: boolean;
  isOnBreak: boolean;
  /** Days of their recent periods, for the activities within them. */
  periods: readonly ResolvedPeriod[];
};

/** The departments of a site at `now` with everything that was needed to know them. */
export type Flow = {
  today: IsoDay;
  now: EpochSeconds;
  /** Active roles, in flow order. */
  roles: RoleValuesOnDay[];
  /** Department names of all roles, inactive ones too. */
  roleNames: Map<number, string>;
  colours: DepartmentColours;
  departments: DepartmentFlow[];
  present: PresentPerson[];
  /** The role in which each person who is clocked in and not on break works. */
  places: Map<number, number>;
  recent: RecentWork[];
};

/** Business days back to which a punch that is still open can belong (domain.md 2: runs of periods). */
const OPEN_DAYS_BACK = 2;

/**
 * The flow of a site at `now` (domain.md 8). Four statements, whatever the number of people and scans, and one more while
 * any department is silent.
 */
export async function readFlow(db: Db, site: Site, now: EpochSeconds): Promise<Flow> {
  const today = businessDayOf(site, now);
  const { start } = businessDayInterval(site, today);
  const firstDay = addDays(today, -OPEN_DAYS_BACK);
  const [allRoles, items, rows, presence] = await Promise.all([
    getRolesOnDay(db, site.id, today),
    getItemsByRole(db, site.id, today),
    getRecentWork(db, { siteId: site.id, from: now - WORKER_SECONDS, to: now }),
    getPresenceFacts(db, {
      siteId: site.id,
      now,
      days: { from: firstDay, to: today },
      factsFrom: businessDayInterval(site, addDays(firstDay, -1)).start,
    }),
  ]);
  const roles = allRoles.filter((role) => role.isActive);
  const lastScans = lastOf(rows);
  if (start < now - WORKER_SECONDS && roles.some((role) => !lastScans.has(role.roleId))) {
    // Nearly all of a day's activities are read to find the last of those who have not scanned for an hour.
    const earlier = await getLastScans(db, { siteId: site.id, from: start, to: now - WORKER_SECONDS });
    for (const [roleId, at] of earlier) if (!lastScans.has(roleId)) lastScans.set(roleId, at);
  }
  const present = presentPeople(site, presence, now);
  const recent = recentWorkOf(site, today, present, rows);
  const atWork = new Set(present.filter((one) => !one.isOnBreak).map((one) => one.employeeId));
  const flowOrder = new Map(allRoles.map((role, index) => [role.roleId, index]));
  const places = placesOf(atWork, recent, flowOrder, now);
  const workers = workersByRole(places, recent, now);
  const output = new Map<number, number>();
  for (const work of recent) {
    if (isInOutput(work, now)) output.set(work.roleId, (output.get(work.roleId) ?? 0) + work.items);
  }
  const departments = flowOf(
    roles.map(({ roleId }) => ({
      roleId,
      output: output.get(roleId) ?? 0,
      workers: workers.get(roleId)?.size ?? 0,
      itemsToday: items.get(roleId) ?? 0,
      lastScanAt: lastScans.get(roleId) ?? null,
    })),
    { queueLimit: site.settings.queueLimit, isAnybodyClockedIn: present.length > 0, now },
  );
  const roleNames = new Map(allRoles.map((role) => [role.roleId, role.departmentName]));
  const colours = coloursOf(allRoles);
  return { today, now, roles, roleNames, colours, departments, present, places, recent };
}

/** The latest window_end of each role. */
function lastOf(rows: readonly RecentWorkRow[]): Map<number, EpochSeconds> {
  const last = new Map<number, EpochSeconds>();
  for (const { roleId, windowEnd } of rows) last.set(roleId, Math.max(windowEnd, last.get(roleId) ?? windowEnd));
  return last;
}

/** 1..8 by department name: the place among all departments of the site, so that it is the same everywhere. */
export type DepartmentColours = ReadonlyMap<string, number>;

const COLOURS = 8;

export function coloursOf(rolesInFlow: readonly { departmentName: string }[]): DepartmentColours {
  const names = [...new Set(rolesInFlow.map((role) => role.departmentName))];
  return new Map(names.map((name, index) => [name, (index % COLOURS) + 1]));
}

/** Who of the people with open facts is clocked in at `now`, and on a break (domain.md 1). */
export function presentPeople(site: Site, rows: readonly PresenceRow[], now: EpochSeconds): PresentPerson[] {
  return [...Map.groupBy(rows, (row) => row.employee_id)].flatMap(([employeeId, facts]) => {
    const [first] = facts;
    if (first === undefined) return [];
    const stored = (kind: PresenceRow['kind']) => facts.filter((fact) => fact.kind === kind);
    const { periods } = resolvePeriods(
      site,
      site.settings,
      stored('period').map((one) => ({ id: one.id, clockIn: one.starts_at, clockOut: one.ends_at })),
    );
    const { breaks } = resolveBreaks(
      site,
      periods,
      stored('break').map((one) => ({ id: one.id, start: one.starts_at, end: one.ends_at, isPaid: false })),
    );
    const { openUntil, isOnBreak } = presenceAt(periods, breaks, now);
    if (openUntil === null) return [];
    return [{ employeeId, name: first.name, isArchived: first.is_archived, isOnBreak, periods }];
  });
}

/** Marks what belongs to today: an activity in a night shift belongs to the day of the shift (domain.md 2). */
function recentWorkOf(
  site: Site,
  today: IsoDay,
  present: readonly PresentPerson[],
  rows: readonly RecentWorkRow[],
): RecentWork[] {
  const periodsOf = new Map(present.map((one) => [one.employeeId, one.periods]));
  return [...Map.groupBy(rows, (row) => row.employeeId)].flatMap(([employeeId, ofPerson]) => {
    const periods = employeeId === null ? [] : (periodsOf.get(employeeId) ?? []);
    return [...activitiesByDay(site, periods, ofPerson)].flatMap(([day, work]) =>
      work.map((one) => ({ ...one, isToday: day === today })),
    );
  });
}
