'use client';

import { History } from 'lucide-react';
import { Age } from '@/components/alerts/age';
import { ListSkeleton } from '@/components/alerts/alerts-skeleton';
import { PanelProblem } from '@/components/alerts/panel-frame';
import type { SitePages } from '@/components/query/use-site-pages';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { changeText } from '@/lib/domain/identity/labels';
import type { ChangeList, RecentChange } from '@/lib/domain/identity/schema';
import type { useDecide } from './use-decide';

type ChangesTabProps = { query: SitePages<ChangeList>; decide: ReturnType<typeof useDecide> };

/** What was decided about logins and people, by whom, and the way back. */
export function ChangesTab({ query, decide }: ChangesTabProps) {
  return (
    <DataPart
      query={query}
      errorTitle="The changes could not be loaded"
      skeleton={<ListSkeleton />}
      isEmpty={({ rows }) => rows.length === 0}
      empty={
        <EmptyState icon={History} title="Nothing was changed yet">
          Every decision about a login or a person comes here with its author, and can be taken back.
        </EmptyState>
      }
    >
      {({ rows }) => (
        <div className="grid gap-3">
          {decide.problem !== null && <PanelProblem message={decide.problem.message} />}
          <ul aria-label="Changes" className="rounded-xl border bg-surface shadow-card">
            {rows.map((change) => (
              <ChangeRow key={change.id} change={change} decide={decide} />
            ))}
          </ul>
          {query.hasMore && (
            <Button onClick={query.more} disabled={query.isFetching} className="justify-self-center print:hidden">
              {query.isFetching ? 'Loading more' : 'Show more'}
            </Button>
          )}
        </div>
      )}
    </DataPart>
  );
}

/** One change as a line, with its way back where there is one. */
export function ChangeRow({ change, decide }: { change: RecentChange; decide: ReturnType<typeof useDecide> }) {
  const { send, busy } = decide;
  const name = `undo ${change.id}`;
  const text = changeText(change);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-3 py-2.5 text-sm last:border-b-0 sm:px-4">
      <p className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
        <span className="font-medium">{change.by}</span> {text}
        <span className="text-ink-muted">
          , <Age at={change.at} />
        </span>
        {change.isUndone && <span className="text-ink-muted"> (taken back)</span>}
      </p>
      {change.canUndo && (
        <Button
          disabled={busy !== null}
          aria-label={`Undo: ${change.by} ${text}`}
          onClick={() =>
            void send({
              name,
              path: '/api/admin/mappings/undo',
              body: { changeIds: [change.id] },
              done: `Taken back: ${change.by} ${text}`,
              isUndo: true,
            })
          }
          className="lg:min-h-8"
        >
          {busy === name ? 'Taking back' : 'Undo'}
        </Button>
      )}
    </li>
  );
}
