'use client';

import { useState } from 'react';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { cn } from '@/components/ui/class-names';
import type { ActivePeople, ClockTimesOfDay } from '@/lib/domain/clock/schema';
import { NO_NUMBER } from '@/lib/platform/format/number';
import { formatClock, formatHours } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { PanelEmpty } from '../panel-empty';
import { CsvLink } from './csv-link';
import type { DetailProps } from './detail-props';
import { DetailSkeleton, DetailTable } from './detail-table';
import { PersonLink } from './person-link';

/** Who is on the clock now, and everybody of the day with their ins and outs. */
export function PeopleDetail({ day, timeZone }: DetailProps) {
  const [shown, setShown] = useState<'now' | 'day'>(day.isToday ? 'now' : 'day');
  return (
    <>
      {day.isToday && (
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Who</legend>
          {(['now', 'day'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={shown === one}
              onClick={() => setShown(one)}
              className={cn(
                'min-h-11 rounded-full border bg-surface px-3.5 text-sm hover:bg-sunken lg:min-h-8',
                shown === one && 'border-accent bg-accent-soft font-medium text-accent hover:bg-accent-soft',
              )}
            >
              {one === 'now' ? 'On the clock now' : 'Everybody today'}
            </button>
          ))}
        </fieldset>
      )}
      {shown === 'now' ? <ActiveTable timeZone={timeZone} day={day} /> : <DayTable timeZone={timeZone} day={day} />}
    </>
  );
}

type TableProps = Pick<DetailProps, 'day' | 'timeZone'>;

function ActiveTable({ day, timeZone }: TableProps) {
  const active = useSiteQuery<ActivePeople>({
    path: '/api/dashboard/clock-times/active',
    params: {},
    schema: () => import('@/lib/domain/clock/schema').then(({ activePeople }) => activePeople),
    days: null,
    everySeconds: 30,
  });
  const clock = (at: string) => formatClock(fromIsoInstant(at), timeZone);
  return (
    <DataPart
      query={active}
      errorTitle="Who is on the clock could not be loaded"
      skeleton={<DetailSkeleton />}
      isEmpty={({ rows }) => rows.length === 0}
      empty={<PanelEmpty>Nobody is on the clock now.</PanelEmpty>}
    >
      {({ rows }) => (
        <DetailTable
          label="On the clock now, longest first"
          rows={rows}
          rowKey={(row) => row.employeeId}
          columns={[
            {
              label: 'Name',
              cell: (row) => <PersonLink {...row} date={row.date === day.day ? null : row.date} />,
            },
            {
              label: 'Now',
              align: 'left',
              cell: (row) =>
                row.onBreak === null ? (
                  <span className="text-good">at work</span>
                ) : (
                  <span className="text-warn">on a break since {clock(row.onBreak.since)}</span>
                ),
            },
            { label: 'In since', cell: (row) => clock(row.firstClockIn) },
            { label: 'Clocked', cell: (row) => formatHours(row.clockedSeconds) },
          ]}
        />
      )}
    </DataPart>
  );
}

function DayTable({ day, timeZone }: TableProps) {
  const clockTimes = useSiteQuery<ClockTimesOfDay>({
    path: '/api/dashboard/clock-times',
    params: { date: day.param },
    schema: () => import('@/lib/domain/clock/schema').then(({ clockTimesOfDay }) => clockTimesOfDay),
    days: day.isToday ? null : { from: day.day, to: day.day },
    ...(day.isToday ? { everySeconds: 30 } : {}),
  });
  const clock = (at: string) => formatClock(fromIsoInstant(at), timeZone);
  return (
    <DataPart
      query={clockTimes}
      errorTitle="The clock times could not be loaded"
      skeleton={<DetailSkeleton />}
      isEmpty={({ rows, unlinked }) => rows.length + unlinked.length === 0}
      empty={<PanelEmpty>Nobody clocked in on this day.</PanelEmpty>}
    >
      {({ rows, unlinked }) => (
        <>
          <DetailTable
            label="In and out of the day, by first clock-in"
            rows={rows}
            rowKey={(row) => row.employeeId}
            columns={[
              { label: 'Name', cell: (row) => <PersonLink {...row} date={day.param} /> },
              {
                label: 'In and out',
                align: 'left',
                cell: (row) => (
                  <ul>
                    {row.periods.map((period) => (
                      <li key={period.id} className="whitespace-nowrap">
                        {clock(period.clockIn)} to {outText(period, clock)}
                        {period.isMissingClockOut && <span className="text-warn"> no clock-out</span>}
                      </li>
                    ))}
                  </ul>
                ),
              },
              { label: 'Breaks', cell: (row) => (row.breakSeconds === 0 ? NO_NUMBER : formatHours(row.breakSeconds)) },
              { label: 'Clocked', cell: (row) => formatHours(row.clockedSeconds) },
            ]}
          />
          {unlinked.length > 0 && (
            <p className="text-sm text-warn">
              {unlinked.length === 1 ? '1 clock period is' : `${unlinked.length} clock periods are`} of logins that
              nobody is linked to; they count nowhere until somebody is.
            </p>
          )}
          <CsvLink path="/api/dashboard/clock-times/export" params={{ date: day.day }} />
        </>
      )}
    </DataPart>
  );
}

function outText(period: { clockOut: string | null; isOpen: boolean; endsAt: string }, clock: (at: string) => string) {
  if (period.isOpen) return 'now';
  return period.clockOut === null ? clock(period.endsAt) : clock(period.clockOut);
}
