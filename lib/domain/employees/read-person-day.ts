import type { Database } from '@/lib/db/client';
import { resolvePeriods } from '@/lib/domain/clock/rules';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import { explainPersonDay } from '@/lib/domain/scoring/explain';
import { getBreaksOf, getPeriodsOf } from '@/lib/domain/scoring/queries/get-scoring-facts';
import { assignFacts, factsOfDay } from '@/lib/domain/scoring/rules';
import type { Site } from '@/lib/domain/sites/schema';
import { AppError } from '@/lib/platform/errors/errors';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { type PersonDayFacts, rolesForScoring } from './prepare-person-day';
import { getEmployee } from './queries/get-employee';
import { getPersonActivities } from './queries/get-person-activities';
import { getPersonDayState } from './queries/get-person-day-state';

/** As for the scorer: so many days to each side decide about a day. */
const DAYS_BEFORE = 7;
const DAYS_AFTER = 2;

/**
 * The raw facts of a person-day with its explanation, six statements. As of the moment the stored score was made, so that
 * the parts add up to it; as of `now` when a newer score is asked for or there is none. Throws NOT_FOUND.
 */
export async function readPersonDay(
  db: Database,
  site: Site,
  employeeId: number,
  day: IsoDay,
  now: EpochSeconds,
): Promise<PersonDayFacts> {
  const interval = businessDayInterval(site, day);
  const around = {
    start: businessDayInterval(site, addDays(day, -DAYS_BEFORE)).start,
    end: businessDayInterval(site, addDays(day, DAYS_AFTER)).end,
  };
  // The score before the facts: what changes in between is then newer than the score, never the other way round.
  const [employee, state] = await Promise.all([
    getEmployee(db, site.id, employeeId),
    getPersonDayState(db, site.id, employeeId, day),
  ]);
  if (employee === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  const [periods, breaks, roles] = await Promise.all([
    getPeriodsOf(db, [employeeId], around),
    getBreaksOf(db, [employeeId], around),
    getRolesOnDay(db, site.id, day),
  ]);
  // A night's period carries its activities past the end of its day.
  const end = resolvePeriods(site, site.settings, periods).periods.reduce(
    (latest, one) => (one.day <= day ? Math.max(latest, one.effectiveEnd) : latest),
    interval.end,
  );
  const range = { start: interval.start, end };
  const activities = await getPersonActivities(db, { siteId: site.id, employeeId, range });
  const facts = factsOfDay(
    assignFacts({
      calendar: site,
      settings: site.settings,
      periods,
      breaks,
      activities: activities.map((row) => ({
        id: row.id,
        roleId: row.role_id,
        itemsCount: row.items_count,
        windowStart: row.window_start,
        windowEnd: row.window_end,
      })),
    }),
    day,
  );
  const asOf = state.requested_at === null ? (state.scored_at ?? now) : now;
  const explanation = explainPersonDay(facts, rolesForScoring(roles), asOf);
  return { employee, facts, explanation, state, roles, activities };
}
