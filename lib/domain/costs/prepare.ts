import { type Comparison, changePercent, exactChangePercent } from '@/lib/domain/ranges/rules';
import { type Fraction, fraction, ratioForShow, roundedOrNull, subtract } from '@/lib/domain/scoring/fraction';
import { addDays, type DayRange, nextMonthStart } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import { personDepartments, prepareDepartments, preparePeople, type RoleDepartments } from './prepare-people';
import type { CostDayRow } from './queries/get-cost-days';
import type { PaidPersonRow } from './queries/get-paid-people';
import type { RoleCostRow } from './queries/get-role-costs';
import type { CostParts } from './rules';
import type { ComparedCosts, CostAnalysisBody, CostPeriod, CostTotals, PersonCost } from './schema';
import { CENT_PLACES, partsOf, sumOf, sumParts, utilizationOf } from './sums';

/** Rows of the statements about one range. */
export type CostFacts = {
  range: DayRange;
  people: readonly PaidPersonRow[];
  costs: readonly RoleCostRow[];
  /** Null over so many days that months are shown. */
  days: readonly CostDayRow[] | null;
};

export type CostContext = {
  today: IsoDay;
  currency: string;
  defaultHourlyCents: number;
  departments: RoleDepartments;
};

/** Decimals of a change in percent. */
const PERCENT_PLACES = 1;

/** Rows of the statements to what the cost page shows: sums of days, people and departments (domain.md 9). */
export function prepareCosts(
  facts: CostFacts,
  other: { compare: Comparison; facts: CostFacts | null },
  context: CostContext,
): CostAnalysisBody {
  const byDepartment = personDepartments(facts.costs, context.departments);
  const people = preparePeople(facts.people, byDepartment);
  const totals = totalsOf(people);
  return {
    ...prepareFrame(facts.range, context),
    totals,
    compare: other.compare,
    compared: other.facts === null ? null : prepareCompared(totals, other.facts, context.departments),
    departments: prepareDepartments(byDepartment),
    people,
    periods: { by: facts.days === null ? 'month' : 'day', rows: preparePeriods(facts) },
  };
}

/** What every answer about a range says of it. */
export function prepareFrame(range: DayRange, { today, currency, defaultHourlyCents }: CostContext) {
  const isLive = range.from <= today && today <= range.to;
  return {
    from: range.from,
    to: range.to,
    source: isLive ? ('live' as const) : ('stored' as const),
    liveDay: isLive ? today : null,
    currency,
    defaultHourlyCents,
  };
}

function totalsOf(people: readonly PersonCost[]): CostTotals {
  const time = sumOf(people, [
    'estimatedDays',
    'items',
    'finishedItems',
    'paidSeconds',
    'clockedSeconds',
    'breakSeconds',
    'activeSeconds',
  ]);
  const parts = sumParts(people);
  return {
    people: people.length,
    personDays: people.reduce((sum, one) => sum + one.days, 0),
    peopleWithDefaultRate: people.filter((one) => one.hasDefaultRate).length,
    ...time,
    ...parts,
    ...utilizationOf(time),
    costPerFinishedItemCents: ratioForShow(parts.labourCents, time.finishedItems, CENT_PLACES),
    activeCostPerFinishedItemCents: ratioForShow(parts.activeCents, time.finishedItems, CENT_PLACES),
  };
}

/** The other range, and how far the totals of this one are above (or below) it, from unrounded values. */
function prepareCompared(totals: CostTotals, facts: CostFacts, departments: RoleDepartments): ComparedCosts {
  const before = totalsOf(preparePeople(facts.people, personDepartments(facts.costs, departments)));
  const perItem = (one: CostTotals) => fraction(one.labourCents, one.finishedItems);
  const utilization = (one: CostTotals) => fraction(one.activeSeconds * 100, one.clockedSeconds);
  const shown = (value: Fraction | null) => roundedOrNull(value, PERCENT_PLACES);
  return {
    ...facts.range,
    totals: before,
    periods: preparePeriods(facts),
    change: {
      labourPercent: shown(changePercent(totals.labourCents, before.labourCents)),
      costPerFinishedItemPercent: shown(exactChangePercent(perItem(totals), perItem(before))),
      utilizationPoints: shown(differenceOf(utilization(totals), utilization(before))),
      idlePercent: shown(changePercent(totals.idleCents, before.idleCents)),
      peopleWithDefaultRate: totals.peopleWithDefaultRate - before.peopleWithDefaultRate,
    },
  };
}

function differenceOf(now: Fraction | null, before: Fraction | null): Fraction | null {
  return now === null || before === null ? null : subtract(now, before);
}

function preparePeriods(facts: CostFacts): CostPeriod[] {
  if (facts.days === null) return prepareMonths(facts);
  return facts.days.map((day) => preparePeriod(day.score_date, day.score_date, partsOf(day), day.finished_items));
}

/** Calendar months, cut to the range. */
function prepareMonths({ range, costs, people }: CostFacts): CostPeriod[] {
  const costsOf = Map.groupBy(costs, (row) => row.calendar_month);
  const finishedOf = Map.groupBy(people, (row) => row.calendar_month);
  return [...finishedOf.keys()]
    .sort((a, b) => a - b)
    .map((month) => {
      const first = `${String(month).slice(0, 4)}-${String(month).slice(4)}-01`;
      const last = addDays(nextMonthStart(first), -1);
      const finished = (finishedOf.get(month) ?? []).reduce((sum, row) => sum + row.finished_items, 0);
      return preparePeriod(
        first < range.from ? range.from : first,
        last > range.to ? range.to : last,
        sumParts((costsOf.get(month) ?? []).map(partsOf)),
        finished,
      );
    });
}

function preparePeriod(from: IsoDay, to: IsoDay, parts: CostParts, finishedItems: number): CostPeriod {
  const costPerFinishedItemCents = ratioForShow(parts.labourCents, finishedItems, CENT_PLACES);
  return { from, to, ...parts, finishedItems, costPerFinishedItemCents };
}
