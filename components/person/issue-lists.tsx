'use client';

import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { useHref, useHub, useSite } from '@/components/layout/hub-context';
import { toast } from '@/components/layout/toast';
import { addressOf, RequestError, sendJson } from '@/components/query/fetch-json';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { issueAdvice } from '@/lib/domain/issues/prepare-advice';
import { issueLabel } from '@/lib/domain/issues/prepare-labels';
import type { DataIssue } from '@/lib/domain/issues/schema';
import { formatDay, formatDuration, formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

/** Loaded when somebody begins to resolve an issue. */
const ResolveForm = lazy(() => import('./resolve-form'));

type IssueListsProps = {
  employeeId: number;
  ofDay: readonly DataIssue[];
  settled: readonly DataIssue[];
  others: readonly DataIssue[];
  onChanged(): void;
};

/** The issues of a person, each with what to do about it: open ones of the day, resolved ones, those of other days. */
export default function IssueLists({ employeeId, ofDay, settled, others, onChanged }: IssueListsProps) {
  return (
    <>
      {ofDay.length > 0 && (
        <ul aria-label="Open issues of the day" className="grid gap-3">
          {ofDay.map((issue) => (
            <OpenIssue key={issue.id} issue={issue} onSettled={onChanged} />
          ))}
        </ul>
      )}
      {settled.length > 0 && (
        <ul aria-label="Resolved issues of the day" className="grid gap-2">
          {settled.map((issue) => (
            <ResolvedIssue key={issue.id} issue={issue} onReopened={onChanged} />
          ))}
        </ul>
      )}
      {others.length > 0 && <OtherDays employeeId={employeeId} issues={others} />}
    </>
  );
}

function OpenIssue({ issue, onSettled }: { issue: DataIssue; onSettled(): void }) {
  const { seconds } = issue.details;
  return (
    <li className="border-l-4 border-warn pl-3" data-issue={issue.kind}>
      <p className="flex items-center gap-2 font-medium">
        <CircleAlert className="size-4 shrink-0 text-warn" aria-hidden />
        {issueLabel(issue.kind)}
        {typeof seconds === 'number' && <span className="font-normal text-ink-muted">{formatDuration(seconds)}</span>}
      </p>
      <p className="text-sm text-ink-muted">{issueAdvice(issue.kind)}</p>
      <Resolve issue={issue} onSettled={onSettled} />
    </li>
  );
}

function Resolve({ issue, onSettled }: { issue: DataIssue; onSettled(): void }) {
  const { user } = useHub();
  const [isOpen, setOpen] = useState(false);
  if (user.role === 'viewer') return null;
  if (!isOpen) {
    return (
      <Button variant="ghost" onClick={() => setOpen(true)} className="-ml-2 px-2 text-accent print:hidden">
        Resolve with a note
      </Button>
    );
  }
  return (
    <Suspense fallback={<Skeleton className="mt-2 h-28 max-w-xl" />}>
      <ResolveForm issue={issue} onSettled={onSettled} onCancel={() => setOpen(false)} />
    </Suspense>
  );
}

function ResolvedIssue({ issue, onReopened }: { issue: DataIssue; onReopened(): void }) {
  const site = useSite();
  const { user } = useHub();
  const [isSending, setSending] = useState(false);
  const isByPerson = issue.resolvedBy !== null && issue.resolvedBy !== 'system';
  const reopen = async () => {
    setSending(true);
    try {
      const address = addressOf(`/api/dashboard/issues/${issue.id}/reopen`, { site: site.code });
      await sendJson('POST', address, undefined, () =>
        import('@/lib/domain/issues/schema').then(({ issueDecision }) => issueDecision),
      );
      onReopened();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      toast.error('The issue could not be opened again.', { description: error.message });
    } finally {
      setSending(false);
    }
  };
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-3 text-sm" data-issue={issue.kind}>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="font-medium">{issueLabel(issue.kind)}</span>
        <span className="block text-ink-muted">
          {isByPerson ? `Resolved by ${issue.resolvedBy}` : 'Closed, its cause is gone'}
          {issue.resolvedAt !== null && `, ${formatMoment(fromIsoInstant(issue.resolvedAt), site.timeZone)}`}
          {issue.note !== null && `: “${issue.note}”`}
        </span>
      </span>
      {isByPerson && user.role !== 'viewer' && (
        <Button variant="ghost" onClick={reopen} disabled={isSending} className="px-2 text-ink-muted print:hidden">
          Open again
        </Button>
      )}
    </li>
  );
}

function OtherDays({ employeeId, issues }: { employeeId: number; issues: readonly DataIssue[] }) {
  const href = useHref();
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">Open on other days</h3>
      <ul className="text-sm">
        {issues.map((issue) => (
          <li key={issue.id} className="flex flex-wrap items-baseline gap-x-3 border-b py-1 last:border-b-0">
            <Link
              href={href(`/employees/${employeeId}`, { date: issue.date })}
              prefetch={false}
              className="inline-flex min-h-11 items-center underline decoration-line decoration-2 underline-offset-4 hover:decoration-accent lg:min-h-0"
            >
              {formatDay(issue.date)}
            </Link>
            <span>{issueLabel(issue.kind)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
