import type { Href } from '@/components/layout/hub-context';
import type { RangeSortColumn } from '@/lib/domain/leaderboard/columns';
import { mainDepartmentOf } from '@/lib/domain/leaderboard/prepare-view';
import type { BoardTrend } from '@/lib/domain/leaderboard/schema';
import type { DateRange, RangePersonRow } from '@/lib/domain/ranges/schema';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatDay, formatDays } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { BoardColumn } from './board-table';
import { BreakdownBar, fullPointsOf } from './breakdown-bar';
import { ChangeText, ItemsCell, NameCell, PointsCell, RankCell } from './cells';
import { TrendSpark } from './trend-spark';

/** What the cells of a range's board need besides the row. */
export type RangeContext = {
  range: DateRange;
  /** The day that a name opens; null for today. */
  date: IsoDay | null;
  href: Href;
  /** Undefined until it is there. */
  trend: BoardTrend | undefined;
};

/** With a comparison there is a column more. */
export const RANGE_GRIDS = {
  plain:
    'lg:grid-cols-[3rem_minmax(10rem,1.3fr)_minmax(4.5rem,1fr)_7rem_5rem_4rem_5rem] xl:grid-cols-[3rem_minmax(11rem,1.3fr)_minmax(4.5rem,1fr)_4.5rem_7rem_5rem_4.5rem_3.5rem_5rem_4.25rem] print:grid-cols-[2.5rem_minmax(0,2fr)_minmax(0,1fr)_5.5rem_4rem_3.5rem_3rem_4rem_3.5rem]!',
  compared:
    'lg:grid-cols-[3rem_minmax(9rem,1.3fr)_minmax(4rem,1fr)_7rem_5.5rem_4.5rem_3.5rem_4.5rem] xl:grid-cols-[3rem_minmax(10rem,1.3fr)_minmax(4rem,1fr)_4.5rem_7rem_5.5rem_4.5rem_3.25rem_4.75rem] min-[85rem]:grid-cols-[3rem_minmax(10rem,1.3fr)_minmax(4.5rem,1fr)_4.5rem_7rem_5.75rem_4.75rem_4.25rem_3.25rem_5rem_4.25rem] print:grid-cols-[2.5rem_minmax(0,2fr)_minmax(0,1fr)_5.5rem_4.5rem_4rem_3.5rem_3rem_4rem_3.5rem]!',
} as const;

const NUMBER = 'text-right narrow:hidden';

/** The columns of a range's board; `change` only with a comparison. */
export function rangeColumns({
  range,
  date,
  href,
  trend,
}: RangeContext): BoardColumn<RangePersonRow, RangeSortColumn>[] {
  const { compared } = range;
  const trendOf = new Map(trend?.people.map((person) => [person.employeeId, person]));
  const fullPoints = fullPointsOf(range.people);
  const since = compared === null ? '' : `since ${formatDays(compared.from, compared.to)}`;
  const columns: BoardColumn<RangePersonRow, RangeSortColumn>[] = [
    {
      id: 'rank',
      label: 'Rank',
      first: 'asc',
      classes: 'text-center narrow:row-span-2',
      cell: ({ rank, compared: before }) => (
        <RankCell rank={rank} moved={before === null ? null : before.rank - rank} since={since} />
      ),
    },
    {
      id: 'name',
      label: 'Name',
      first: 'asc',
      classes: 'min-w-0 narrow:col-span-2 narrow:col-start-2 narrow:row-start-1',
      cell: (row) => (
        <NameCell name={row.name} href={href(`/employees/${row.employeeId}`, { date })}>
          {row.isArchived && <span className="whitespace-nowrap">Archived</span>}
          <span className="truncate">{mainDepartmentOf(row.breakdown ?? []) ?? 'No scans'}</span>
        </NameCell>
      ),
    },
    {
      id: 'department',
      label: 'Departments',
      title: 'Points per department, as a share of the first; sorted by main department',
      first: 'asc',
      classes: 'min-w-0 narrow:col-start-2 narrow:row-start-2',
      cell: (row) => (
        <BreakdownBar parts={row.breakdown ?? []} departments={range.departments ?? []} fullPoints={fullPoints} />
      ),
    },
    {
      id: 'trend',
      label: '14 days',
      title: `Points of the 14 days to ${formatDay(range.to)}; each person’s bars are of their own best day`,
      classes: 'narrow:hidden max-xl:hidden print:hidden',
      cell: (row) => {
        const person = trendOf.get(row.employeeId);
        if (trend === undefined || person === undefined) return NO_NUMBER;
        return <TrendSpark days={trend.days} points={person.points} />;
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
      id: 'change',
      label: 'Change',
      title: `Points against those ${since.replace('since', 'of')}`,
      first: 'desc',
      classes: NUMBER,
      cell: (row) => (
        <span className="grid leading-tight">
          <ChangeText percent={row.pointsChangePercent} />
          <span className="text-xs text-ink-muted">
            {row.compared === null ? 'not there' : `vs ${formatNumber(row.compared.points, 0)}`}
          </span>
        </span>
      ),
    },
    {
      id: 'items',
      label: 'Items',
      first: 'desc',
      classes: 'text-right narrow:col-start-3 narrow:row-start-2',
      cell: (row) => (
        <>
          <ItemsCell items={row.items} itemsPerHour={row.itemsPerHour} />
          {compared !== null && <ChangeText percent={row.pointsChangePercent} className="ml-1.5 text-sm wide:hidden" />}
        </>
      ),
    },
    {
      id: 'itemsPerHour',
      label: 'Items/h',
      title: 'All items of the days per clocked hour',
      first: 'desc',
      classes: `${NUMBER} ${compared === null ? 'max-xl:not-print:hidden' : 'max-[85rem]:not-print:hidden'}`,
      cell: (row) => formatNumber(row.itemsPerHour, 1),
    },
    {
      id: 'days',
      label: 'Days',
      title: 'Days with scans',
      first: 'desc',
      classes: NUMBER,
      cell: (row) => formatNumber(row.daysWorked),
    },
    {
      id: 'average',
      label: 'A day',
      title: 'Points of a worked day on average',
      first: 'desc',
      classes: NUMBER,
      cell: (row) => (
        <span
          title={
            row.best === null || row.worst === null
              ? undefined
              : `Best ${formatNumber(row.best.points, 2)} on ${formatDay(row.best.date)}\nLowest ${formatNumber(row.worst.points, 2)} on ${formatDay(row.worst.date)}`
          }
        >
          {formatNumber(row.averagePoints, 1)}
        </span>
      ),
    },
    {
      id: 'efficiency',
      label: 'Active',
      title: 'Active share of the clocked time',
      first: 'desc',
      classes: `${NUMBER} ${compared === null ? 'max-xl:not-print:hidden' : 'max-[85rem]:not-print:hidden'}`,
      cell: (row) => formatPercent(row.efficiency),
    },
  ];
  return compared === null ? columns.filter((column) => column.id !== 'change') : columns;
}
