import { Users } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { departmentBackground } from '@/components/departments/department-colours';
import { useHref } from '@/components/layout/hub-context';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { agoText, inText, signed, statusText, statusWord } from '@/lib/domain/flow/prepare-view';
import type { FlowDepartment, FlowNow } from '@/lib/domain/flow/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { TONE_LOOKS } from './tone-looks';

type DepartmentCardProps = {
  department: FlowDepartment;
  isFirst: boolean;
  isPrimary: boolean;
  flow: FlowNow;
  timeZone: string;
  onPeople(): void;
};

/** A department of the line now. */
export function DepartmentCard({ department, isFirst, isPrimary, flow, timeZone, onPeople }: DepartmentCardProps) {
  const href = useHref();
  const { label, tone } = statusWord(department.status);
  const look = TONE_LOOKS[tone];
  const Icon = look.icon;
  return (
    <li
      aria-label={department.department}
      data-status={department.status}
      aria-current={isPrimary ? 'true' : undefined}
      className={cn(
        'relative flex min-w-0 flex-col rounded-xl border bg-surface p-4 shadow-card xl:min-w-43 xl:flex-1 xl:basis-0 print:shadow-none',
        isPrimary && cn('ring-2', tone === 'bad' ? 'border-bad ring-bad' : 'border-warn ring-warn'),
      )}
    >
      {isPrimary && (
        <span
          className={cn(
            'absolute -top-3 left-3 rounded-full px-2.5 py-0.5 text-xs font-semibold text-surface',
            tone === 'bad' ? 'bg-bad' : 'bg-warn',
          )}
        >
          Bottleneck
        </span>
      )}
      <div className="flex items-center justify-between gap-2 xl:flex-col xl:items-start xl:gap-1">
        <Link
          href={href('/leaderboard', { department: department.department })}
          className="-my-2 flex min-h-11 min-w-0 items-center gap-2 font-semibold tracking-tight hover:underline"
        >
          <span className={cn('size-2.5 shrink-0 rounded-full', departmentBackground(department.colour))} aria-hidden />
          <span className="truncate">{department.department}</span>
        </Link>
        <span
          className={cn(
            'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
            look.chip,
          )}
        >
          <Icon className="size-3.5" aria-hidden />
          {label}
        </span>
      </div>
      <p className="mt-2 text-3xl font-semibold tracking-tight">
        {formatNumber(department.rate)}
        <span className="text-sm font-normal tracking-normal text-ink-muted"> items/h</span>
      </p>
      <p className="text-sm text-ink-muted">{statusText(department)}</p>
      <div className="mt-3">
        {isFirst ? (
          <p className="text-sm text-ink-muted">First in the line</p>
        ) : (
          <Queue {...{ department, flow, timeZone }} />
        )}
      </div>
      <dl className="mt-auto grid grid-cols-3 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1.5 pt-3 text-sm">
        <Figure label="Growth">{department.growth === null ? NO_NUMBER : `${signed(department.growth)}/h`}</Figure>
        <Figure label="Last scan">
          {department.minutesSinceLastScan === null ? NO_NUMBER : agoText(department.minutesSinceLastScan)}
        </Figure>
        <Figure label="Today">
          <Link href={href('/heatmap')} className="hover:underline">
            {formatNumber(department.itemsToday)} items
          </Link>
        </Figure>
      </dl>
      <Button
        variant="outline"
        onClick={onPeople}
        aria-haspopup="dialog"
        className="mt-3 self-start xl:self-stretch print:hidden"
      >
        <Users aria-hidden />
        {formatNumber(department.workers)} {department.workers === 1 ? 'person' : 'people'}
        <span className="sr-only"> at {department.department}</span>
      </Button>
      <p className="hidden text-sm print:block">{formatNumber(department.workers)} people</p>
    </li>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-muted">{label}</dt>
      <dd className="truncate">{children}</dd>
    </div>
  );
}

/** What has built up before the department, against the site's limit, and when that is reached. */
function Queue({ department, flow, timeZone }: Pick<DepartmentCardProps, 'department' | 'flow' | 'timeZone'>) {
  const { queue, forecast } = department;
  const share = Math.min(1, queue / flow.queueLimit);
  const isUrgent = queue >= flow.queueLimit || forecast?.isSoon === true;
  const at = forecast === null ? null : fromIsoInstant(flow.asOf) + Math.round(forecast.hours * 3600);
  return (
    <>
      <p className="flex justify-between gap-2 text-sm">
        <span className="text-ink-muted">Queue</span>
        <span>
          <b className="font-semibold">{formatNumber(queue)}</b>
          <span className="text-ink-muted"> of {formatNumber(flow.queueLimit)}</span>
        </span>
      </p>
      <div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken">
        <div
          className={cn('h-full rounded-full', isUrgent ? 'bg-warn' : 'bg-control')}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <p className={cn('mt-1 text-xs', isUrgent ? 'font-medium text-warn' : 'text-ink-muted')}>
        {forecast === null || at === null
          ? queue >= flow.queueLimit
            ? 'Over the limit, not growing'
            : 'Not growing'
          : forecast.hours === 0
            ? 'Over the limit and growing'
            : `${formatNumber(flow.queueLimit)} ${inText(forecast.hours)}${forecast.hours > 24 ? '' : `, ${formatClock(at, timeZone)}`}`}
      </p>
    </>
  );
}
