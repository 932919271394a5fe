'use client';

import { useSite } from '@/components/layout/hub-context';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import type { JobRunList } from '@/lib/domain/jobs/schema';
import { formatMoment, formatSpan } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { JOB_PURPOSES } from './labels';
import { countsText, RunStatus } from './run-status';

const LOOK_SECONDS = 5;

/** The last runs of a job, each with what came of it. */
export default function RunsDialog({ job, onClose }: { job: string; onClose(): void }) {
  const { timeZone } = useSite();
  const runs = useSiteQuery<JobRunList>({
    path: `/api/admin/jobs/${encodeURIComponent(job)}/runs`,
    params: {},
    schema: () => import('@/lib/domain/jobs/schema').then(({ jobRunList }) => jobRunList),
    everySeconds: LOOK_SECONDS,
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined} className="max-w-2xl grid-cols-[minmax(0,1fr)] max-sm:p-4">
        <DialogTitle>{job}</DialogTitle>
        <p className="-mt-2 text-sm text-ink-muted">
          {JOB_PURPOSES[job] ?? 'A job of the hub'}. The last 50 runs; most jobs leave none when there was nothing to
          do.
        </p>
        <DataPart
          query={runs}
          errorTitle="The runs could not be loaded"
          skeleton={<Skeleton className="h-48 rounded-xl" />}
          isEmpty={({ rows }) => rows.length === 0}
          empty={<p className="text-ink-muted">It has not run at this site yet, or found nothing to do.</p>}
        >
          {({ rows }) => (
            <ol className="divide-y rounded-xl border text-sm">
              {rows.map((run) => (
                <li key={run.id} className="grid gap-0.5 px-3 py-2">
                  <p className="flex flex-wrap items-center gap-x-3">
                    <RunStatus status={run.status} />
                    <span>{formatMoment(fromIsoInstant(run.startedAt), timeZone)}</span>
                    <span className="text-ink-muted">
                      {run.occasion}
                      {run.durationSeconds !== null && `, took ${formatSpan(run.durationSeconds)}`}
                    </span>
                  </p>
                  {run.counts !== null && <p className="text-ink-muted">{countsText(run.counts)}</p>}
                  {run.error !== null && (
                    <p className={run.status === 'failed' ? 'break-words text-bad' : 'text-ink-muted'}>{run.error}</p>
                  )}
                </li>
              ))}
            </ol>
          )}
        </DataPart>
      </DialogContent>
    </Dialog>
  );
}
