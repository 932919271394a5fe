import { Pause, Play, SkipForward } from 'lucide-react';
import type { TableColumn } from '@/components/table/data-table';
import { Button } from '@/components/ui/button';
import type { ListedJob } from '@/lib/domain/jobs/schema';
import { NO_NUMBER } from '@/lib/platform/format/number';
import { formatAge, formatSpan } from '@/lib/platform/time/format';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';
import { JOB_PURPOSES } from './labels';
import { countsText, RunStatus } from './run-status';

type JobColumnsOptions = {
  now: EpochSeconds;
  /** The job that something is being sent about. */
  sending: string | null;
  onOpen(job: string): void;
  onRun(job: ListedJob): void;
  onPause(job: ListedJob): void;
};

export function jobColumns({ now, sending, onOpen, onRun, onPause }: JobColumnsOptions): TableColumn<ListedJob>[] {
  const ago = (instant: string) => `${formatAge(now - fromIsoInstant(instant))} ago`;
  return [
    {
      id: 'job',
      label: 'Job',
      first: 'asc',
      sortBy: ({ job }) => job,
      className: 'sm:min-w-64',
      cell: ({ job }) => (
        <span className="grid">
          <button
            type="button"
            onClick={() => onOpen(job)}
            className="min-h-11 text-left font-medium underline-offset-4 hover:underline lg:min-h-6"
          >
            {job}
          </button>
          <span className="text-[0.8125rem] text-ink-muted max-sm:hidden">{JOB_PURPOSES[job]}</span>
        </span>
      ),
    },
    {
      id: 'schedule',
      label: 'Due',
      className: 'min-w-32',
      cell: ({ schedule }) => schedule ?? <span className="text-ink-muted">when woken</span>,
    },
    {
      id: 'next',
      label: 'Next',
      className: 'whitespace-nowrap',
      sortBy: ({ nextAt }) => nextAt,
      first: 'asc',
      cell: ({ nextAt, isPaused, offReason }) => {
        if (offReason !== null) {
          return (
            <span className="text-ink-muted" title={offReason}>
              off
            </span>
          );
        }
        if (isPaused) {
          return (
            <span className="inline-flex items-center gap-1.5 rounded-md bg-warn-soft px-2 py-1 text-warn">
              <Pause className="size-3.5" aria-hidden />
              paused
            </span>
          );
        }
        return nextAt === null ? NO_NUMBER : `in ${formatAge(Math.max(0, fromIsoInstant(nextAt) - now))}`;
      },
    },
    {
      id: 'last',
      label: 'Last run',
      className: 'whitespace-nowrap',
      sortBy: ({ running, last }) => running?.startedAt ?? last?.startedAt ?? null,
      cell: ({ running, last }) => {
        const run = running ?? last;
        if (run === null) return <span className="text-ink-muted">never</span>;
        return (
          <span className="flex items-center gap-2">
            <RunStatus status={run.status} />
            <span className="text-ink-muted">{ago(run.startedAt)}</span>
          </span>
        );
      },
    },
    {
      id: 'took',
      label: 'Took',
      align: 'right',
      sortBy: ({ last }) => last?.durationSeconds ?? null,
      cell: ({ last }) => (last?.durationSeconds == null ? NO_NUMBER : formatSpan(last.durationSeconds)),
    },
    {
      id: 'result',
      label: 'What came of it',
      className: 'min-w-64',
      cell: ({ last, lastSuccessAt, offReason }) => {
        if (offReason !== null) return <span className="text-ink-muted">Off here: {offReason}</span>;
        if (last === null) return NO_NUMBER;
        if (last.status === 'success') return <span className="line-clamp-2">{countsText(last.counts)}</span>;
        return (
          <span className="grid">
            <span className="line-clamp-2">{last.error ?? NO_NUMBER}</span>
            <span className="text-[0.8125rem] text-ink-muted">
              {lastSuccessAt === null ? 'Never succeeded' : `Last good ${ago(lastSuccessAt)}`}
            </span>
          </span>
        );
      },
    },
    {
      id: 'act',
      label: '',
      align: 'right',
      cell: (job) =>
        job.offReason !== null ? null : (
          <span className="flex justify-end gap-1">
            <Button
              variant="ghost"
              disabled={sending === job.job}
              aria-label={`Run ${job.job} now`}
              onClick={() => onRun(job)}
            >
              <Play aria-hidden />
              Run now
            </Button>
            <Button
              variant="ghost"
              disabled={sending === job.job}
              aria-label={`${job.isPaused ? 'Resume' : 'Pause'} ${job.job}`}
              onClick={() => onPause(job)}
            >
              {job.isPaused ? <SkipForward aria-hidden /> : <Pause aria-hidden />}
              {job.isPaused ? 'Resume' : 'Pause'}
            </Button>
          </span>
        ),
    },
  ];
}
