'use client';

import { CircleCheckBig, SearchX } from 'lucide-react';
import { lazy } from 'react';
import { useAct } from '@/components/query/use-act';
import type { SitePages } from '@/components/query/use-site-pages';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { kindLabel, SEVERITY_LABELS } from '@/lib/domain/alerts/prepare-view';
import type { Alert, AlertList } from '@/lib/domain/alerts/schema';
import { Age } from './age';
import { ListSkeleton } from './alerts-skeleton';
import { AttentionList, EntryText } from './attention-list';
import { DueTimer } from './due-timer';
import { SeverityMark } from './severity-mark';
import { StatusMark } from './status-mark';
import { type EntryProps, TabFrame } from './tab-frame';
import { useEntryKeys } from './use-entry-keys';

const AlertPanel = lazy(() => import('./alert-panel'));

type AlertsTabProps = EntryProps & { query: SitePages<AlertList>; isHistory: boolean };

/** Alerts that wait, by when they are due; or those that are settled, the latest first. */
export function AlertsTab({ query, isHistory, selected, onSelect, onClose, onClear }: AlertsTabProps) {
  const rows = query.data?.rows ?? [];
  const { act, problem } = useAct('/api/dashboard/alerts');
  useEntryKeys({
    ids: rows.map(({ id }) => id),
    selected,
    onSelect,
    onAcknowledge: (id) => {
      if (rows.find((row) => row.id === id)?.status !== 'open') return;
      const path = `/api/dashboard/alerts/${id}/acknowledge`;
      void act({ name: 'acknowledge', path, done: 'You acknowledged the alert.' });
    },
  });
  return (
    <TabFrame
      hint="Choose an alert to see what is behind it and what was done about it."
      list={
        <DataPart
          query={query}
          errorTitle="The alerts could not be loaded"
          skeleton={<ListSkeleton />}
          isEmpty={(data) => data.rows.length === 0}
          empty={<NoAlerts isHistory={isHistory} onClear={onClear} />}
        >
          {(data) => (
            <>
              {!isHistory && <Summary counts={data.counts} />}
              {problem !== null && (
                <p role="alert" className="mb-3 rounded-xl bg-warn-soft px-4 py-2.5 text-sm font-medium text-warn">
                  {problem.message}
                </p>
              )}
              <AttentionList
                label={isHistory ? 'Settled alerts' : 'Alerts'}
                rows={data.rows}
                selected={selected}
                onSelect={onSelect}
                hasMore={query.hasMore}
                isLoadingMore={query.isFetching}
                onMore={query.more}
              >
                {(alert) => <AlertEntry alert={alert} />}
              </AttentionList>
            </>
          )}
        </DataPart>
      }
      panel={selected === null ? null : <AlertPanel key={selected} alertId={selected} onClose={onClose} />}
    />
  );
}

function AlertEntry({ alert }: { alert: Alert }) {
  const { name } = alert.details;
  return (
    <>
      <SeverityMark severity={alert.severity} label={SEVERITY_LABELS[alert.severity]} />
      <EntryText
        title={alert.title}
        line={
          <>
            <span className="truncate">{typeof name === 'string' ? name : kindLabel(alert.kind)}</span>
            <span>
              <Age at={alert.openedAt} />
            </span>
          </>
        }
        side={
          <>
            <DueTimer alert={alert} />
            <StatusMark alert={alert} />
          </>
        }
      />
    </>
  );
}

/** How many wait in all, whatever the filter. */
function Summary({ counts }: { counts: AlertList['counts'] }) {
  const of = (severity: string) => counts.find((one) => one.severity === severity)?.alerts ?? 0;
  const overdue = counts.reduce((sum, one) => sum + one.breached, 0);
  const parts = [
    { count: of('critical'), text: 'critical', classes: 'text-bad' },
    { count: of('warning'), text: of('warning') === 1 ? 'warning' : 'warnings', classes: 'text-warn' },
    { count: of('info'), text: 'info', classes: '' },
    { count: overdue, text: 'overdue', classes: 'text-bad' },
  ].filter(({ count }) => count > 0);
  return (
    <p className="mb-2 flex flex-wrap gap-x-4 text-sm text-ink-muted">
      {parts.map(({ count, text, classes }) => (
        <span key={text} className={classes}>
          <span className="font-semibold">{count}</span> {text}
        </span>
      ))}
    </p>
  );
}

function NoAlerts({ isHistory, onClear }: { isHistory: boolean; onClear: (() => void) | null }) {
  if (onClear !== null) {
    return (
      <EmptyState icon={SearchX} title="No alert fits" action={<Button onClick={onClear}>Clear the filter</Button>}>
        There are none with this status, severity and kind.
      </EmptyState>
    );
  }
  if (isHistory) {
    return (
      <EmptyState icon={CircleCheckBig} title="No alert was settled yet">
        Alerts come here when somebody resolved them, or when their cause is gone.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CircleCheckBig} title="Nothing waits">
      Alerts open by themselves: a pause that is longer than normal, scans of an unknown type, a source or a part of the
      hub that is in trouble. They close by themselves when the cause is gone.
    </EmptyState>
  );
}
