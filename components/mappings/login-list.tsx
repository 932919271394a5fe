'use client';

import { Age } from '@/components/alerts/age';
import { EntryText } from '@/components/alerts/attention-list';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { sourceLabel } from '@/lib/domain/identity/labels';
import { isLikely } from '@/lib/domain/identity/prepare-bulk';
import type { MappedIdentity } from '@/lib/domain/identity/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { SimilarityMark } from './person-choice';

type LoginListProps = {
  label: string;
  rows: readonly MappedIdentity[];
  selected: number | null;
  onSelect(id: number): void;
  /** Those that are confirmed together; null where that is not offered. */
  checked: ReadonlySet<number> | null;
  onCheck(id: number): void;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore(): void;
};

/** Logins that open their details beside them; those with a suggestion can be ticked. */
export function LoginList(props: LoginListProps) {
  const { label, rows, selected, onSelect, checked, onCheck, hasMore, isLoadingMore, onMore } = props;
  return (
    <div className="grid gap-3">
      <ul aria-label={label} className="overflow-hidden rounded-xl border bg-surface shadow-card print:shadow-none">
        {rows.map((row) => (
          <li key={row.id} className="relative border-b last:border-b-0 print:break-inside-avoid">
            {checked !== null && (
              <label className="absolute top-0 left-0 grid size-11 cursor-pointer place-items-center">
                <span className="sr-only">Tick {row.externalName ?? row.externalId}</span>
                <input
                  type="checkbox"
                  checked={checked.has(row.id)}
                  disabled={!isLikely(row)}
                  onChange={() => onCheck(row.id)}
                  className="size-4 accent-accent"
                />
              </label>
            )}
            <button
              type="button"
              id={`entry-${row.id}`}
              aria-current={row.id === selected ? 'true' : undefined}
              onClick={() => onSelect(row.id)}
              className={cn(
                'block w-full py-3 pr-3 text-left -outline-offset-2 hover:bg-sunken/50 sm:pr-4',
                checked === null ? 'pl-3 sm:pl-4' : 'pl-11',
                row.id === selected && 'bg-accent-soft hover:bg-accent-soft',
              )}
            >
              <Entry login={row} />
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

function Entry({ login }: { login: MappedIdentity }) {
  const best = login.suggestions[0];
  return (
    <EntryText
      title={<span className="[overflow-wrap:anywhere]">{login.externalName ?? login.externalId}</span>}
      line={
        <>
          <span>{sourceLabel(login.source)}</span>
          <span>
            seen <Age at={login.lastSeenAt} />
          </span>
        </>
      }
      side={
        <>
          <span className="font-medium">{waitingText(login)}</span>
          {login.employee !== null ? (
            <span className="text-ink-muted">{login.employee.name}</span>
          ) : best !== undefined ? (
            <span className="flex flex-wrap items-center justify-end gap-x-2 gap-y-0.5 text-ink-muted">
              {best.name}
              <SimilarityMark level={best.level} similarity={best.similarity} />
            </span>
          ) : (
            login.status !== 'ignored' && <span className="text-ink-muted">nobody alike</span>
          )}
        </>
      }
    />
  );
}

/** How much of it there is. */
function waitingText({ items, scans, punches }: MappedIdentity): string {
  const parts = [
    ...(scans.count === 0 ? [] : [items === 1 ? '1 item' : `${formatNumber(items)} items`]),
    ...(punches.count === 0 ? [] : [punches.count === 1 ? '1 punch' : `${formatNumber(punches.count)} punches`]),
  ];
  return parts.length === 0 ? 'nothing yet' : parts.join(', ');
}
