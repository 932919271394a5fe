'use client';

import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useQueryState } from 'nuqs';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { cn } from '@/components/ui/class-names';
import { parseAsSort, type SortState } from './sort-state';

/** A column of {@link DataTable}. */
export type TableColumn<Row> = {
  /** Stands in the URL when the table is sorted by it. */
  id: string;
  label: string;
  /** What the number is, where the label alone does not say. */
  title?: string;
  /** What rows are sorted by, null last in either direction; left out: no sorting. */
  sortBy?(row: Row): number | string | null;
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

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
type Features = typeof features;
/** Up to so many rows are all drawn, so that printing and searching in the page need nothing special. */
const DRAWN_WHOLE = 150;
const ROW_PIXELS = 45;

/** Rows that can be sorted, the sorting in the URL; where it is too wide it scrolls inside itself with the first column in view. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowKey, defaultSort, sortParam = 'sort', footer, onOpen } = props;
  const [asked, setAsked] = useQueryState(sortParam, parseAsSort);
  const sort = asked ?? defaultSort ?? null;
  const definitions = useMemo<ColumnDef<Features, Row>[]>(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => column.sortBy?.(row) ?? undefined,
        enableSorting: column.sortBy !== undefined,
        sortUndefined: 'last' as const,
        sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
      })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: (row) => String(rowKey(row)),
    state: { sorting: sort === null ? [] : [{ id: sort.column, desc: sort.direction === 'desc' }] },
  });
  const sorted = table.getRowModel().rows;
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = useShownRows(sorted.length, body);
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
          {shown.before > 0 && <Spacer pixels={shown.before} columns={columns.length} />}
          {sorted.slice(shown.from, shown.to).map((row, index) => (
            <tr
              key={row.id}
              aria-rowindex={shown.from + index + 2}
              onClick={
                onOpen &&
                (({ target }) => {
                  if (target instanceof Element && target.closest('a, button') === null) onOpen(row.original);
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
                  {column.cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
          {shown.after > 0 && <Spacer pixels={shown.after} columns={columns.length} />}
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

/** Stands for the rows above or below those that are drawn. */
function Spacer({ pixels, columns }: { pixels: number; columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height: pixels, padding: 0 }} />
    </tr>
  );
}

/** Which rows to draw: all of a short table or on paper, else those in view with some around them. */
function useShownRows(count: number, body: React.RefObject<HTMLTableSectionElement | null>) {
  const [isPrinting, setPrinting] = useState(false);
  const [scrollMargin, setScrollMargin] = useState(0);
  useEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setScrollMargin(top + window.scrollY);
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
    estimateSize: () => ROW_PIXELS,
    overscan: 20,
    scrollMargin,
    initialRect: { width: 1200, height: 2000 },
    enabled: !isWhole,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  if (isWhole || first === undefined || last === undefined)
    return { from: 0, to: isWhole ? count : 0, before: 0, after: 0 };
  return {
    from: first.index,
    to: last.index + 1,
    before: first.start - scrollMargin,
    after: virtualizer.getTotalSize() - (last.end - scrollMargin),
  };
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
