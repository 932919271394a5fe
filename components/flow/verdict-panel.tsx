import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { forecastText, inText, signed, verdictOf } from '@/lib/domain/flow/prepare-view';
import type { FlowNow } from '@/lib/domain/flow/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { TONE_LOOKS } from './tone-looks';

/** What a manager has to know of the line, to be read in three seconds. */
export function VerdictPanel({ flow, timeZone }: { flow: FlowNow; timeZone: string }) {
  const verdict = verdictOf(flow);
  const look = TONE_LOOKS[verdict.tone];
  const Icon = look.icon;
  const primary = flow.departments.find((one) => one.department === flow.primary);
  return (
    <section
      aria-label="State of the line"
      className={cn(
        'flex min-w-0 flex-col rounded-xl border border-l-4 bg-surface p-4 shadow-card sm:p-5 print:shadow-none',
        verdict.tone !== 'quiet' && look.edge,
      )}
    >
      <h2 className="flex items-start gap-2.5 text-xl font-semibold tracking-tight text-balance sm:text-[1.75rem] sm:leading-9">
        <Icon className={cn('mt-1 size-6 shrink-0 sm:mt-1.5', look.text)} aria-hidden />
        {verdict.title}
      </h2>
      <p className="mt-2 sm:text-base">{verdict.text}</p>
      {primary !== undefined && (
        <dl className="mt-4 grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4 lg:grid-cols-2">
          <Figure label="Arrives" unit="items/h">
            {formatNumber(primary.inRate)}
          </Figure>
          <Figure label="Made" unit="items/h">
            {formatNumber(primary.rate)}
          </Figure>
          <Figure label="Growth" unit="items/h">
            {signed(primary.growth)}
          </Figure>
          <Figure label="Built up today" unit={`of ${formatNumber(flow.queueLimit)}`}>
            {formatNumber(primary.queue)}
          </Figure>
        </dl>
      )}
      {primary?.forecast != null && (
        <p className={cn('mt-3', primary.forecast.isSoon ? 'font-medium text-warn' : 'text-ink-muted')}>
          {primary.forecast.hours === 0
            ? `More than the ${formatNumber(flow.queueLimit)} that may wait are waiting already.`
            : `There will be ${formatNumber(flow.queueLimit)} waiting ${inText(primary.forecast.hours)}${clockNote(flow, primary.forecast.hours, timeZone)}.`}
        </p>
      )}
      <p className="mt-auto pt-3 text-sm text-ink-muted">
        {formatNumber(flow.clockedIn)} clocked in
        {flow.onBreak > 0 && `, ${formatNumber(flow.onBreak)} of them on a break`}. Rates are those of the last 30
        minutes.
      </p>
    </section>
  );
}

function Figure({ label, unit, children }: { label: string; unit: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-muted">{label}</dt>
      <dd className="text-xl font-semibold tracking-tight whitespace-nowrap">
        {children} <span className="text-sm font-normal tracking-normal text-ink-muted">{unit}</span>
      </dd>
    </div>
  );
}

/** Until a day ahead also the time of day. */
function clockNote(flow: FlowNow, hours: number, timeZone: string): string {
  if (forecastText(hours) === 'more than a day') return '';
  return `, about ${formatClock(fromIsoInstant(flow.asOf) + Math.round(hours * 3600), timeZone)}`;
}
