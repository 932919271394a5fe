'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';

type AttentionListProps<Row extends { id: number }> = {
  label: string;
  rows: readonly Row[];
  selected: number | null;
  onSelect(id: number): void;
  /** What stands in the row. */
  children(row: Row): ReactNode;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore(): void;
};

/** Where the keys j and k lead. */
export function focusEntry(id: number): void {
  document.getElementById(entryId(id))?.focus();
}

/** Entries that open their details beside them. */
export function AttentionList<Row extends { id: number }>(props: AttentionListProps<Row>) {
  const { label, rows, selected, onSelect, children, hasMore, isLoadingMore, onMore } = props;
  return (
    <div className="grid gap-3">
      <ul aria-label={label} className="overflow-hidden rounded-xl border bg-surface shadow-card print:shadow-none">
        {rows.map((row) => (
          <li key={row.id} className="border-b last:border-b-0 print:break-inside-avoid">
            <button
              type="button"
              id={entryId(row.id)}
              aria-current={row.id === selected ? 'true' : undefined}
              onClick={() => onSelect(row.id)}
              className={cn(
                'grid w-full grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 px-3 py-3 text-left -outline-offset-2 hover:bg-sunken/50 sm:px-4',
                row.id === selected && 'bg-accent-soft hover:bg-accent-soft',
              )}
            >
              {children(row)}
            </button>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button onClick={onMore} disabled={isLoadingMore} className="justify-self-center print:hidden">
          {isLoadingMore ? 'Loading more' : 'Show more'}
        </Button>
      )}
    </div>
  );
}

function entryId(id: number): string {
  return `entry-${id}`;
}

/** Title, a line below it and what stands at the right of an entry. */
export function EntryText({ title, line, side }: { title: ReactNode; line: ReactNode; side: ReactNode }) {
  return (
    <span className="grid min-w-0 gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto]">
      <span className="grid min-w-0 gap-0.5">
        <span className="font-medium sm:truncate">{title}</span>
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm text-ink-muted">{line}</span>
      </span>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm sm:grid sm:justify-items-end">{side}</span>
    </span>
  );
}
