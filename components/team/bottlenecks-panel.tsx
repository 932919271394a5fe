import Link from 'next/link';
import { DepartmentName } from '@/components/departments/department-name';
import { TONE_LOOKS } from '@/components/flow/tone-looks';
import { useHref } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { CsvLink } from '@/components/table/table-section';
import { cn } from '@/components/ui/class-names';
import { statusWord } from '@/lib/domain/flow/prepare-view';
import type { FlowStatus } from '@/lib/domain/flow/rules';
import type { TeamBottlenecks } from '@/lib/domain/team/schema';
import { formatNumber } from '@/lib/platform/format/number';

const NOBODY_THERE: ReadonlySet<FlowStatus> = new Set(['not_started', 'complete', 'idle', 'stopped']);
const HOURS = 24;

/** Where work piles up now, and in how many of the last hours it did. */
export function BottlenecksPanel({ bottlenecks, csv }: { bottlenecks: TeamBottlenecks; csv: string }) {
  const href = useHref();
  return (
    <Panel
      title="Bottlenecks"
      note={`Hours of the last ${HOURS} in which the department before made more than 1.2 times its items.`}
      action={<CsvLink href={csv} of="Bottlenecks" />}
      className="h-full lg:max-xl:col-span-2"
    >
      <ul className="grid">
        {bottlenecks.departments.map((one) => (
          <li key={one.department} className="border-t py-2 text-sm first:border-t-0">
            <div className="flex items-center justify-between gap-3">
              <DepartmentName department={one.department} colour={one.colour} />
              <span className="whitespace-nowrap">
                <strong className="font-semibold">{formatNumber(one.markedHours)}</strong>{' '}
                <span className="text-ink-muted">of {HOURS} h</span>
              </span>
            </div>
            <HourBar hours={one.markedHours} />
            <p className="mt-1 text-pretty text-ink-muted">
              <span className={cn('font-medium', TONE_LOOKS[statusWord(one.status).tone].text)}>
                {statusWord(one.status).label}
                {one.department === bottlenecks.primary ? ', the main jam' : ''}
              </span>
              {one.cause === null ? queueText(one) : `; ${one.cause}`}
            </p>
          </li>
        ))}
      </ul>
      <Link
        href={href('/flow')}
        prefetch={false}
        className="mt-1 inline-flex min-h-11 items-center text-sm font-medium text-accent hover:underline lg:min-h-8"
      >
        Open the flow
      </Link>
    </Panel>
  );
}

/** What comes in against what goes out, where anybody works on it. */
function queueText({ status, growth, queue }: TeamBottlenecks['departments'][number]): string {
  if (growth === null || NOBODY_THERE.has(status)) return '';
  const change =
    growth > 0 ? `grows by ${formatNumber(growth)} an hour` : growth < 0 ? 'gets shorter' : 'stays as it is';
  return `; its queue ${change}, ${formatNumber(queue)} built up today`;
}

function HourBar({ hours }: { hours: number }) {
  return (
    <div className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken" aria-hidden>
      <div
        className="h-full rounded-full bg-warn print:print-color-adjust-exact"
        style={{ width: `${(Math.min(hours, HOURS) / HOURS) * 100}%` }}
      />
    </div>
  );
}
