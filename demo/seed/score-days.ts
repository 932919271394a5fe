import type { Database } from '@/lib/db/client';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import type { ScoredPersonDay } from '@/lib/domain/scoring/mutations';
import { monthlyTargetOf } from '@/lib/domain/scoring/roles';
import { assignFacts, factsOfDay, scorePersonDay } from '@/lib/domain/scoring/rules';
import type { RoleOnDay, RolesOnDay } from '@/lib/domain/scoring/types';
import type { Site } from '@/lib/domain/sites/schema';
import { addDays, businessDayInterval, daysFromTo } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import type { ActivityRow, BreakRow, ClockRow } from './facts';
import { PAID_SINCE, type SeededPerson } from './people';

/** One person's rows around the days to be scored: two days to each side, scans from one day before. */
export type PersonFacts = {
  periods: readonly ClockRow[];
  breaks: readonly BreakRow[];
  activities: readonly ActivityRow[];
};

/** The roles of a site in the scorer's form, as they count on `day`. */
export async function readRoles(db: Database, siteId: number, day: IsoDay): Promise<RolesOnDay> {
  const roles = await getRolesOnDay(db, siteId, day);
  return new Map(
    roles.map((role): [number, RoleOnDay] => [
      role.roleId,
      {
        ...role,
        multiplierThousandths: scaledFromDecimal(role.multiplier, 3),
        expectedPerHourThousandths: scaledFromDecimal(role.expectedPerHour, 3),
      },
    ]),
  );
}

/** Scores a person's days from facts in memory, with the rules that the worker uses. Days without facts are left out. */
export function scoreDays(input: {
  site: Site;
  roles: RolesOnDay;
  seeded: SeededPerson;
  facts: PersonFacts;
  firstDay: IsoDay;
  lastDay: IsoDay;
  now: EpochSeconds;
}): ScoredPersonDay[] {
  const { site, seeded, facts, now } = input;
  const { employeeId, person } = seeded;
  if (employeeId === null) return [];
  const settings = { ...site.settings, defaultHourlyCents: site.defaultHourlyCents };
  const { start } = businessDayInterval(site, addDays(input.firstDay, -2));
  const { end } = businessDayInterval(site, addDays(input.lastDay, 2));
  const isNear = (instant: EpochSeconds) => start <= instant && instant < end;
  const byDay = assignFacts({
    calendar: site,
    settings,
    periods: facts.periods
      .filter((row) => isNear(row.clockIn))
      .map((row, id) => ({ id, clockIn: row.clockIn, clockOut: row.clockOut ?? null })),
    breaks: facts.breaks
      .filter((row) => isNear(row.breakStart))
      .map((row, id) => ({ id, start: row.breakStart, end: row.breakEnd ?? null, isPaid: row.isPaid })),
    activities: facts.activities.map((row, id) => ({
      id,
      roleId: row.roleId ?? null,
      itemsCount: row.itemsCount,
      windowStart: row.windowStart,
      windowEnd: row.windowEnd,
    })),
  });
  return daysFromTo(input.firstDay, input.lastDay)
    .filter((day) => byDay.has(day))
    .map((day) => {
      const dayFacts = factsOfDay(byDay, day);
      const result = scorePersonDay({
        calendar: site,
        settings,
        employee: { isContractor: person.kind === 'contractor', isScanning: person.kind !== 'supervisor' },
        payRates: [{ effectiveFrom: PAID_SINCE, ...person.pay }],
        roles: input.roles,
        facts: dayFacts,
        now,
      });
      return {
        employeeId,
        day,
        periodCount: dayFacts.periods.length,
        result,
        monthlyTargetPoints: monthlyTargetOf(result.score?.primaryRoleId, input.roles),
        stored: undefined,
      };
    });
}
