'use client';

import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import { type ClockLine, prepareClockLines } from '@/lib/domain/clock/prepare-lines';
import type { ClockTimesOfPerson } from '@/lib/domain/clock/schema';
import type { PersonCostDay } from '@/lib/domain/costs/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { formatClock, formatHours } from '@/lib/platform/time/format';
import { PART_LOOKS } from './labour-panel';

type PersonDayProps = { employeeId: number; day: PersonCostDay; currency: string };

/** How a day's labour comes about: the rate, the parts, and every in and out behind them. */
export function PersonDay({ employeeId, day, currency }: PersonDayProps) {
  const href = useHref();
  const clock = useSiteQuery<ClockTimesOfPerson>({
    path: `/api/dashboard/clock-times/employee/${employeeId}`,
    params: { from: day.date, to: day.date },
    schema: () => import('@/lib/domain/clock/schema').then(({ clockTimesOfPerson }) => clockTimesOfPerson),
    days: { from: day.date, to: day.date },
  });
  return (
    <div className="grid gap-4 px-4 py-3.5 sm:grid-cols-2">
      <section aria-label="Cost of the day">
        <h4 className="mb-1.5 font-medium">Cost</h4>
        <CostLines day={day} currency={currency} />
        <Link
          href={href(`/employees/${employeeId}`, { date: day.date })}
          prefetch={false}
          className="mt-1 inline-flex min-h-11 items-center font-medium text-accent hover:underline lg:min-h-8"
        >
          Scans and gaps of the day
        </Link>
      </section>
      <section aria-label="In and out">
        <h4 className="mb-1.5 font-medium">In and out</h4>
        <DataPart
          query={clock}
          errorTitle="The clock times could not be loaded"
          skeleton={<Skeleton className="h-24 w-full" />}
        >
          {({ rows: [row] }) =>
            row === undefined ? (
              <p className="text-ink-muted">Nobody clocked in or out.</p>
            ) : (
              <ClockLines lines={prepareClockLines(row)} row={row} />
            )
          }
        </DataPart>
      </section>
    </div>
  );
}

function CostLines({ day, currency }: { day: PersonCostDay; currency: string }) {
  if (day.isEstimated) {
    return (
      <p className="text-pretty text-ink-muted">
        There are scans and no clock times, so nobody knows the paid hours: the day counts no labour.
      </p>
    );
  }
  const parts = [
    { key: 'active' as const, cents: day.activeCents },
    { key: 'waiting' as const, cents: day.idleCents },
    { key: 'breaks' as const, cents: day.breakCents },
  ];
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
      {parts.map(({ key, cents }) => (
        <div key={key} className="contents">
          <dt className="text-ink-muted">{PART_LOOKS[key].label}</dt>
          <dd className="text-right">{formatMoney(cents, currency)}</dd>
        </div>
      ))}
      <dt className="border-t pt-1">
        {formatHours(day.paidSeconds)} paid at {formatMoney(day.hourlyCents, currency)} an hour
        {day.isDefaultRate ? ' (default rate)' : ''}
      </dt>
      <dd className="border-t pt-1 text-right font-medium">{formatMoney(day.labourCents, currency)}</dd>
    </dl>
  );
}

type ClockRow = ClockTimesOfPerson['rows'][number];

function ClockLines({ lines, row }: { lines: readonly ClockLine[]; row: ClockRow }) {
  const { timeZone } = useSite();
  return (
    <>
      <ul className="grid gap-1">
        {lines.map((line) => (
          <li
            key={line.key}
            className={cn('flex flex-wrap justify-between gap-x-4', line.kind !== 'work' && 'pl-3 text-ink-muted')}
          >
            <span>
              {line.label} {formatClock(line.start, timeZone)} –{' '}
              {line.end === null ? 'now' : formatClock(line.end, timeZone)}
              {line.note !== null && <span className="text-warn"> {line.note}</span>}
            </span>
            <span>{line.seconds === null ? '' : formatHours(line.seconds)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 border-t pt-1 text-ink-muted">
        {formatHours(row.presentSeconds)} there less {formatHours(row.presentSeconds - row.paidSeconds)} unpaid ={' '}
        <span className="font-medium text-ink">{formatHours(row.paidSeconds)} paid</span>
      </p>
    </>
  );
}
