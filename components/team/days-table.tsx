import Link from 'next/link';
import { useMemo } from 'react';
import { useHref } from '@/components/layout/hub-context';
import { DataTable, type TableColumn } from '@/components/table/data-table';
import { TableSection } from '@/components/table/table-section';
import { isBusy } from '@/lib/domain/team/prepare-view';
import type { TeamDay, TeamTrends } from '@/lib/domain/team/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatDay, formatHours } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';

/** Every day of the range with all its figures; a day leads to who worked on it. */
export function DaysTable({ trends, csv, today }: { trends: TeamTrends; csv: string; today: IsoDay }) {
  const href = useHref();
  const columns = useMemo<TableColumn<TeamDay>[]>(() => {
    const column = (
      id: string,
      label: string,
      value: (day: TeamDay) => number | null,
      text: (value: number) => string,
      title?: string,
    ): TableColumn<TeamDay> => {
      const known = (day: TeamDay) => (isBusy(day) ? value(day) : null);
      return {
        id,
        label,
        title,
        align: 'right',
        sortBy: known,
        cell: (day) => {
          const shown = known(day);
          return shown === null ? NO_NUMBER : text(shown);
        },
      };
    };
    const whole = (value: number) => formatNumber(value);
    const percent = (value: number) => `${formatNumber(value, 1)}%`;
    return [
      {
        id: 'date',
        label: 'Day',
        className: 'min-w-40',
        sortBy: (day) => day.date,
        cell: (day) => (
          <Link
            href={href('/leaderboard', { date: day.date === today ? null : day.date })}
            prefetch={false}
            className="inline-flex min-h-11 items-center font-medium whitespace-nowrap hover:underline lg:min-h-8"
          >
            {formatDay(day.date)}
            {day.date === today ? ', so far' : ''}
          </Link>
        ),
      },
      column('people', 'People', (day) => day.people, whole, 'With clock times or scans'),
      column('clocked', 'Clocked hours', (day) => day.clockedSeconds, formatHours),
      column('finished', 'Finished', (day) => day.finishedItems, whole, 'Items of the finishing departments'),
      column('goal', 'Goal', (day) => day.goalPercent, percent, 'Finished items of the daily goal'),
      column('items', 'Items', (day) => day.items, whole),
      column('points', 'Points', (day) => day.points, whole),
      column('utilization', 'Active share', (day) => day.utilizationPercent, percent, 'Active of clocked time'),
      column(
        'efficiency',
        'Efficiency',
        (day) => day.efficiencyPercent,
        percent,
        'Items over worked hours times target',
      ),
    ];
  }, [href, today]);
  return (
    <TableSection id="days" title="Days" note="A day leads to who worked on it." csv={csv}>
      <DataTable
        label="The days of the range"
        rows={trends.days}
        columns={columns}
        rowKey={(day) => day.date}
        defaultSort={{ column: 'date', direction: 'desc' }}
        sortParam="days"
      />
    </TableSection>
  );
}
