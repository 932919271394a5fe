'use client';

import { CircleCheckBig, SearchX } from 'lucide-react';
import { lazy } from 'react';
import type { SitePages } from '@/components/query/use-site-pages';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { ISSUE_KIND_TEXTS, issueSubject } from '@/lib/domain/issues/prepare-view';
import type { IssueList } from '@/lib/domain/issues/schema';
import { formatDay } from '@/lib/platform/time/format';
import { ListSkeleton } from './alerts-skeleton';
import { AttentionList, EntryText } from './attention-list';
import { SeverityMark } from './severity-mark';
import { type EntryProps, TabFrame } from './tab-frame';
import { useEntryKeys } from './use-entry-keys';

const IssuePanel = lazy(() => import('./issue-panel'));

type IssuesTabProps = EntryProps & { query: SitePages<IssueList>; isSettled: boolean };

/** What is wrong with the facts, the latest day first. */
export function IssuesTab({ query, isSettled, selected, onSelect, onClose, onClear }: IssuesTabProps) {
  const rows = query.data?.rows ?? [];
  const chosen = rows.find((row) => row.id === selected);
  useEntryKeys({ ids: rows.map(({ id }) => id), selected, onSelect });
  return (
    <TabFrame
      hint="Choose an issue to see what it means for the numbers, and to settle it."
      list={
        <DataPart
          query={query}
          errorTitle="The data issues could not be loaded"
          skeleton={<ListSkeleton />}
          isEmpty={(data) => data.rows.length === 0}
          empty={<NoIssues isSettled={isSettled} onClear={onClear} />}
        >
          {(data) => (
            <AttentionList
              label="Data issues"
              rows={data.rows}
              selected={selected}
              onSelect={onSelect}
              hasMore={query.hasMore}
              isLoadingMore={query.isFetching}
              onMore={query.more}
            >
              {(issue) => (
                <>
                  <SeverityMark severity="warning" label="Data issue" />
                  <EntryText
                    title={ISSUE_KIND_TEXTS[issue.kind].label}
                    line={<span className="truncate">{issueSubject(issue)}</span>}
                    side={
                      <>
                        <span className="whitespace-nowrap text-ink-muted">{formatDay(issue.date)}</span>
                        {issue.resolvedBy !== null && (
                          <span className="text-xs text-ink-muted">
                            {issue.resolvedBy === 'system' ? 'cause is gone' : `by ${issue.resolvedBy}`}
                          </span>
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
      panel={chosen === undefined ? null : <IssuePanel key={chosen.id} issue={chosen} onClose={onClose} />}
    />
  );
}

function NoIssues({ isSettled, onClear }: { isSettled: boolean; onClear: (() => void) | null }) {
  if (onClear !== null) {
    return (
      <EmptyState icon={SearchX} title="No issue fits" action={<Button onClick={onClear}>Clear the filter</Button>}>
        There are none of this kind.
      </EmptyState>
    );
  }
  return isSettled ? (
    <EmptyState icon={CircleCheckBig} title="No issue was settled yet">
      Issues come here when somebody resolved them, or when their cause is gone.
    </EmptyState>
  ) : (
    <EmptyState icon={CircleCheckBig} title="The data are in order">
      No punch is missing or overlaps, and no scan is without a person or department. What is found appears here.
    </EmptyState>
  );
}
