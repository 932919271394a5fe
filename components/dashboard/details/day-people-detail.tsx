'use client';

import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { prepareDayPeople } from '@/lib/domain/dashboard/prepare-people';
import type { PeopleView } from '@/lib/domain/dashboard/rules';
import type { DayPeople, DayPerson } from '@/lib/domain/dashboard/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatClock, formatHours } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { PanelEmpty } from '../panel-empty';
import { CsvLink } from './csv-link';
import type { DetailProps } from './detail-props';
import { type DetailColumn, DetailSkeleton, DetailTable } from './detail-table';
import { PersonLink } from './person-link';

/** Who finished how many items; with the unmapped ones they are the figure. */
export function FinishedDetail(props: DetailProps) {
  const { day, summary } = props;
  const unmapped = summary?.metrics.ok === true ? summary.metrics.data.unmapped.finishedItems : 0;
  return (
    <>
      <p className="text-sm text-ink-muted">
        Finished items are those of finishing departments; every other scan is an item of its person, not of the site.
      </p>
      <DayPeopleTable
        {...props}
        view="finished"
        empty="Nobody finished an item on this day."
        label="Finished items by person"
        columns={[
          { label: 'Name', cell: (row) => <PersonLink {...row} date={day.param} /> },
          {
            label: 'Main department',
            align: 'left',
            className: 'max-sm:hidden',
            cell: (row) => row.department ?? NO_NUMBER,
          },
          { label: 'Finished items', cell: (row) => formatNumber(row.finishedItems) },
          { label: 'All items', cell: (row) => formatNumber(row.items) },
        ]}
        totalOf={(rows) => [
          unmapped === 0 ? 'All' : `All, with ${formatNumber(unmapped)} unmapped`,
          null,
          formatNumber(rows.reduce((sum, row) => sum + row.finishedItems, unmapped)),
          null,
        ]}
      />
    </>
  );
}

/** Whose hours they are. */
export function ClockedDetail(props: DetailProps) {
  const { day, timeZone } = props;
  const clock = (at: string | null) => (at === null ? NO_NUMBER : formatClock(fromIsoInstant(at), timeZone));
  return (
    <>
      <p className="text-sm text-ink-muted">
        Time between clock-in and clock-out without breaks, as the day is scored: of people on the clock it grows with
        the next look at them, every five minutes or with their next scan.
      </p>
      <DayPeopleTable
        {...props}
        view="clocked"
        empty="Nobody was on the clock on this day."
        label="Clocked hours by person"
        columns={[
          { label: 'Name', cell: (row) => <PersonLink {...row} date={day.param} /> },
          { label: 'First in', cell: (row) => clock(row.firstClockIn) },
          { label: 'Last out', cell: (row) => (row.isClockedIn ? 'now' : clock(row.lastClockOut)) },
          {
            label: 'Breaks',
            cell: (row) => (row.breakSeconds === 0 ? NO_NUMBER : formatHours(row.breakSeconds)),
          },
          { label: 'Clocked', cell: (row) => formatHours(row.clockedSeconds) },
        ]}
        totalOf={(rows) => [
          'All',
          null,
          null,
          formatHours(rows.reduce((sum, row) => sum + row.breakSeconds, 0)),
          formatHours(rows.reduce((sum, row) => sum + row.clockedSeconds, 0)),
        ]}
      />
    </>
  );
}

type DayPeopleTableProps = DetailProps & {
  view: PeopleView;
  label: string;
  empty: string;
  columns: readonly DetailColumn<DayPerson>[];
  totalOf(rows: readonly DayPerson[]): (string | null)[];
};

function DayPeopleTable({ day, view, label, empty, columns, totalOf }: DayPeopleTableProps) {
  const people = useSiteQuery<DayPeople>({
    path: '/api/dashboard/people',
    params: { date: day.param },
    schema: () => import('@/lib/domain/dashboard/schema').then(({ dayPeople }) => dayPeople),
    days: day.isToday ? null : { from: day.day, to: day.day },
  });
  return (
    <DataPart query={people} errorTitle="The people of the day could not be loaded" skeleton={<DetailSkeleton />}>
      {(data) => {
        const rows = prepareDayPeople(data.rows, view);
        const total = totalOf(rows);
        if (rows.length === 0 && (view === 'clocked' || total[2] === '0')) return <PanelEmpty>{empty}</PanelEmpty>;
        return (
          <>
            <DetailTable label={label} rows={rows} rowKey={(row) => row.employeeId} columns={columns} total={total} />
            <CsvLink path="/api/dashboard/people/export" params={{ date: day.day, view }} />
          </>
        );
      }}
    </DataPart>
  );
}
