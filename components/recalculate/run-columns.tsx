import { Ban, CircleAlert, CircleCheck } from 'lucide-react';
import type { TableColumn } from '@/components/table/data-table';
import { cn } from '@/components/ui/class-names';
import type { Recalculation } from '@/lib/domain/recalculation/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatDays, formatSpan } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

const LOOKS = {
  queued: { label: 'waits', Icon: CircleAlert, look: 'text-ink-muted' },
  running: { label: 'runs', Icon: CircleAlert, look: 'text-ink-muted' },
  done: { label: 'done', Icon: CircleCheck, look: 'text-good' },
  cancelled: { label: 'stopped', Icon: Ban, look: 'text-ink-muted' },
  failed: { label: 'failed', Icon: CircleAlert, look: 'text-bad' },
} as const;

/** Of recalculations that have ended. */
export const RUN_COLUMNS: readonly TableColumn<Recalculation>[] = [
  {
    id: 'days',
    label: 'Days',
    className: 'whitespace-nowrap',
    sortBy: ({ from }) => from,
    cell: ({ from, to }) => <span className="font-medium">{formatDays(from, to)}</span>,
  },
  {
    id: 'status',
    label: 'Result',
    cell: ({ status }) => {
      const { label, Icon, look } = LOOKS[status];
      return (
        <span className={cn('flex items-center gap-1.5', look)}>
          <Icon className="size-4" aria-hidden />
          {label}
        </span>
      );
    },
  },
  {
    id: 'scored',
    label: 'Person-days',
    align: 'right',
    sortBy: ({ stages }) => stages.drain.done,
    cell: ({ stages: { drain } }) =>
      drain.failed === 0 ? (
        formatNumber(drain.done)
      ) : (
        <>
          {formatNumber(drain.done)}, <span className="text-bad">{formatNumber(drain.failed)} failed</span>
        </>
      ),
  },
  {
    id: 'took',
    label: 'Took',
    title: 'In brackets what was estimated',
    align: 'right',
    sortBy: (run) => secondsOf(run),
    cell: (run) => {
      const seconds = secondsOf(run);
      return seconds === null ? NO_NUMBER : `${formatSpan(seconds)} (${formatSpan(run.estimatedSeconds)})`;
    },
  },
  {
    id: 'ordered',
    label: 'Ordered by',
    className: 'whitespace-nowrap',
    cell: ({ requestedBy }) => requestedBy,
  },
  {
    id: 'reason',
    label: 'Reason',
    className: 'min-w-64',
    cell: ({ reason, error }) => (
      <>
        {reason}
        {error !== null && <span className="block text-bad">{error}</span>}
      </>
    ),
  },
];

function secondsOf({ startedAt, finishedAt }: Recalculation): number | null {
  return startedAt === null || finishedAt === null ? null : fromIsoInstant(finishedAt) - fromIsoInstant(startedAt);
}
