import type { Href } from '@/components/layout/hub-context';
import type { SortColumn } from '@/lib/domain/leaderboard/columns';
import type { BoardDepartment, BoardTrend, LeaderboardRow } from '@/lib/domain/leaderboard/schema';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatDay, formatHours } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import { BadgeChip } from './badge-chip';
import type { BoardColumn } from './board-table';
import { BreakdownBar } from './breakdown-bar';
import { ItemsCell, NameCell, PointsCell, RankCell } from './cells';
import { TrendSpark } from './trend-spark';

/** What the cells of a day's board need besides the row. */
export type DayContext = {
  departments: readonly BoardDepartment[];
  /** Points that fill a bar. */
  fullPoints: number;
  /** The day that a name opens; null for today. */
  date: IsoDay | null;
  href: Href;
  /** Undefined until it is there. */
  trend: BoardTrend | undefined;
};

export const DAY_GRID =
  'lg:grid-cols-[3rem_minmax(10rem,1.3fr)_minmax(4.5rem,1fr)_6.5rem_4.5rem_4.25rem_4.25rem] xl:grid-cols-[3rem_minmax(11rem,1.3fr)_minmax(4.5rem,1fr)_4.5rem_6.5rem_4.5rem_4.5rem_4.5rem_4.25rem] min-[85rem]:grid-cols-[3rem_minmax(12rem,1.3fr)_minmax(6rem,1fr)_4.5rem_6.75rem_5rem_5rem_5rem_4.5rem_4rem] print:grid-cols-[2.5rem_minmax(0,2fr)_minmax(0,1fr)_5.5rem_3.5rem_4rem_4rem_3.5rem_3.5rem]!';

const NUMBER = 'text-right narrow:hidden';

/** Every column, as it is named and sorted; {@link dayColumns} draws them. */
export function dayColumns(context: DayContext): BoardColumn<LeaderboardRow, SortColumn>[] {
  const { departments, fullPoints, date, href, trend } = context;
  const trendOf = new Map(trend?.people.map((person) => [person.employeeId, person]));
  const before = trend?.days.at(-2);
  const since = before === undefined ? '' : `since ${formatDay(before)}`;
  return [
    {
      id: 'rank',
      label: 'Rank',
      title: 'Place by points, and places moved since the day before',
      first: 'asc',
      classes: 'text-center narrow:row-span-2',
      cell: ({ employeeId, rank }) => {
        const rankBefore = trendOf.get(employeeId)?.rankBefore ?? null;
        return <RankCell rank={rank} moved={rankBefore === null ? null : rankBefore - rank} since={since} />;
      },
    },
    {
      id: 'name',
      label: 'Name',
      first: 'asc',
      classes: 'min-w-0 narrow:col-span-2 narrow:col-start-2 narrow:row-start-1',
      cell: (row) => (
        <NameCell name={row.name} href={href(`/employees/${row.employeeId}`, { date })}>
          <BadgeChip badge={row.badge} />
          {row.isClockedIn && (
            <span className="flex items-center gap-1.5 whitespace-nowrap text-good">
              <span className="size-2 rounded-full bg-good" aria-hidden />
              Clocked in
            </span>
          )}
          {row.department !== null && <span className="truncate max-sm:hidden">{row.department}</span>}
        </NameCell>
      ),
    },
    {
      id: 'department',
      label: 'Departments',
      title: 'Points per department, as a share of the first; sorted by main department',
      first: 'asc',
      classes: 'min-w-0 narrow:col-start-2 narrow:row-start-2',
      cell: (row) => <BreakdownBar parts={row.breakdown} departments={departments} fullPoints={fullPoints} />,
    },
    {
      id: 'trend',
      label: '14 days',
      title: 'Points of the last 14 days; each person’s bars are of their own best day',
      classes: 'narrow:hidden max-xl:hidden print:hidden',
      cell: (row) => {
        const person = trendOf.get(row.employeeId);
        if (trend === undefined || person === undefined) return NO_NUMBER;
        // The row is newer than the trend's last day.
        return <TrendSpark days={trend.days} points={[...person.points.slice(0, -1), row.points]} />;
      },
    },
    {
      id: 'points',
      label: 'Points',
      first: 'desc',
      classes: 'text-right narrow:col-start-3 narrow:row-start-1 narrow:self-start',
      cell: (row) => <PointsCell points={row.points} />,
    },
    {
      id: 'items',
      label: 'Items',
      first: 'desc',
      classes: 'text-right narrow:col-start-3 narrow:row-start-2',
      cell: (row) => <ItemsCell items={row.items} itemsPerHour={row.itemsPerHour} />,
    },
    {
      id: 'itemsPerHour',
      label: 'Items/h',
      title: 'All items of the day per clocked hour',
      first: 'desc',
      classes: NUMBER,
      cell: (row) => formatNumber(row.itemsPerHour, 1),
    },
    {
      id: 'clocked',
      label: 'Clocked',
      title: 'Clocked hours and minutes',
      first: 'desc',
      classes: `${NUMBER} max-xl:not-print:hidden`,
      cell: (row) => (row.clockedSeconds === 0 ? NO_NUMBER : formatHours(row.clockedSeconds)),
    },
    {
      id: 'efficiency',
      label: 'Active',
      title: 'Active share of the clocked time',
      first: 'desc',
      classes: NUMBER,
      cell: (row) => formatPercent(row.efficiency),
    },
    {
      id: 'streak',
      label: 'Streak',
      title: 'Qualifying worked days in a row',
      first: 'desc',
      classes: `${NUMBER} max-[85rem]:not-print:hidden`,
      cell: ({ streak }) => (streak === null || streak === 0 ? NO_NUMBER : `${formatNumber(streak)} d`),
    },
  ];
}
