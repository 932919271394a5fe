import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { getEmployee } from '@/lib/domain/employees/queries/get-employee';
import { comparedRange } from '@/lib/domain/ranges/rules';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import { readParts } from '@/lib/domain/rollups/read-parts';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { type CacheEntryPolicy, cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { askedRange } from '@/lib/platform/time/asked-days';
import { businessDayOf, type DayRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { type CostContext, type CostFacts, prepareCosts } from './prepare';
import { roleDepartments } from './prepare-people';
import { preparePersonCosts } from './prepare-person';
import { getCostDays } from './queries/get-cost-days';
import { getPaidPeople } from './queries/get-paid-people';
import { getPersonCostDays } from './queries/get-person-cost-days';
import { getPersonRoleDays } from './queries/get-person-role-days';
import { getRoleCosts } from './queries/get-role-costs';
import type {
  CostAnalysis,
  CostAnalysisBody,
  CostQuery,
  PersonCostQuery,
  PersonCosts,
  PersonCostsBody,
} from './schema';

/** Up to here the trend is by day, beyond by month. */
const MAX_SHOWN_DAYS = 92;

type AskedRange = DayRange & { today: IsoDay; days: number };
type Plan<Body> = { policy: CacheEntryPolicy; read(): Promise<Body> };

/**
 * Labour and what it was spent on, per person, role, department and day of a range, beside an earlier range when asked
 * (domain.md 9). To be shown to nobody without the pay right (`access.pay` of a route, `requirePagePay`). Throws VALIDATION on a bad range.
 */
export async function loadCosts(site: Site, query: CostQuery, now: EpochSeconds): Promise<CostAnalysis> {
  const { policy, read } = planCosts(site, query, now);
  return cachedAnswer<CostAnalysisBody>(policy, read);
}

/** {@link loadCosts} as JSON text. */
export async function loadCostsText(site: Site, query: CostQuery, now: EpochSeconds): Promise<string> {
  const { policy, read } = planCosts(site, query, now);
  return cachedAnswerText(policy, read);
}

/**
 * The cost of one person over a range and on each of its days. To be shown to nobody without the pay right. Throws
 * NOT_FOUND, VALIDATION on a bad range.
 */
export async function loadPersonCosts(
  site: Site,
  employeeId: number,
  query: PersonCostQuery,
  now: EpochSeconds,
): Promise<PersonCosts> {
  const { policy, read } = planPersonCosts(site, employeeId, query, now);
  return cachedAnswer<PersonCostsBody>(policy, read);
}

/** {@link loadPersonCosts} as JSON text. */
export async function loadPersonCostsText(
  site: Site,
  employeeId: number,
  query: PersonCostQuery,
  now: EpochSeconds,
): Promise<string> {
  const { policy, read } = planPersonCosts(site, employeeId, query, now);
  return cachedAnswerText(policy, read);
}

/** One statement and those of the range, and of the one it is compared with. */
function planCosts(site: Site, query: CostQuery, now: EpochSeconds): Plan<CostAnalysisBody> {
  const { from, to, today, days } = rangeOf(site, query, now);
  const compare = query.compare ?? 'none';
  const other = comparedRange({ from, to }, compare);
  const isByDay = days <= MAX_SHOWN_DAYS;
  return {
    policy: cachePolicies.costs({ siteId: site.id, from, to, firstRead: other?.from, today, what: compare }),
    read: async () => {
      const [context, facts, compared] = await Promise.all([
        readContext(site, to, today),
        readFacts(site, { from, to }, isByDay),
        other === null ? null : readFacts(site, other, isByDay),
      ]);
      return prepareCosts(facts, { compare, facts: compared }, context);
    },
  };
}

/** Four statements. */
function planPersonCosts(
  site: Site,
  employeeId: number,
  query: PersonCostQuery,
  now: EpochSeconds,
): Plan<PersonCostsBody> {
  const { from, to, today } = rangeOf(site, query, now);
  return {
    policy: cachePolicies.costs({ siteId: site.id, from, to, today, what: `person/${employeeId}` }),
    read: async () => {
      const db = getReadDatabase();
      const range = { siteId: site.id, employeeId, from, to };
      const [context, person, ofDays, roleDays] = await Promise.all([
        readContext(site, to, today),
        getEmployee(db, site.id, employeeId),
        getPersonCostDays(db, range),
        getPersonRoleDays(db, range),
      ]);
      if (person === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
      const facts = { range: { from, to }, person: { employeeId, name: person.name }, days: ofDays, roleDays };
      return preparePersonCosts(facts, context);
    },
  };
}

/** One day without the other means that day alone; neither means today. */
function rangeOf(site: Site, query: PersonCostQuery, now: EpochSeconds): AskedRange {
  const to = query.to ?? query.from ?? businessDayOf(site, now);
  return askedRange(site, { from: query.from ?? to, to }, now);
}

async function readContext(site: Site, day: IsoDay, today: IsoDay): Promise<CostContext> {
  const roles = await getRolesOnDay(getReadDatabase(), site.id, day);
  const { currency, defaultHourlyCents } = site;
  return { today, currency, defaultHourlyCents, departments: roleDepartments(roles) };
}

/** Three statements, over more than 92 days two; up to two more over a long range. */
function readFacts(site: Site, range: DayRange, isByDay: boolean): Promise<CostFacts> {
  const db = getReadDatabase();
  return readParts(db, site, range, { canSubtract: false }, async (parts) => {
    const asked = { siteId: site.id, parts };
    const [people, costs, days] = await Promise.all([
      getPaidPeople(db, asked),
      getRoleCosts(db, asked),
      isByDay ? getCostDays(db, asked) : null,
    ]);
    return { range, people, costs, days };
  });
}
