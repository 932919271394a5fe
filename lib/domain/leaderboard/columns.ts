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
