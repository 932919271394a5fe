import { and, desc, eq } from 'drizzle-orm';
import { type Database, inTransaction } from '@/lib/db/client';
import { flagDays } from '@/lib/db/schema/attention';
import { activitiesByDay, type ResolvedPeriod, resolveBreaks, resolvePeriods } from '@/lib/domain/clock/rules';
import { getRolesWithVersions } from '@/lib/domain/scoring/queries/get-scoring-facts';
import { rolesByDay } from '@/lib/domain/scoring/roles';
import type { Site } from '@/lib/domain/sites/schema';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { type Interval, unionOf } from '@/lib/platform/time/intervals';
import { settleFlags } from './mutations';
import { getActivitiesStartingIn, getExemptOwners, getSiteBreaks, getSitePeriods } from './queries/get-flag-facts';
import { type Flag, flagsOfDay, type OwnedActivity } from './rules';
import { settleUnmappedTypes } from './settle-unmapped-types';

/** As the scorer: this many days to each side decide about a day (domain.md 2 and 3). */
const DAYS_BEFORE = 7;
const DAYS_AFTER = 2;

export type ProcessedActivities = { days: number; flagged: number; removed: number; unmappedTypes: number };

/**
 * Looks at the activities of every day whose facts changed since the last run (contract.md 4, process-activities), the
 * newest day first, with a fixed number of statements a day, and keeps the flags of domain.md 10 in line with them. Then
 * keeps the issues and alerts of activity types without a role.
 */
export async function runProcessActivities(db: Database, site: Site, now: EpochSeconds): Promise<ProcessedActivities> {
  const counts = { days: 0, flagged: 0, removed: 0 };
  const waiting = await db
    .select({ day: flagDays.scoreDate, version: flagDays.version })
    .from(flagDays)
    .where(eq(flagDays.siteId, site.id))
    .orderBy(desc(flagDays.scoreDate));
  for (const { day, version } of waiting) {
    const found = await findFlags(db, site, day);
    const settled = await inTransaction(db, async (tx) => {
      const result = await settleFlags(tx, { siteId: site.id, day, found, now });
      // A day that changed meanwhile has a higher version and is looked at again.
      await tx
        .delete(flagDays)
        .where(and(eq(flagDays.siteId, site.id), eq(flagDays.scoreDate, day), eq(flagDays.version, version)));
      return result;
    });
    counts.days += 1;
    counts.flagged += settled.flagged;
    counts.removed += settled.removed;
  }
  return { ...counts, unmappedTypes: await settleUnmappedTypes(db, site, now) };
}

/** The flags of one business day: six statements. */
async function findFlags(db: Database, site: Site, day: IsoDay): Promise<Flag[]> {
  const { start, end } = businessDayInterval(site, day);
  const around = {
    start: businessDayInterval(site, addDays(day, -DAYS_BEFORE)).start,
    end: businessDayInterval(site, addDays(day, DAYS_AFTER)).end,
  };
  const periods = await getSitePeriods(db, site.id, around);
  const breaks = await getSiteBreaks(db, site.id, around);
  const clock = resolveClock(site, periods, breaks);
  // A night's period carries its activities past the end of its day.
  const lastEnd = clock.periods.reduce((last, one) => (one.day <= day ? Math.max(last, one.effectiveEnd) : last), end);
  const { contractors, ignored } = await getExemptOwners(db, site.id);
  const activities = (await getActivitiesStartingIn(db, site.id, { start, end: lastEnd })).filter(
    (activity) => !ignored.has(activity.identityId),
  );
  const roles = rolesByDay(await getRolesWithVersions(db, site.id));
  const periodsOf = (employeeId: number) => clock.periodsOf.get(employeeId) ?? [];
  return flagsOfDay({
    activities: activitiesOfDay(site, day, activities, periodsOf),
    roles: roles(day),
    presence: clock.presence,
    periodsOf,
    isContractor: (employeeId) => contractors.has(employeeId),
  });
}

type SiteClock = { periods: ResolvedPeriod[]; periodsOf: Map<number, ResolvedPeriod[]>; presence: Interval[] };

/** Everybody's periods with their ends, and when anybody was clocked in. A period of nobody yet stands for itself. */
function resolveClock(
  site: Site,
  periods: Awaited<ReturnType<typeof getSitePeriods>>,
  breaks: Awaited<ReturnType<typeof getSiteBreaks>>,
): SiteClock {
  const ownerOf = (row: { id: number; employeeId: number | null }) => row.employeeId ?? -row.id;
  const breaksOf = Map.groupBy(breaks, ownerOf);
  const periodsOf = new Map<number, ResolvedPeriod[]>();
  const presence: Interval[] = [];
  for (const [owner, own] of Map.groupBy(periods, ownerOf)) {
    const resolved = resolvePeriods(site, site.settings, own).periods;
    periodsOf.set(owner, resolved);
    for (const period of resolved) presence.push({ start: period.clockIn, end: period.effectiveEnd });
    for (const one of resolveBreaks(site, resolved, breaksOf.get(owner) ?? []).breaks) {
      presence.push({ start: one.start, end: one.effectiveEnd });
    }
  }
  return { periods: [...periodsOf.values()].flat(), periodsOf, presence: unionOf(presence) };
}

function activitiesOfDay(
  site: Site,
  day: IsoDay,
  activities: readonly OwnedActivity[],
  periodsOf: (employeeId: number) => readonly ResolvedPeriod[],
): OwnedActivity[] {
  return [...Map.groupBy(activities, (activity) => activity.employeeId)].flatMap(
    ([employeeId, own]) => activitiesByDay(site, employeeId === null ? [] : periodsOf(employeeId), own).get(day) ?? [],
  );
}
