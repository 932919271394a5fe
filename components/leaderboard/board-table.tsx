'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { lazy, memo, type ReactNode, Suspense, useRef } from 'react';
import { useIsPrinting } from '@/components/table/use-is-printing';
import { cn } from '@/components/ui/class-names';
import type { SortDirection } from '@/lib/domain/leaderboard/columns';

/** How a column of a board is named, sorted, laid out and drawn. */
export type BoardColumn<Row, Column extends string> = {
  id: Column | 'trend';
  label: string;
  title?: string;
  /** Direction of the first click; left out: it cannot be sorted. */
  first?: SortDirection;
  classes: string;
  cell(row: Row): ReactNode;
};

export type OnSort<Column extends string> = (sort: Column, direction: SortDirection) => void;

type BoardTableProps<Row, Column extends string> = {
  label: string;
  /** Filtered and sorted. */
  rows: readonly Row[];
  /** Rows without the search: what is drawn must not change its way while somebody types. */
  total: number;
  columns: readonly BoardColumn<Row, Column>[];
  /** The columns' widths. */
  grid: string;
  sort: Column;
  direction: SortDirection;
  onSort: OnSort<Column>;
};

/** Up to so many rows are all drawn, so that printing and searching in the page need nothing special. */
const DRAWN_WHOLE = 120;
/** What there is of a longer one until {@link RowsInView} is there, which few sites need. */
const FIRST_ROWS = 40;
const RowsInView = lazy(() => import('./rows-in-view'));

const GRID = 'wide:grid wide:gap-x-3 wide:px-3 xl:gap-x-4 xl:px-4 print:gap-x-2! print:px-2!';

/**
 * A ranked table whose rows glide to their new place; of a long one only the rows near the screen are drawn. It is drawn
 * again only with other rows, columns or sorting, so that a page with a thousand people answers keys at once.
 */
// memo() forgets that a component is for any row.
export const BoardTable = memo(BoardTableOf) as typeof BoardTableOf;

function BoardTableOf<Row extends { employeeId: number }, Column extends string>(props: BoardTableProps<Row, Column>) {
  const { label, rows, total, columns, grid, sort, direction, onSort } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const isWhole = useIsPrinting() || total <= DRAWN_WHOLE;
  const drawRow = (index: number) => {
    const row = rows[index];
    if (row === undefined) return null;
    return <BodyRow key={row.employeeId} row={row} index={index} columns={columns} grid={grid} />;
  };
  return (
    <table
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className="block rounded-xl border bg-surface shadow-card print:shadow-none"
    >
      <thead className="block rounded-t-xl border-b bg-surface narrow:sr-only wide:sticky wide:top-(--frame-height) wide:z-10 print:static">
        <tr aria-rowindex={1} className={cn('grid', GRID, grid, 'items-center')}>
          {columns.map((column) => (
            <HeaderCell
              key={column.id}
              column={column}
              sorted={sort === column.id ? direction : null}
              onSort={(wanted) => {
                if (column.id !== 'trend') onSort(column.id, wanted);
              }}
            />
          ))}
        </tr>
      </thead>
      <tbody
        ref={body}
        className="relative block overflow-hidden print:h-auto!"
        style={{ height: `calc(var(--row-height) * ${rows.length})` }}
      >
        {isWhole ? (
          upTo(rows.length).map(drawRow)
        ) : (
          <Suspense fallback={upTo(Math.min(FIRST_ROWS, rows.length)).map(drawRow)}>
            <RowsInView count={rows.length} body={body} drawRow={drawRow} />
          </Suspense>
        )}
      </tbody>
    </table>
  );
}

type HeaderCellProps<Row, Column extends string> = {
  column: BoardColumn<Row, Column>;
  sorted: SortDirection | null;
  onSort(direction: SortDirection): void;
};

function HeaderCell<Row, Column extends string>({ column, sorted, onSort }: HeaderCellProps<Row, Column>) {
  const { label, title, first, classes } = column;
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  const cell = cn(
    'flex font-normal',
    classes,
    classes.includes('text-right') && 'justify-end',
    column.id === 'rank' && 'justify-center',
  );
  const text = 'inline-flex h-11 items-center gap-1 text-[0.8125rem] whitespace-nowrap text-ink-muted';
  if (first === undefined) {
    return (
      <th scope="col" title={title} className={cell}>
        <span className={text}>{label}</span>
      </th>
    );
  }
  const opposite = sorted === 'asc' ? 'desc' : 'asc';
  return (
    <th
      scope="col"
      aria-sort={sorted === null ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
      className={cell}
    >
      <button
        type="button"
        title={title}
        onClick={() => onSort(sorted === null ? first : opposite)}
        className={cn(text, 'hover:text-ink', sorted !== null && 'font-medium text-ink')}
      >
        {label}
        {sorted !== null && <Arrow className="size-3.5" aria-hidden />}
      </button>
    </th>
  );
}

type BodyRowProps<Row, Column extends string> = {
  row: Row;
  index: number;
  columns: readonly BoardColumn<Row, Column>[];
  grid: string;
};

/** Its place is a transform, so a row that moves up or down glides there (without motion where that is not wanted). */
const BodyRow = memo(BodyRowOf) as typeof BodyRowOf;

function BodyRowOf<Row extends { employeeId: number }, Column extends string>({
  row,
  index,
  columns,
  grid,
}: BodyRowProps<Row, Column>) {
  return (
    <tr
      aria-rowindex={index + 2}
      data-employee={row.employeeId}
      className={cn(
        'absolute inset-x-0 top-0 h-(--row-height) border-b bg-surface transition-transform duration-500 ease-out hover:bg-sunken/50',
        'grid grid-cols-[2rem_minmax(0,1fr)_auto] content-center items-center gap-x-3 gap-y-1 px-3 sm:px-4',
        GRID,
        grid,
        'wide:content-stretch print:static print:h-auto print:transform-none! print:break-inside-avoid print:py-1',
      )}
      style={{ transform: `translateY(calc(var(--row-height) * ${index}))` }}
    >
      {columns.map((column) => (
        <td key={column.id} data-column={column.id} className={column.classes}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
