'use client';

import { type ReactTable, useTable } from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { cn } from '@/components/ui/class-names';
import { SORT_COLUMNS, type SortColumn, type SortDirection } from '@/lib/domain/leaderboard/columns';
import type { Leaderboard, LeaderboardRow } from '@/lib/domain/leaderboard/schema';
import { COLUMN_LOOKS, columns, features, type TableRow } from './columns';

type LeaderboardTableProps = {
  board: Leaderboard;
  /** Filtered and sorted. */
  rows: readonly LeaderboardRow[];
  sort: SortColumn;
  direction: SortDirection;
  onSort(sort: SortColumn, direction: SortDirection): void;
};

/** Up to so many rows are all drawn, so that printing and searching in the page need nothing special. */
const DRAWN_WHOLE = 120;
const ROWS_AROUND = 15;
/** What the server draws of a long board: the first screens. */
const FIRST_RECT = { width: 1200, height: 2400 };

const GRID =
  'wide:grid wide:grid-cols-[3.5rem_minmax(13rem,1.25fr)_minmax(8rem,1fr)_6.75rem_5.5rem_5.5rem_5.5rem_5rem_4.5rem] wide:gap-x-4 wide:px-4 print:grid-cols-[3.5rem_minmax(0,2fr)_minmax(0,1fr)_5.5rem_3.5rem_4rem_4rem_3.5rem_3.5rem]! print:gap-x-2! print:px-2!';

export function LeaderboardTable({ board, rows, sort, direction, onSort }: LeaderboardTableProps) {
  const fullPoints = Math.max(0, ...board.rows.map((row) => row.breakdown.reduce((sum, part) => sum + part.points, 0)));
  const data = useMemo<TableRow[]>(
    () => rows.map((row) => ({ row, departments: board.departments, fullPoints })),
    [rows, board.departments, fullPoints],
  );
  const table = useTable({ features, columns, data, getRowId: ({ row }) => String(row.employeeId) });
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = useShownRows(rows.length, body);
  const drawn = table.getRowModel().rows;

  return (
    <table
      aria-label="Leaderboard"
      aria-rowcount={rows.length + 1}
      className="block rounded-xl border bg-surface shadow-card print:shadow-none"
    >
      <thead className="block rounded-t-xl border-b bg-surface narrow:sr-only wide:sticky wide:top-(--frame-height) wide:z-10 print:static">
        <tr aria-rowindex={1} className={cn('grid', GRID, 'items-center')}>
          {SORT_COLUMNS.map((column) => (
            <HeaderCell
              key={column}
              column={column}
              sorted={sort === column ? direction : null}
              onSort={(wanted) => onSort(column, wanted)}
            />
          ))}
        </tr>
      </thead>
      <tbody
        ref={body}
        className="relative block overflow-hidden print:h-auto!"
        style={{ height: `calc(var(--row-height) * ${rows.length})` }}
      >
        {shown.map((index) => {
          const row = drawn[index];
          return row === undefined ? null : <BodyRow key={row.id} row={row} index={index} table={table} />;
        })}
      </tbody>
    </table>
  );
}

type HeaderCellProps = {
  column: SortColumn;
  sorted: SortDirection | null;
  onSort(direction: SortDirection): void;
};

function HeaderCell({ column, sorted, onSort }: HeaderCellProps) {
  const look = COLUMN_LOOKS[column];
  const opposite = sorted === 'asc' ? 'desc' : 'asc';
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted === null ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
      className={cn(
        'flex font-normal',
        look.classes.includes('text-right') && 'justify-end',
        column === 'rank' && 'justify-center',
      )}
    >
      <button
        type="button"
        title={look.title}
        onClick={() => onSort(sorted === null ? look.first : opposite)}
        className={cn(
          'inline-flex h-11 items-center gap-1 text-[0.8125rem] text-ink-muted hover:text-ink',
          sorted !== null && 'font-medium text-ink',
        )}
      >
        {look.label}
        {sorted !== null && <Arrow className="size-3.5" aria-hidden />}
      </button>
    </th>
  );
}

type BoardTable = ReactTable<typeof features, TableRow>;
type BodyRowProps = { row: ReturnType<BoardTable['getRowModel']>['rows'][number]; index: number; table: BoardTable };

/** Its place is a transform, so a row that moves up or down glides there (without motion where that is not wanted). */
function BodyRow({ row, index, table }: BodyRowProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      data-employee={row.original.row.employeeId}
      className={cn(
        'absolute inset-x-0 top-0 h-(--row-height) border-b bg-surface transition-transform duration-500 ease-out hover:bg-sunken/50',
        'grid grid-cols-[2rem_minmax(0,1fr)_auto] content-center items-center gap-x-3 gap-y-1 px-3 sm:px-4',
        GRID,
        'wide:content-stretch print:static print:h-auto print:transform-none! print:break-inside-avoid print:py-1',
      )}
      style={{ transform: `translateY(calc(var(--row-height) * ${index}))` }}
    >
      {row.getAllCells().map((cell) => {
        const column = SORT_COLUMNS.find((one) => one === cell.column.id);
        return (
          <td
            key={cell.id}
            data-column={cell.column.id}
            className={column === undefined ? undefined : COLUMN_LOOKS[column].classes}
          >
            <table.FlexRender cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}

/** Indexes of the rows to draw: all of a short board or on paper, else those in view. */
function useShownRows(count: number, body: React.RefObject<HTMLTableSectionElement | null>): number[] {
  const [rowHeight, setRowHeight] = useState(60);
  const [scrollMargin, setScrollMargin] = useState(0);
  const [isPrinting, setPrinting] = useState(false);

  useLayoutEffect(() => {
    const measure = () => {
      if (body.current === null) return;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const text = getComputedStyle(document.documentElement).getPropertyValue('--row-height');
      setRowHeight(Number.parseFloat(text) * rem);
      setScrollMargin(body.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [body]);

  useEffect(() => {
    const before = () => setPrinting(true);
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);

  const isWhole = count <= DRAWN_WHOLE || isPrinting;
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: ROWS_AROUND,
    scrollMargin,
    initialRect: FIRST_RECT,
    enabled: !isWhole,
  });
  // Another row height makes all measures void.
  const measuredFor = useRef(rowHeight);
  useEffect(() => {
    if (measuredFor.current === rowHeight) return;
    measuredFor.current = rowHeight;
    virtualizer.measure();
  }, [virtualizer, rowHeight]);

  if (isWhole) return Array.from({ length: count }, (_, index) => index);
  return virtualizer.getVirtualItems().map((item) => item.index);
}
