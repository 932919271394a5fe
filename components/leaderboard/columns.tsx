import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { useEffect, useRef } from 'react';
import { cn } from '@/components/ui/class-names';
import type { SortColumn, SortDirection } from '@/lib/domain/leaderboard/columns';
import type { BoardDepartment, LeaderboardRow } from '@/lib/domain/leaderboard/schema';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatHours } from '@/lib/platform/time/format';
import { BadgeChip } from './badge-chip';
import { BreakdownBar } from './breakdown-bar';

/** A person of the board with what a cell needs of the board around it. */
export type TableRow = { row: LeaderboardRow; departments: readonly BoardDepartment[]; fullPoints: number };

/** How a column is named, sorted and laid out. */
export type ColumnLook = { label: string; title?: string; first: SortDirection; classes: string; headClasses?: string };

export const COLUMN_LOOKS: Record<SortColumn, ColumnLook> = {
  rank: { label: 'Rank', first: 'asc', classes: 'narrow:row-span-2 wide:text-center' },
  name: { label: 'Name', first: 'asc', classes: 'min-w-0 narrow:col-span-2 narrow:col-start-2 narrow:row-start-1' },
  department: {
    label: 'Departments',
    title: 'Points per department, as a share of the first; sorted by main department',
    first: 'asc',
    classes: 'min-w-0 narrow:col-start-2 narrow:row-start-2',
  },
  points: {
    label: 'Points',
    first: 'desc',
    classes: 'text-right narrow:col-start-3 narrow:row-start-1 narrow:self-start',
  },
  items: { label: 'Items', first: 'desc', classes: 'text-right narrow:col-start-3 narrow:row-start-2' },
  itemsPerHour: {
    label: 'Items/h',
    title: 'All items of the day per clocked hour',
    first: 'desc',
    classes: 'text-right narrow:hidden',
  },
  clocked: { label: 'Clocked', title: 'Clocked hours and minutes', first: 'desc', classes: 'text-right narrow:hidden' },
  efficiency: {
    label: 'Active',
    title: 'Active share of the clocked time',
    first: 'desc',
    classes: 'text-right narrow:hidden',
  },
  streak: {
    label: 'Streak',
    title: 'Qualifying worked days in a row',
    first: 'desc',
    classes: 'text-right narrow:hidden',
  },
};

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, TableRow>();

export const columns = helper.columns([
  helper.display({ id: 'rank', cell: ({ row: { original } }) => <RankCell rank={original.row.rank} /> }),
  helper.display({ id: 'name', cell: ({ row: { original } }) => <NameCell row={original.row} /> }),
  helper.display({ id: 'department', cell: ({ row: { original } }) => <BreakdownBar {...original} /> }),
  helper.display({ id: 'points', cell: ({ row: { original } }) => <PointsCell points={original.row.points} /> }),
  helper.display({ id: 'items', cell: ({ row: { original } }) => <ItemsCell row={original.row} /> }),
  helper.display({ id: 'itemsPerHour', cell: ({ row: { original } }) => formatNumber(original.row.itemsPerHour, 1) }),
  helper.display({ id: 'clocked', cell: ({ row: { original } }) => clockedText(original.row) }),
  helper.display({ id: 'efficiency', cell: ({ row: { original } }) => formatPercent(original.row.efficiency) }),
  helper.display({ id: 'streak', cell: ({ row: { original } }) => streakText(original.row.streak) }),
]);

function RankCell({ rank }: { rank: number }) {
  return <span className={cn('text-lg', rank <= 3 ? 'font-semibold text-ink' : 'text-ink-muted')}>{rank}</span>;
}

function NameCell({ row }: { row: LeaderboardRow }) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <span className="truncate font-medium narrow:pr-28">{row.name}</span>
      <span className="flex min-w-0 items-center gap-2 text-xs text-ink-muted print:hidden">
        <BadgeChip badge={row.badge} />
        {row.isClockedIn && (
          <span className="flex items-center gap-1.5 whitespace-nowrap text-good">
            <span className="size-2 rounded-full bg-good" aria-hidden />
            Clocked in
          </span>
        )}
        {row.department !== null && <span className="truncate max-sm:hidden">{row.department}</span>}
      </span>
    </div>
  );
}

/** Lights up when the number changes, not when it is first drawn. */
function PointsCell({ points }: { points: number }) {
  const shown = useRef(points);
  const hasChanged = shown.current !== points;
  useEffect(() => {
    shown.current = points;
  }, [points]);
  const [whole, fraction] = formatNumber(points, 2).split('.');
  return (
    <span key={points} className={cn('-mr-1 rounded px-1 text-lg font-semibold', hasChanged && 'animate-changed')}>
      {whole}
      <span className="text-sm font-normal text-ink-muted">.{fraction}</span>
    </span>
  );
}

function ItemsCell({ row }: { row: LeaderboardRow }) {
  return (
    <>
      {formatNumber(row.items)}
      <span className="text-sm text-ink-muted wide:hidden">
        {' '}
        items{row.itemsPerHour === null ? '' : `, ${formatNumber(row.itemsPerHour, 1)}/h`}
      </span>
    </>
  );
}

function clockedText(row: LeaderboardRow): string {
  return row.clockedSeconds === 0 ? NO_NUMBER : formatHours(row.clockedSeconds);
}

function streakText(streak: number | null): string {
  return streak === null || streak === 0 ? NO_NUMBER : `${formatNumber(streak)} d`;
}
