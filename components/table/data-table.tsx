'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useQueryState } from 'nuqs';
import { lazy, type ReactNode, Suspense, useMemo, useRef } from 'react';
import { cn } from '@/components/ui/class-names';
import { type SortValue, sortRows } from './sort-rows';
import { parseAsSort, type SortState } from './sort-state';
import { Spacer } from './spacer';
import { useIsPrinting } from './use-is-printing';

/** A column of {@link DataTable}. */
export type TableColumn<Row> = {
  /** Stands in the URL when the table is sorted by it. */
  id: string;
  label: string;
  /** What the number is, where the label alone does not say. */
  title?: string;
  /** What rows are sorted by, null last in either direction; left out: no sorting. */
  sortBy?(row: Row): SortValue;
  /** The direction of the first click; numbers usually `desc`. */
  first?: 'asc' | 'desc';
  align?: 'right';
  /** e.g. a minimal width */
  className?: string;
  cell(row: Row): ReactNode;
};

type DataTableProps<Row> = {
  /** For screen readers. */
  label: string;
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
  rowKey(row: Row): string | number;
  /** Without it rows keep the order they came in. */
  defaultSort?: SortState;
  /** Name of the URL parameter; tables of one page need different ones. */
  sortParam?: string;
  /** Below the rows. */
  footer?: ReactNode;
  /** What a click anywhere on a row does. The same must be a button or link in the row, for keyboards. */
  onOpen?(row: Row): void;
};

/** Up to so many rows are all drawn, so that printing and searching in the page need nothing special. */
const DRAWN_WHOLE = 150;
/** What there is of a longer one until {@link RowsInView} is there, which few sites need. */
const FIRST_ROWS = 40;
const ROW_PIXELS = 45;
const RowsInView = lazy(() => import('./rows-in-view'));

/** Rows that can be sorted, the sorting in the URL; where it is too wide it scrolls inside itself with the first column in view. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowKey, defaultSort, sortParam = 'sort', footer, onOpen } = props;
  const [asked, setAsked] = useQueryState(sortParam, parseAsSort);
  const sort = asked ?? defaultSort ?? null;
  const sortBy = columns.find(({ id }) => id === sort?.column)?.sortBy;
  const direction = sort?.direction ?? 'asc';
  const sorted = useMemo(
    () => (sortBy === undefined ? rows : sortRows(rows, sortBy, direction)),
    [rows, sortBy, direction],
  );
  const body = useRef<HTMLTableSectionElement>(null);
  const isWhole = useIsPrinting() || sorted.length <= DRAWN_WHOLE;
  const drawRow = (index: number) => {
    const row = sorted[index];
    if (row === undefined) return null;
    return (
      <tr
        key={rowKey(row)}
        aria-rowindex={index + 2}
        onClick={
          onOpen &&
          (({ target }) => {
            if (target instanceof Element && target.closest('a, button') === null) onOpen(row);
          })
        }
        className={cn('group border-b last:border-b-0 hover:bg-sunken', onOpen !== undefined && 'cursor-pointer')}
      >
        {columns.map((column, place) => (
          <td
            key={column.id}
            data-column={column.id}
            className={cn(
              'h-11 px-3 py-1.5 print:h-auto print:py-1',
              place === 0 && STICKY,
              column.align === 'right' && 'text-right whitespace-nowrap',
              column.className,
            )}
          >
            {column.cell(row)}
          </td>
        ))}
      </tr>
    );
  };
  return (
    <div className="min-w-0 overflow-x-auto rounded-xl border bg-surface shadow-card print:overflow-visible print:shadow-none">
      <table aria-label={label} aria-rowcount={rows.length + 1} className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b">
            {columns.map((column) => (
              <HeaderCell
                key={column.id}
                column={column}
                sorted={sort?.column === column.id ? sort.direction : null}
                onSort={(direction) => void setAsked({ column: column.id, direction })}
              />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {isWhole ? (
            sorted.map((_, index) => drawRow(index))
          ) : (
            <Suspense
              fallback={
                <>
                  {sorted.slice(0, FIRST_ROWS).map((_, index) => drawRow(index))}
                  <Spacer pixels={(sorted.length - FIRST_ROWS) * ROW_PIXELS} columns={columns.length} />
                </>
              }
            >
              <RowsInView
                count={sorted.length}
                rowPixels={ROW_PIXELS}
                columns={columns.length}
                body={body}
                drawRow={drawRow}
              />
            </Suspense>
          )}
        </tbody>
        {footer !== undefined && <tfoot className="border-t font-medium">{footer}</tfoot>}
      </table>
    </div>
  );
}

const STICKY = 'sticky left-0 z-10 bg-surface group-hover:bg-sunken print:static';

type HeaderCellProps<Row> = {
  column: TableColumn<Row>;
  sorted: 'asc' | 'desc' | null;
  onSort(direction: 'asc' | 'desc'): void;
};

function HeaderCell<Row>({ column, sorted, onSort }: HeaderCellProps<Row>) {
  const { label, title, sortBy, first = 'desc', align, className } = column;
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  const ariaSort = sorted === null ? 'none' : sorted === 'asc' ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      aria-sort={sortBy === undefined ? undefined : ariaSort}
      title={title}
      className={cn(
        'h-11 px-3 text-left text-[0.8125rem] font-normal whitespace-nowrap text-ink-muted first:sticky first:left-0 first:z-10 first:bg-surface print:h-auto',
        align === 'right' && 'text-right',
        className,
      )}
    >
      {sortBy === undefined ? (
        label
      ) : (
        <button
          type="button"
          onClick={() => onSort(sorted === null ? first : sorted === 'asc' ? 'desc' : 'asc')}
          className={cn(
            'inline-flex h-11 items-center gap-1 hover:text-ink',
            sorted !== null && 'font-medium text-ink',
          )}
        >
          {label}
          {sorted !== null && <Arrow className="size-3.5" aria-hidden />}
        </button>
      )}
    </th>
  );
}
