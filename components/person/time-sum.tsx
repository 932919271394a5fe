'use client';

import { ChevronRight } from 'lucide-react';
import { useSite } from '@/components/layout/hub-context';
import { cn } from '@/components/ui/class-names';
import { idleWords } from '@/lib/domain/employees/prepare-words';
import type { PersonDay } from '@/lib/domain/employees/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatClockSeconds, formatDuration } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

type TimeSumProps = { day: PersonDay; onIdle(index: number): void };

/** Present, minus breaks, minus idle = active, and its share of the clocked time. */
export function TimeSum({ day, onIdle }: TimeSumProps) {
  const { score } = day;
  return (
    <section aria-label="Time" className="min-w-0">
      <h3 className="mb-1 text-sm font-medium">Time</h3>
      {score.activeFrom === 'windows' ? <WithoutClock day={day} /> : <OnClock day={day} onIdle={onIdle} />}
    </section>
  );
}

function WithoutClock({ day }: { day: PersonDay }) {
  return (
    <>
      <dl>
        <Line
          name="active"
          label="Work windows together = active"
          value={formatDuration(day.score.activeSeconds)}
          isSum
        />
      </dl>
      <p className="mt-2 text-sm text-ink-muted">
        {day.employee.isContractor
          ? 'Contractors have no clock: '
          : 'There is no clock period on this day, although there are scans: '}
        nothing is clocked, so there is neither idle time nor an efficiency.
      </p>
    </>
  );
}

function OnClock({ day, onIdle }: TimeSumProps) {
  const { score } = day;
  const clocked = score.presentSeconds - score.breakSeconds;
  const unpaid = score.unpaidBreakSeconds;
  return (
    <>
      <dl>
        <Line name="present" label="Clock periods and breaks together" value={formatDuration(score.presentSeconds)} />
        <Line name="breaks" sign="−" label="Breaks" value={formatDuration(score.breakSeconds)} />
        <Line name="clocked" sign="=" label="Clocked" value={formatDuration(clocked)} isSum />
        <Line name="idle" sign="−" label={idleLabel(day.idle.length)} value={formatDuration(score.idleSeconds)} />
      </dl>
      <IdleList day={day} onIdle={onIdle} />
      <dl>
        {score.activeFrom === 'none' ? (
          <Line name="active" label="Active" value={formatDuration(score.activeSeconds)} isSum />
        ) : (
          <Line name="active" sign="=" label="Active" value={formatDuration(score.activeSeconds)} isSum />
        )}
        <Line
          name="efficiency"
          label="Efficiency: active / clocked"
          detail={`${formatNumber(score.activeSeconds)} s / ${formatNumber(clocked)} s = ${formatNumber(score.efficiency, 4)}`}
          value={score.efficiency === null ? NO_NUMBER : `${formatNumber(score.efficiency * 100, 2)}%`}
        />
        <Line
          name="paid"
          label="Paid: together − unpaid breaks"
          detail={`${formatDuration(score.presentSeconds)} − ${formatDuration(unpaid)}`}
          value={formatDuration(score.paidSeconds)}
        />
      </dl>
      {score.activeFrom === 'none' && <p className="mt-2 text-sm text-ink-muted">{withoutScansText(day)}</p>}
    </>
  );
}

function idleLabel(periods: number): string {
  if (periods === 0) return 'Idle: no period';
  return periods === 1 ? 'Idle: 1 period' : `Idle: ${periods} periods`;
}

function withoutScansText({ employee, scoring, periods }: PersonDay): string {
  if (!employee.isScanning) {
    return 'This person does not scan: the clocked time is neither active nor idle, and nothing is missing.';
  }
  const isOpen = scoring.state !== 'none' && periods.some((period) => period.isOpen);
  return isOpen
    ? 'No scan in the clocked time yet: it is neither active nor idle until the first one.'
    : 'No scan in the clocked time of this day: it is neither active nor idle, and an issue is open for it.';
}

type LineProps = {
  name: string;
  sign?: '−' | '=';
  label: string;
  /** How it is computed, where that is not a plain sum. */
  detail?: string;
  value: string;
  isSum?: boolean;
};

function Line({ name, sign, label, detail, value, isSum = false }: LineProps) {
  return (
    <div
      data-line={name}
      className={cn('flex items-baseline gap-x-2 border-b py-1.5 text-sm', isSum && 'font-semibold')}
    >
      <dt className="flex min-w-0 flex-1 items-baseline gap-x-2">
        <span className="w-3 shrink-0 text-ink-muted">{sign ?? '\u00a0'}</span>
        <span className="flex min-w-0 flex-wrap gap-x-2">
          {label}
          {detail !== undefined && <span className="text-ink-muted">{detail}</span>}
        </span>
      </dt>
      <dd data-cell="value" className={cn('shrink-0', isSum && 'text-base')}>
        {value}
      </dd>
    </div>
  );
}

/** Each idle period with its reason, as a way to its place on the timeline. */
function IdleList({ day, onIdle }: TimeSumProps) {
  const { timeZone } = useSite();
  if (day.idle.length === 0) return null;
  return (
    <ol aria-label="Idle periods" className="border-b py-1 pl-5">
      {day.idle.map((idle, index) => {
        const { pause } = idleWords(idle, timeZone);
        return (
          <li key={idle.start}>
            <button
              type="button"
              onClick={() => onIdle(index)}
              title="Show on the timeline"
              className="grid min-h-11 w-full grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-2 rounded-md py-1 text-left text-sm hover:bg-sunken lg:min-h-9"
            >
              <span>
                <span className="font-medium">
                  {formatClockSeconds(fromIsoInstant(idle.start), timeZone)} to{' '}
                  {formatClockSeconds(fromIsoInstant(idle.end), timeZone)}
                </span>{' '}
                <span className="text-ink-muted">{pause.why}</span>
              </span>
              <span data-cell="idle">{formatDuration(idle.durationSeconds)}</span>
              <ChevronRight className="size-4 text-ink-muted print:hidden" aria-hidden />
            </button>
          </li>
        );
      })}
    </ol>
  );
}
