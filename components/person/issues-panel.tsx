'use client';

import { CircleCheck } from 'lucide-react';
import { lazy, memo, Suspense, useCallback } from 'react';
import { Panel } from '@/components/layout/panel';
import type { SiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Skeleton } from '@/components/ui/skeleton';
import type { DataIssue, IssueList } from '@/lib/domain/issues/schema';
import type { IsoDay } from '@/lib/platform/time/instant';

/** Most people have none. */
const IssueLists = lazy(() => import('./issue-lists'));

type IssuesPanelProps = {
  employeeId: number;
  day: IsoDay;
  /** Of all days. */
  open: SiteQuery<IssueList>;
  /** Of the day. */
  resolved: SiteQuery<IssueList>;
};

const NONE: readonly DataIssue[] = [];

/** What is wrong with the person's data: first on this day, then on others. */
export function IssuesPanel({ employeeId, day, open, resolved }: IssuesPanelProps) {
  const [readOpen, readResolved] = [open.retry, resolved.retry];
  const onChanged = useCallback(() => {
    readOpen();
    readResolved();
  }, [readOpen, readResolved]);
  return (
    <Panel
      title="Data issues"
      note="Facts that contradict each other or are missing. They close by themselves once corrected."
    >
      <DataPart
        query={open}
        errorTitle="The issues could not be loaded"
        skeleton={<Skeleton className="h-24 w-full" />}
      >
        {({ rows }) => (
          <Issues
            employeeId={employeeId}
            day={day}
            open={rows}
            settled={resolved.data?.rows ?? NONE}
            onChanged={onChanged}
          />
        )}
      </DataPart>
    </Panel>
  );
}

type IssuesProps = {
  employeeId: number;
  day: IsoDay;
  open: readonly DataIssue[];
  settled: readonly DataIssue[];
  onChanged(): void;
};

/** Drawn again only with other issues: an update that comes before the script of the lists would throw them away. */
const Issues = memo(function Issues({ employeeId, day, open, settled, onChanged }: IssuesProps) {
  const ofDay = open.filter((issue) => issue.date === day);
  const others = open.filter((issue) => issue.date !== day);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {ofDay.length === 0 && (
        <p className="flex items-center gap-2 text-sm text-ink-muted">
          <CircleCheck className="size-4 shrink-0 text-good" aria-hidden />
          No issue is open on this day.
        </p>
      )}
      {open.length + settled.length > 0 && (
        <Suspense fallback={<Skeleton className="h-16 w-full" />}>
          <IssueLists employeeId={employeeId} ofDay={ofDay} settled={settled} others={others} onChanged={onChanged} />
        </Suspense>
      )}
    </div>
  );
});
