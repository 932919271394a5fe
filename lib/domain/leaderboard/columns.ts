/** Columns that the table can be sorted by. */
export const SORT_COLUMNS = [
  'rank',
  'name',
  'department',
  'points',
  'items',
  'itemsPerHour',
  'clocked',
  'efficiency',
  'streak',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
export const SORT_DIRECTIONS = ['asc', 'desc'] as const;
export type SortDirection = (typeof SORT_DIRECTIONS)[number];

/** The same over a range of days. */
export const RANGE_SORT_COLUMNS = [
  'rank',
  'name',
  'department',
  'points',
  'change',
  'items',
  'itemsPerHour',
  'days',
  'average',
  'efficiency',
] as const;
export type RangeSortColumn = (typeof RANGE_SORT_COLUMNS)[number];

/** All of them, as they stand in the URL; what a board does not have is its rank. */
export const ALL_SORT_COLUMNS = [...new Set([...SORT_COLUMNS, ...RANGE_SORT_COLUMNS])];
export type AnySortColumn = SortColumn | RangeSortColumn;

export function sortOf(asked: AnySortColumn): SortColumn {
  return SORT_COLUMNS.find((column) => column === asked) ?? 'rank';
}

export function rangeSortOf(asked: AnySortColumn): RangeSortColumn {
  return RANGE_SORT_COLUMNS.find((column) => column === asked) ?? 'rank';
}

/** How many days a trend shows. */
export const TREND_DAYS = 14;
