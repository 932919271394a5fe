'use client';

import { CircleCheckBig, SearchX } from 'lucide-react';
import { lazy } from 'react';
import type { SitePages } from '@/components/query/use-site-pages';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { FLAG_KIND_TEXTS, FLAG_SEVERITY_LABELS } from '@/lib/domain/flags/prepare-view';
import type { FlagList } from '@/lib/domain/flags/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatDay } from '@/lib/platform/time/format';
import { ListSkeleton } from './alerts-skeleton';
import { AttentionList, EntryText } from './attention-list';
import { SeverityMark } from './severity-mark';
import { type EntryProps, TabFrame } from './tab-frame';
import { useEntryKeys } from './use-entry-keys';

const FlagPanel = lazy(() => import('./flag-panel'));

type FlagsTabProps = EntryProps & { query: SitePages<FlagList>; isSettled: boolean };

/** Activities that somebody should look at, the latest day first. */
export function FlagsTab({ query, isSettled, selected, onSelect, onClose, onClear }: FlagsTabProps) {
  const rows = query.data?.rows ?? [];
  const chosen = rows.find((row) => row.id === selected);
  useEntryKeys({ ids: rows.map(({ id }) => id), selected, onSelect });
  return (
    <TabFrame
      hint="Choose a flag to see the facts it stands on, and to review it."
      list={
        <DataPart
          query={query}
          errorTitle="The activity flags could not be loaded"
          skeleton={<ListSkeleton />}
          isEmpty={(data) => data.rows.length === 0}
          empty={<NoFlags isSettled={isSettled} onClear={onClear} />}
        >
          {(data) => (
            <AttentionList
              label="Activity flags"
              rows={data.rows}
              selected={selected}
              onSelect={onSelect}
              hasMore={query.hasMore}
              isLoadingMore={query.isFetching}
              onMore={query.more}
            >
              {(flag) => (
                <>
                  <SeverityMark severity={flag.severity} label={FLAG_SEVERITY_LABELS[flag.severity]} />
                  <EntryText
                    title={FLAG_KIND_TEXTS[flag.kind].label}
                    line={
                      <>
                        <span className="truncate">{flag.name ?? 'A login of nobody yet'}</span>
                        {typeof flag.details.itemsCount === 'number' && (
                          <span>{formatNumber(flag.details.itemsCount)} items</span>
                        )}
                      </>
                    }
                    side={
                      <>
                        <span className="whitespace-nowrap text-ink-muted">{formatDay(flag.date)}</span>
                        {flag.reviewedBy !== null && (
                          <span className="text-xs text-ink-muted">by {flag.reviewedBy}</span>
                        )}
                      </>
                    }
                  />
                </>
              )}
            </AttentionList>
          )}
        </DataPart>
      }
      panel={chosen === undefined ? null : <FlagPanel key={chosen.id} flag={chosen} onClose={onClose} />}
    />
  );
}

function NoFlags({ isSettled, onClear }: { isSettled: boolean; onClear: (() => void) | null }) {
  if (onClear !== null) {
    return (
      <EmptyState icon={SearchX} title="No flag fits" action={<Button onClick={onClear}>Clear the filter</Button>}>
        There are none of this kind.
      </EmptyState>
    );
  }
  return isSettled ? (
    <EmptyState icon={CircleCheckBig} title="No flag was reviewed yet">
      Flags come here with their note when somebody reviewed them.
    </EmptyState>
  ) : (
    <EmptyState icon={CircleCheckBig} title="No doubtful activity">
      Scans that look unusual (many items at once, far from any punch, the same count again and again) appear here for a
      look.
    </EmptyState>
  );
}
