import type { CostAnalysis, CostPeriod, CostTotals, PersonCost } from './schema';

const TIME = { paidSeconds: 30_600, clockedSeconds: 28_800, breakSeconds: 3_600, activeSeconds: 21_600 };
const PARTS = { labourCents: 11_050, activeCents: 7_800, idleCents: 2_600, breakCents: 650 };

export function personCost(changes: Partial<PersonCost>): PersonCost {
  return {
    employeeId: 1,
    name: 'Sal',
    days: 1,
    estimatedDays: 0,
    items: 400,
    finishedItems: 0,
    ...TIME,
    ...PARTS,
    utilization: 0.75,
    chip: 'efficient',
    costPerItemCents: 27.625,
    averageHourlyCents: 1_300,
    hasDefaultRate: false,
    roles: [],
    ...changes,
  };
}

export function costPeriod(from: string, changes: Partial<CostPeriod> = {}): CostPeriod {
  return { from, to: from, ...PARTS, finishedItems: 100, costPerFinishedItemCents: 110.5, ...changes };
}

const TOTALS: CostTotals = {
  people: 1,
  personDays: 1,
  estimatedDays: 0,
  peopleWithDefaultRate: 0,
  items: 400,
  finishedItems: 100,
  ...TIME,
  ...PARTS,
  utilization: 0.75,
  chip: 'efficient',
  costPerFinishedItemCents: 110.5,
  activeCostPerFinishedItemCents: 78,
};

/** Example 5 of domain.md 12 with an unpaid half hour besides, as the API answers it. */
export function costAnalysisOf(changes: Partial<CostAnalysis>): CostAnalysis {
  return {
    asOf: '2026-03-03T22:00:00Z',
    state: 'live',
    from: '2026-03-01',
    to: '2026-03-03',
    source: 'live',
    liveDay: '2026-03-03',
    currency: 'USD',
    defaultHourlyCents: 1_300,
    totals: TOTALS,
    compare: 'none',
    compared: null,
    departments: [],
    people: [personCost({})],
    periods: { by: 'day', rows: [] },
    ...changes,
  };
}

export function comparedWith(from: string, to: string, periods: CostPeriod[]): NonNullable<CostAnalysis['compared']> {
  return {
    from,
    to,
    totals: TOTALS,
    periods,
    change: {
      labourPercent: 0,
      costPerFinishedItemPercent: 0,
      utilizationPoints: 0,
      idlePercent: 0,
      peopleWithDefaultRate: 0,
    },
  };
}
