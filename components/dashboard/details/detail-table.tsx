import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';

/** A column of {@link DetailTable}; all but the first are right-aligned. */
export type DetailColumn<Row> = {
  label: string;
  /** `left` for texts. */
  align?: 'left';
  className?: string;
  cell(row: Row): ReactNode;
};

type DetailTableProps<Row> = {
  label: string;
  columns: readonly DetailColumn<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string | number;
  /** One cell per column, what the rows add up to. */
  total?: readonly ReactNode[];
};

/** The rows behind a figure. They scroll with the dialog around them. */
export function DetailTable<Row>({ label, columns, rows, rowKey, total }: DetailTableProps<Row>) {
  const alignOf = (column: DetailColumn<Row> | undefined, place: number) =>
    place === 0 || column?.align === 'left' ? 'text-left' : 'text-right whitespace-nowrap';
  return (
    <div className="min-w-0 overflow-x-auto rounded-lg border">
      <table aria-label={label} className="w-full text-sm">
        <thead>
          <tr className="border-b">
            {columns.map((column, place) => (
              <th
                key={column.label}
                scope="col"
                className={cn('px-2 py-2 font-normal sm:px-3 text-ink-muted', alignOf(column, place), column.className)}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b last:border-b-0 hover:bg-sunken/50">
              {columns.map((column, place) => (
                <td
                  key={column.label}
                  className={cn('h-11 px-2 py-1 sm:px-3', alignOf(column, place), column.className)}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {total !== undefined && (
          <tfoot>
            <tr className="border-t font-medium">
              {columns.map((column, place) => (
                <td
                  key={column.label}
                  className={cn('h-11 px-2 py-1 sm:px-3', alignOf(column, place), column.className)}
                >
                  {total[place]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

export function DetailSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="rounded-lg border">
      {ROWS.map((row) => (
        <div key={row} className="flex h-11 items-center justify-between border-b px-3 last:border-b-0">
          <Skeleton className="h-4 w-36" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
