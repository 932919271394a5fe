import { CircleAlert, CircleCheck, LoaderCircle, SkipForward } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { ListedRun } from '@/lib/domain/jobs/schema';
import { formatNumber } from '@/lib/platform/format/number';

const LOOKS = {
  running: { label: 'runs', Icon: LoaderCircle, look: 'text-accent' },
  success: { label: 'done', Icon: CircleCheck, look: 'text-good' },
  failed: { label: 'failed', Icon: CircleAlert, look: 'text-bad' },
  skipped: { label: 'skipped', Icon: SkipForward, look: 'text-warn' },
} as const;

/** How a run is going or went. */
export function RunStatus({ status }: Pick<ListedRun, 'status'>) {
  const { label, Icon, look } = LOOKS[status];
  return (
    <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', look)}>
      <Icon
        className={cn('size-4 shrink-0', status === 'running' && 'animate-spin motion-reduce:animate-none')}
        aria-hidden
      />
      {label}
    </span>
  );
}

/** What a run did: `fetched 120, changed 3`; what it did none of is left out. */
export function countsText(counts: ListedRun['counts']): string {
  if (counts === null) return '';
  const done = Object.entries(counts).filter(([, count]) => count !== 0);
  if (done.length === 0) return 'nothing to do';
  return done
    .map(([name, count]) => `${name.replace(/([A-Z])/g, ' $1').toLowerCase()} ${formatNumber(count)}`)
    .join(', ');
}
