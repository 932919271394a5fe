import type { Db } from '@/lib/db/client';
import { resolvePeriods } from '@/lib/domain/clock/rules';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import { dayClock, overlaps } from '@/lib/domain/scoring/day-clock';
import { idleNow } from '@/lib/domain/scoring/idle';
import {
  getActivitiesOf,
  getBreaksOf,
  getPeriodsOf,
  getRolesWithVersions,
} from '@/lib/domain/scoring/queries/get-scoring-facts';
import { rolesByDay } from '@/lib/domain/scoring/roles';
import { assignFacts, factsOfDay } from '@/lib/domain/scoring/rules';
import type { DayFacts } from '@/lib/domain/scoring/types';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { IdlePerson } from '../rules';
import { getPossiblyPresent } from './get-possibly-present';

const DAY_SECONDS = 86_400;
/** Earlier periods can decide about the day and the end of an open one (domain.md 2 and 3). */
const SECONDS_BEFORE = 7 * DAY_SECONDS;
/** One that began earlier is past its cap; with a clock_out still ahead it is a mistake and an issue. */
const LONGEST_OPEN_SECONDS = 2 * DAY_SECONDS;
/** A window lasts at most so long (domain.md 3), and may have begun before its person clocked in. */
const LONGEST_WINDOW_SECONDS = 3600;

/**
 * Everybody who is clocked in, not on a break, and beyond the deadline at `now` (domain.md 10), the longest pause first.
 * People marked as not scanning are left out. Six statements, whatever the number of people; fewer when nobody is there.
 */
export async function getIdleNow(db: Db, site: Site, now: EpochSeconds): Promise<IdlePerson[]> {
  const possible = await getPossiblyPresent(db, { siteId: site.id, since: now - LONGEST_OPEN_SECONDS, now });
  const people = possible.filter((person) => person.isScanning);
  if (people.length === 0) return [];
  const employeeIds = people.map((person) => person.employeeId);
  const range = { start: now - SECONDS_BEFORE, end: now + 1 };
  const periods = Map.groupBy(await getPeriodsOf(db, employeeIds, range), (row) => row.employeeId);
  const present = people.flatMap((person) => {
    const resolved = resolvePeriods(site, site.settings, periods.get(person.employeeId) ?? []).periods;
    const day = resolved.find((period) => now < period.effectiveEnd)?.day;
    if (day === undefined) return [];
    return { ...person, day, firstClockIn: resolved.find((period) => period.day === day)?.clockIn ?? now };
  });
  const begin = present.reduce((first, one) => Math.min(first, one.firstClockIn), now) - LONGEST_WINDOW_SECONDS;
  const breaks = Map.groupBy(await getBreaksOf(db, employeeIds, range), (row) => row.employeeId);
  const activities = Map.groupBy(
    await getActivitiesOf(db, site.id, employeeIds, { start: begin, end: now }),
    (row) => row.employeeId,
  );
  const rolesOn = rolesByDay(await getRolesWithVersions(db, site.id));
  const roleRows = await getRolesOnDay(db, site.id, businessDayOf(site, now));
  const departments = new Map(roleRows.map((role) => [role.roleId, role.departmentName]));

  const idle = present.flatMap((person): IdlePerson[] => {
    const days = assignFacts({
      calendar: site,
      settings: site.settings,
      periods: periods.get(person.employeeId) ?? [],
      breaks: breaks.get(person.employeeId) ?? [],
      activities: activities.get(person.employeeId) ?? [],
    });
    const facts = factsOfDay(days, person.day);
    const found = idleNow(facts, rolesOn(person.day), now);
    if (found === null) return [];
    const last = lastScan(facts, now);
    const roleId = found.roleId ?? last.roleId;
    return [
      {
        employeeId: person.employeeId,
        name: person.name,
        ...found,
        roleId,
        department: roleId === null ? null : (departments.get(roleId) ?? null),
        quietSeconds: last.quietSeconds,
        hasScans: last.hasScans,
      },
    ];
  });
  return idle.sort((a, b) => b.idleSeconds - a.idleSeconds || a.employeeId - b.employeeId);
}

/** Work time since the last scan on the clock ended (since clock-in without one), and the role of that scan. */
function lastScan(facts: DayFacts, now: EpochSeconds) {
  const clock = dayClock(facts, now);
  const scans = facts.activities.filter((activity) => overlaps(clock.onClock, activity));
  const last = scans.reduce<(typeof scans)[number] | undefined>(
    (latest, one) => (latest === undefined || one.windowEnd >= latest.windowEnd ? one : latest),
    undefined,
  );
  const worked = last === undefined ? 0 : clock.workTime.before(last.windowEnd);
  return {
    quietSeconds: clock.workTime.total - worked,
    roleId: last?.roleId ?? null,
    hasScans: last !== undefined,
  };
}
