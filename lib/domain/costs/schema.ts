import * as z from 'zod';

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

/** A person in one role. `department` is null for work that belongs to no role ("unassigned"). */
export const roleCost = costParts.extend({
  department: z.string().nullable(),
  items: count,
  /** labour / items; null without items */
  costPerItemCents: centsPerUnit,
});
export type RoleCost = z.infer<typeof roleCost>;

export const COST_CHIPS = ['efficient', 'normal', 'watch', 'idle'] as const;

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

/** Answer of `GET /api/dashboard/cost-analysis`, without the frame of cached answers. */
export const costAnalysisBody = z.object({
  from: isoDay,
  to: isoDay,
  /** `live`: today is in the range and grows. */
  source: z.enum(['live', 'stored', 'archive']),
  /** Today when it is in the range, null otherwise. */
  liveDay: isoDay.nullable(),
  currency: z.string().length(3),
  totals: costTotals,
  departments: z.array(departmentCost),
  /** By labour, largest first. */
  people: z.array(personCost),
  periods: z.object({ by: z.enum(['day', 'month']), rows: z.array(costPeriod) }),
});
export type CostAnalysisBody = z.infer<typeof costAnalysisBody>;

/** Answer of `GET /api/dashboard/cost-analysis`. */
export const costAnalysis = costAnalysisBody.extend({ asOf: z.iso.datetime(), state: z.enum(['live', 'stale']) });
export type CostAnalysis = z.infer<typeof costAnalysis>;

/** Query of the cost analysis; today where a day is left out. */
export const costQuery = z.object({ from: isoDay.optional(), to: isoDay.optional() });
export type CostQuery = z.infer<typeof costQuery>;
