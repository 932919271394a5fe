import type { Db } from '@/lib/db/client';
import { type ClockBreak, type ClockPeriod, resolvePeriods } from '@/lib/domain/clock/rules';
import type { PayRate } from '@/lib/domain/costs/rules';
import type { Site } from '@/lib/domain/sites/schema';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import {
  getActivitiesOf,
  getBreaksOf,
  getPayRatesOf,
  getPeriodsOf,
  getScoredPeople,
} from './queries/get-scoring-facts';
import { assignFacts, factsOfDay, scorePersonDay } from './rules';
import type { Activity, DayFacts, PersonDayResult, RolesOnDay } from './types';

/** A run of periods can move a day's edge; this many days to each side decide about a day (domain.md 2 and 3). */
const DAYS_BEFORE = 7;
const DAYS_AFTER = 2;

type PersonDay = { employeeId: number; scoreDate: IsoDay };

/** Everything stored that decides about the scores of some people on some days. */
export type FactsOfPeople = {
  people: ReadonlyMap<number, { isContractor: boolean; isScanning: boolean }>;
  periodsOf: ReadonlyMap<number, ClockPeriod[]>;
  breaksOf: ReadonlyMap<number, ClockBreak[]>;
  activitiesOf: ReadonlyMap<number, Activity[]>;
  ratesOf: ReadonlyMap<number, PayRate[]>;
  /** What the facts of a person come to, day by day, for each calendar they were looked at by. */
  assigned: Map<string, Map<IsoDay, DayFacts>>;
};

/** What scores depend on besides facts; without rates of its own a person is paid as stored. */
export type ScoringRules = {
  site: Site;
  roles: (day: IsoDay) => RolesOnDay;
  ratesOf?: (employeeId: number) => readonly PayRate[] | undefined;
};

/** Reads everything that decides about the person-days, five statements whatever their number. */
export async function readFacts(db: Db, site: Site, personDays: readonly PersonDay[]): Promise<FactsOfPeople> {
  const employeeIds = [...new Set(personDays.map((one) => one.employeeId))];
  const days = personDays.map((one) => one.scoreDate).sort();
  const [firstDay = '', lastDay = ''] = [days[0], days.at(-1)];
  const start = businessDayInterval(site, firstDay).start;
  const end = businessDayInterval(site, lastDay).end;
  const around = {
    start: businessDayInterval(site, addDays(firstDay, -DAYS_BEFORE)).start,
    end: businessDayInterval(site, addDays(lastDay, DAYS_AFTER)).end,
  };
  const people = await getScoredPeople(db, site.id, employeeIds);
  const periods = await getPeriodsOf(db, employeeIds, around);
  const breaks = await getBreaksOf(db, employeeIds, around);
  const periodsOf = Map.groupBy(periods, (row) => row.employeeId);
  // A night's period carries its activities past the end of its day.
  const ends = [...periodsOf.values()].flatMap((own) =>
    resolvePeriods(site, settingsOf(site), own).periods.map((one) => (one.day <= lastDay ? one.effectiveEnd : end)),
  );
  const lastEnd = ends.reduce((latest, one) => Math.max(latest, one), end);
  const activities = await getActivitiesOf(db, site.id, employeeIds, { start, end: lastEnd });
  return {
    people: new Map(people.map((person) => [person.id, person])),
    periodsOf,
    breaksOf: Map.groupBy(breaks, (row) => row.employeeId),
    activitiesOf: Map.groupBy(activities, (row) => row.employeeId),
    ratesOf: Map.groupBy(await getPayRatesOf(db, employeeIds), (rate) => rate.employeeId),
    assigned: new Map(),
  };
}

/** The score of one person-day out of facts that {@link readFacts} read. Throws for somebody of another site. */
export function scoreFacts(
  facts: FactsOfPeople,
  { site, roles, ratesOf }: ScoringRules,
  { employeeId, scoreDate: day }: PersonDay,
  now: EpochSeconds,
): { result: PersonDayResult; periodCount: number } {
  const employee = facts.people.get(employeeId);
  if (employee === undefined) throw new Error(`There is no employee ${employeeId} in this site.`);
  const ofDay = factsOfDay(assignedFacts(facts, site, employeeId), day);
  const result = scorePersonDay({
    calendar: site,
    settings: settingsOf(site),
    employee,
    payRates: ratesOf?.(employeeId) ?? facts.ratesOf.get(employeeId) ?? [],
    roles: roles(day),
    facts: ofDay,
    now,
  });
  return { result, periodCount: ofDay.periods.length };
}

function assignedFacts(facts: FactsOfPeople, site: Site, employeeId: number): Map<IsoDay, DayFacts> {
  const { timeZone, dayStart, settings } = site;
  const clockRules = [settings.maxOpenHours, settings.minOpenHours, settings.chainGapHours, settings.chainSpanHours];
  const key = [employeeId, timeZone, dayStart, ...clockRules].join('/');
  const known = facts.assigned.get(key);
  if (known !== undefined) return known;
  const assigned = assignFacts({
    calendar: site,
    settings: settingsOf(site),
    periods: facts.periodsOf.get(employeeId) ?? [],
    breaks: facts.breaksOf.get(employeeId) ?? [],
    activities: facts.activitiesOf.get(employeeId) ?? [],
  });
  facts.assigned.set(key, assigned);
  return assigned;
}

function settingsOf(site: Site) {
  return { ...site.settings, defaultHourlyCents: site.defaultHourlyCents };
}
