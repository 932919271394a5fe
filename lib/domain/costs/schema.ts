import * as z from 'zod';
import { COMPARISONS } from '@/lib/domain/ranges/rules';
import { COST_TABLES, PEOPLE_COLUMNS, RATE_FILTERS } from './columns';
import { COST_CHIPS } from './rules';

const isoDay = z.iso.date();
const count = z.number().int().min(0);
const seconds = z.number().int().min(0);
/** Money is whole cents of the site's currency; only a cost per item or hour has up to 3 decimals of a cent. */
const cents = z.number().int().min(0);
const centsPerUnit = z.number().min(0).nullable();

/** What labour was spent on: labourCents = activeCents + idleCents + breakCents (domain.md 9). */
export const costParts = z.object({
  labourCents: cents,
  activeCents: cents,
  /** "Waiting and gaps", never breaks. */
  idleCents: cents,
  /** Paid breaks, shown as breaks. */
  breakCents: cents,
});

/** A person in one department. `department` is null for time that belongs to no role ("unassigned"). */
export const roleCost = costParts.extend({
  department: z.string().nullable(),
  /** 1..8, the same department has the same colour everywhere; null for unassigned. */
  colour: z.number().int().min(1).max(8).nullable(),
  items: count,
  /** labour / items; null without items */
  costPerItemCents: centsPerUnit,
});
export type RoleCost = z.infer<typeof roleCost>;

export const utilization = z.object({
  /** active / clocked of clocked days, 4 decimals; null without clocked time */
  utilization: z.number().min(0).max(1).nullable(),
  chip: z.enum(COST_CHIPS).nullable(),
});

/** A person over the range. */
export const personCost = costParts.extend({
  employeeId: z.number().int(),
  name: z.string(),
  days: count,
  /** Days with scans and no clock: their labour is 0 because nobody knows the hours. */
  estimatedDays: count,
  items: count,
  finishedItems: count,
  paidSeconds: seconds,
  clockedSeconds: seconds,
  breakSeconds: seconds,
  activeSeconds: seconds,
  ...utilization.shape,
  costPerItemCents: centsPerUnit,
  /** labour / paid hours; null without paid time */
  averageHourlyCents: centsPerUnit,
  /** On at least one day nobody had entered a rate and the site's default counted. */
  hasDefaultRate: z.boolean(),
  /** In flow order, unassigned last. */
  roles: z.array(roleCost),
});
export type PersonCost = z.infer<typeof personCost>;

export const departmentCost = roleCost.extend({ people: count });
export type DepartmentCost = z.infer<typeof departmentCost>;

/** A day of the range, over more than 92 days a calendar month. */
export const costPeriod = costParts.extend({
  from: isoDay,
  to: isoDay,
  finishedItems: count,
  costPerFinishedItemCents: centsPerUnit,
});
export type CostPeriod = z.infer<typeof costPeriod>;

export const costTotals = costParts.extend({
  people: count,
  personDays: count,
  estimatedDays: count,
  /** People with a day on the site's default rate. */
  peopleWithDefaultRate: count,
  items: count,
  finishedItems: count,
  paidSeconds: seconds,
  clockedSeconds: seconds,
  breakSeconds: seconds,
  activeSeconds: seconds,
  ...utilization.shape,
  /** labour / finished items; null without any */
  costPerFinishedItemCents: centsPerUnit,
  /** active / finished items; null without any */
  activeCostPerFinishedItemCents: centsPerUnit,
});
export type CostTotals = z.infer<typeof costTotals>;

const percent = z.number().nullable();

/** The totals of another range, and how far those of this one are above (or below) them. */
export const comparedCosts = z.object({
  from: isoDay,
  to: isoDay,
  totals: costTotals,
  periods: z.array(costPeriod),
  change: z.object({
    labourPercent: percent,
    costPerFinishedItemPercent: percent,
    /** In percentage points. */
    utilizationPoints: percent,
    idlePercent: percent,
    peopleWithDefaultRate: z.number().int(),
  }),
});
export type ComparedCosts = z.infer<typeof comparedCosts>;

const rangeFrame = {
  from: isoDay,
  to: isoDay,
  /** `live`: today is in the range and grows. */
  source: z.enum(['live', 'stored', 'archive']),
  /** Today when it is in the range, null otherwise. */
  liveDay: isoDay.nullable(),
  currency: z.string().length(3),
  /** What an hour costs of people without a rate of their own. */
  defaultHourlyCents: cents,
};

/** Answer of `GET /api/dashboard/cost-analysis`, without the frame of cached answers. */
export const costAnalysisBody = z.object({
  ...rangeFrame,
  totals: costTotals,
  compare: z.enum(COMPARISONS),
  /** Null without a comparison. */
  compared: comparedCosts.nullable(),
  departments: z.array(departmentCost),
  /** By labour, largest first. */
  people: z.array(personCost),
  periods: z.object({ by: z.enum(['day', 'month']), rows: z.array(costPeriod) }),
});
export type CostAnalysisBody = z.infer<typeof costAnalysisBody>;

const answerFrame = { asOf: z.iso.datetime(), state: z.enum(['live', 'stale']) };

/** Answer of `GET /api/dashboard/cost-analysis`. */
export const costAnalysis = costAnalysisBody.extend(answerFrame);
export type CostAnalysis = z.infer<typeof costAnalysis>;

const range = { from: isoDay.optional(), to: isoDay.optional() };

/** Query of the cost analysis; today where a day is left out. */
export const costQuery = z.object({ ...range, compare: z.enum(COMPARISONS).default('none') });
export type CostQuery = z.input<typeof costQuery>;

/** One day of one person. */
export const personCostDay = costParts.extend({
  date: isoDay,
  /** Scans and no clock: labour is 0 because nobody knows the hours. */
  isEstimated: z.boolean(),
  /** What an hour cost on the day; null while it is not computed. */
  hourlyCents: cents.nullable(),
  isDefaultRate: z.boolean(),
  items: count,
  finishedItems: count,
  paidSeconds: seconds,
  clockedSeconds: seconds,
  breakSeconds: seconds,
  activeSeconds: seconds,
  ...utilization.shape,
  costPerItemCents: centsPerUnit,
  roles: z.array(roleCost),
});
export type PersonCostDay = z.infer<typeof personCostDay>;

/** Answer of `GET /api/dashboard/cost-analysis/employees/:id`, without the frame of cached answers. */
export const personCostsBody = z.object({
  ...rangeFrame,
  person: personCost,
  /** Newest first. */
  days: z.array(personCostDay),
});
export type PersonCostsBody = z.infer<typeof personCostsBody>;

/** Answer of `GET /api/dashboard/cost-analysis/employees/:id`. */
export const personCosts = personCostsBody.extend(answerFrame);
export type PersonCosts = z.infer<typeof personCosts>;

/** Query of a person's cost; today where a day is left out. */
export const personCostQuery = z.object(range);
export type PersonCostQuery = z.infer<typeof personCostQuery>;

/** Query of the export: the filter of the page. */
export const costExportQuery = z
  .object({
    ...range,
    /** In a workbook, beside each figure of the summary. */
    compare: z.enum(COMPARISONS).default('none'),
    format: z.enum(['csv', 'xlsx']).default('csv'),
    /** Which table a CSV holds; a workbook has them all. `person` needs `employeeId`. */
    table: z.enum(COST_TABLES).default('people'),
    employeeId: z.coerce.number().int().positive().optional(),
    q: z.string().max(200).default(''),
    rates: z.enum(RATE_FILTERS).default('all'),
    department: z.string().min(1).max(80).nullable().default(null),
    sort: z.enum(PEOPLE_COLUMNS).default('labour'),
    direction: z.enum(['asc', 'desc']).default('desc'),
  })
  .refine((query) => query.table !== 'person' || query.employeeId !== undefined, {
    path: ['employeeId'],
    error: 'is needed for the days of a person',
  });
export type CostExportQuery = z.infer<typeof costExportQuery>;
