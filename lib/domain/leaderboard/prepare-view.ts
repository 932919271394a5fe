import { searchable } from '@/lib/platform/format/searchable';
import type { SortColumn, SortDirection } from './columns';
import type { LeaderboardRow } from './schema';

export type BoardView = { q: string; sort: SortColumn; direction: SortDirection };

/** What a column is sorted by; null goes last in either direction. */
const SORT_VALUES: Record<SortColumn, (row: LeaderboardRow) => number | string | null> = {
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

/** The rows that the page shows and the CSV holds: those whose name contains `q`, sorted; ties keep the board's order. */
export function prepareView(rows: readonly LeaderboardRow[], view: BoardView): LeaderboardRow[] {
  const wanted = searchable(view.q.trim());
  const found = wanted === '' ? [...rows] : rows.filter((row) => searchable(row.name).includes(wanted));
  if (view.sort === 'rank' && view.direction === 'asc') return found;
  const sortValue = SORT_VALUES[view.sort];
  const sign = view.direction === 'asc' ? 1 : -1;
  return found.sort((a, b) => {
    const [left, right] = [sortValue(a), sortValue(b)];
    if (left === right) return 0;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -sign : sign;
  });
}
