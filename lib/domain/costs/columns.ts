/** Tables that can be had as CSV; `person` is the days of one person. */
export const COST_TABLES = ['people', 'departments', 'periods', 'person'] as const;
export type CostTable = (typeof COST_TABLES)[number];

/** Everybody, or only people with a day for which nobody had entered a rate. */
export const RATE_FILTERS = ['all', 'default'] as const;
export type RateFilter = (typeof RATE_FILTERS)[number];

/** Columns of the person table, in their order. */
export const PEOPLE_COLUMNS = [
  'name',
  'labour',
  'active',
  'waiting',
  'breaks',
  'utilization',
  'costPerItem',
  'items',
  'finished',
  'days',
  'paid',
  'rate',
  'clocked',
  'breakTime',
] as const;
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];
