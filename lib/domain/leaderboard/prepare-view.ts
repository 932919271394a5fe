import type { RangePersonRow } from '@/lib/domain/ranges/schema';
import { searchable } from '@/lib/platform/format/searchable';
import type { RangeSortColumn, SortColumn, SortDirection } from './columns';
import type { DepartmentPart, LeaderboardRow } from './schema';

export type BoardView<Column = SortColumn> = { q: string; sort: Column; direction: SortDirection };
export type RangeView = BoardView<RangeSortColumn>;

/** What a column is sorted by; null goes last in either direction. */
type SortValues<Row, Column extends string> = Record<Column, (row: Row) => number | string | null>;

const DAY_VALUES: SortValues<LeaderboardRow, SortColumn> = {
  rank: (row) => row.rank,
  name: (row) => searchable(row.name),
  department: (row) => (row.department === null ? null : searchable(row.department)),
  points: (row) => row.points,
  items: (row) => row.items,
  itemsPerHour: (row) => row.itemsPerHour,
  clocked: (row) => (row.clockedSeconds === 0 ? null : row.clockedSeconds),
  efficiency: (row) => row.efficiency,
  streak: (row) => row.streak,
};

const RANGE_VALUES: SortValues<RangePersonRow, RangeSortColumn> = {
  rank: (row) => row.rank,
  name: (row) => searchable(row.name),
  department: (row) => mainDepartmentOf(row.breakdown ?? []),
  points: (row) => row.points,
  change: (row) => row.pointsChangePercent,
  items: (row) => row.items,
  itemsPerHour: (row) => row.itemsPerHour,
  days: (row) => row.daysWorked,
  average: (row) => row.averagePoints,
  efficiency: (row) => row.efficiency,
};

/** The rows that the page shows and the CSV holds: those whose name contains `q`, sorted; ties keep the board's order. */
export function prepareView(rows: readonly LeaderboardRow[], view: BoardView): LeaderboardRow[] {
  return viewOf(rows, view, DAY_VALUES);
}

/** {@link prepareView} of a range of days. */
export function prepareRangeView(rows: readonly RangePersonRow[], view: RangeView): RangePersonRow[] {
  return viewOf(rows, view, RANGE_VALUES);
}

/** Where most items were made; of equal ones the first in flow order. */
export function mainDepartmentOf(breakdown: readonly DepartmentPart[]): string | null {
  const [first, ...others] = breakdown;
  if (first === undefined) return null;
  return others.reduce((best, part) => (part.items > best.items ? part : best), first).department;
}

function viewOf<Row extends { name: string }, Column extends string>(
  rows: readonly Row[],
  view: BoardView<Column>,
  values: SortValues<Row, Column>,
): Row[] {
  const wanted = searchable(view.q.trim());
  const found = wanted === '' ? [...rows] : rows.filter((row) => searchable(row.name).includes(wanted));
  if (view.sort === 'rank' && view.direction === 'asc') return found;
  const sortValue = values[view.sort];
  const sign = view.direction === 'asc' ? 1 : -1;
  // Each value is made once, not once per comparison: names are normalised for it.
  return found
    .map((row) => ({ row, value: sortValue(row) }))
    .sort((a, b) => {
      if (a.value === b.value) return 0;
      if (a.value === null) return 1;
      if (b.value === null) return -1;
      return a.value < b.value ? -sign : sign;
    })
    .map(({ row }) => row);
}
