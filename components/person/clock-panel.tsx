'use client';

import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { useLiveFeed, useNow } from '@/components/live/live-provider';
import type { SiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Skeleton } from '@/components/ui/skeleton';
import { type ClockFact, clockFactsOf } from '@/lib/domain/clock/prepare-facts';
import type { ClockTimesOfPerson } from '@/lib/domain/clock/schema';
import { CLOCK_DAYS } from '@/lib/domain/employees/rules';
import type { PersonDay } from '@/lib/domain/employees/schema';
import { NO_NUMBER } from '@/lib/platform/format/number';
import { formatClockSeconds, formatDay, formatDuration } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { CsvLink } from './csv-link';

type ClockPanelProps = {
  employeeId: number;
  employee: PersonDay['employee'] | undefined;
  clock: SiteQuery<ClockTimesOfPerson>;
};

/** The in and out pairs and the breaks of two weeks, with each day's sums. */
export function ClockPanel({ employeeId, employee, clock }: ClockPanelProps) {
  return (
    <Panel
      title="Clock-ins and clock-outs"
      note={`${CLOCK_DAYS} days as the time clock tells them, the newest first.`}
      action={
        clock.data === undefined ? undefined : (
          <CsvLink employeeId={employeeId} table="clock" date={clock.data.to} label="Download the clock times as CSV" />
        )
      }
    >
      <DataPart
        query={clock}
        errorTitle="The clock times could not be loaded"
        skeleton={<Skeleton className="h-64 w-full" />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={
          <p className="py-6 text-center text-sm text-ink-muted">
            {employee?.isContractor === true
              ? 'Contractors have no clock.'
              : 'The time clock has nothing of this person in these two weeks.'}
          </p>
        }
      >
        {(data) => <ClockTable data={data} />}
      </DataPart>
    </Panel>
  );
}

const NUMBER = 'py-1.5 pl-4 text-right whitespace-nowrap';

function ClockTable({ data }: { data: ClockTimesOfPerson }) {
  const now = useNow();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section aria-label="Clock times" tabIndex={0} className="max-h-[32rem] overflow-auto print:max-h-none">
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-surface text-ink-muted">
          <tr className="border-b">
            <th scope="col" className="py-2 text-left font-normal">
              What
            </th>
            <th scope="col" className={`${NUMBER} font-normal`}>
              In
            </th>
            <th scope="col" className={`${NUMBER} font-normal`}>
              Out
            </th>
            <th scope="col" className={`${NUMBER} font-normal`}>
              Length
            </th>
          </tr>
        </thead>
        {data.rows.map((day) => (
          <tbody key={day.date}>
            <DayRow employeeId={data.employeeId} day={day} />
            {clockFactsOf(day, now).map((fact) => (
              <FactRow key={fact.key} fact={fact} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function DayRow({ employeeId, day }: { employeeId: number; day: ClockTimesOfPerson['rows'][number] }) {
  const href = useHref();
  const { today } = useLiveFeed();
  return (
    <tr className="border-b bg-sunken/60">
      <th scope="colgroup" colSpan={4} className="px-2 py-1 text-left font-normal">
        <span className="flex flex-wrap items-center justify-between gap-x-4">
          <Link
            href={href(`/employees/${employeeId}`, { date: day.date === today ? null : day.date })}
            prefetch={false}
            className="inline-flex min-h-11 items-center font-medium underline decoration-line decoration-2 underline-offset-4 hover:decoration-accent lg:min-h-7"
          >
            {formatDay(day.date)}
          </Link>
          <span className="text-ink-muted">
            clocked {formatDuration(day.clockedSeconds)}, breaks {formatDuration(day.breakSeconds)}, paid{' '}
            {formatDuration(day.paidSeconds)}
          </span>
        </span>
      </th>
    </tr>
  );
}

const KIND_LABELS: Record<ClockFact['kind'], string> = {
  clock: 'On the clock',
  'paid break': 'Paid break',
  'unpaid break': 'Unpaid break',
};

function FactRow({ fact }: { fact: ClockFact }) {
  const { timeZone } = useSite();
  const at = (instant: string) => formatClockSeconds(fromIsoInstant(instant), timeZone);
  return (
    <tr className="border-b" data-fact={fact.key}>
      <td className="px-2 py-1.5">
        {KIND_LABELS[fact.kind]}
        {fact.remark !== null && (
          <span className="flex items-center gap-1.5 text-warn">
            <CircleAlert className="size-3.5 shrink-0" aria-hidden />
            {fact.remark}
          </span>
        )}
      </td>
      <td className={NUMBER}>{at(fact.start)}</td>
      <td className={NUMBER}>{fact.isOpen ? <span className="text-good">open</span> : outText(fact, at)}</td>
      <td className={NUMBER}>{formatDuration(fact.seconds)}</td>
    </tr>
  );
}

/** What the source says; without that where it counts as ended. */
function outText({ end, countsUntil }: ClockFact, at: (instant: string) => string): string {
  if (end !== null) return at(end);
  return countsUntil === null ? NO_NUMBER : `(${at(countsUntil)})`;
}
