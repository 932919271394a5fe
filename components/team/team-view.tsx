'use client';

import { CalendarX2 } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { RangeBar } from '@/components/date/range-bar';
import { lastDays } from '@/components/date/ranges';
import { useRange } from '@/components/date/use-time';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { useLiveFeed } from '@/components/live/live-provider';
import { addressOf, type QueryParams } from '@/components/query/fetch-json';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import type {
  TeamBottlenecks,
  TeamCapacity,
  TeamComparison,
  TeamHealth,
  TeamOverview,
  TeamTrends,
} from '@/lib/domain/team/schema';
import { formatDays } from '@/lib/platform/time/format';
import { AttendancePanel } from './attendance-panel';
import { BottlenecksPanel } from './bottlenecks-panel';
import { CapacityTable } from './capacity-table';
import { DaysTable } from './days-table';
import { DepartmentTable } from './department-table';
import { HealthPanel } from './health-panel';
import { PanelSkeleton, TilesSkeleton } from './team-skeleton';
import { TeamTiles } from './team-tiles';
import { TrendPanel } from './trend-panel';
import { teamParams } from './url-state';

/** Attendance and rates change with the time of the day alone. */
const NOW_SECONDS = 60;
const COMPARED = { previous: 'the days before', weekday: 'a week earlier', none: '' } as const;

export type TeamInitial = {
  health: Initial<TeamHealth>;
  overview: Initial<TeamOverview>;
  bottlenecks: Initial<TeamBottlenecks>;
  trends: Initial<TeamTrends>;
  comparison: Initial<TeamComparison>;
  capacity: Initial<TeamCapacity>;
};

const schemas = () => import('@/lib/domain/team/schema');

/** How the team is doing: now, and over a range beside an earlier one. */
export function TeamView({ initial, rangeDays }: { initial: TeamInitial; rangeDays: number }) {
  const site = useSite();
  const { today } = useLiveFeed();
  const { from, to, compare, setRange, setCompare } = useRange(rangeDays);
  const [{ metric }, setParams] = useQueryStates(teamParams);
  const range = { from, to };
  const isToday = to === today;
  // The departments always stand beside another range; without a chosen one beside the days before.
  const comparedBy = compare === 'none' ? 'previous' : compare;
  const now = { days: null, everySeconds: NOW_SECONDS };
  const health = useSiteQuery<TeamHealth>({
    path: '/api/team-metrics/health-score',
    params: {},
    schema: () => schemas().then(({ teamHealth }) => teamHealth),
    initial: initial.health,
    ...now,
  });
  const overview = useSiteQuery<TeamOverview>({
    path: '/api/team-metrics/overview',
    params: {},
    schema: () => schemas().then(({ teamOverview }) => teamOverview),
    initial: initial.overview,
    ...now,
  });
  const bottlenecks = useSiteQuery<TeamBottlenecks>({
    path: '/api/team-metrics/bottlenecks',
    params: {},
    schema: () => schemas().then(({ teamBottlenecks }) => teamBottlenecks),
    initial: initial.bottlenecks,
    ...now,
  });
  const trends = useSiteQuery<TeamTrends>({
    path: '/api/team-metrics/trends',
    params: { from, to, compare },
    schema: () => schemas().then(({ teamTrends }) => teamTrends),
    initial: initial.trends,
    days: range,
  });
  const comparison = useSiteQuery<TeamComparison>({
    path: '/api/team-metrics/comparison',
    params: { from, to, compare: comparedBy },
    schema: () => schemas().then(({ teamComparison }) => teamComparison),
    initial: initial.comparison,
    days: range,
  });
  const capacity = useSiteQuery<TeamCapacity>({
    path: '/api/team-metrics/capacity',
    params: { date: isToday ? null : to },
    schema: () => schemas().then(({ teamCapacity }) => teamCapacity),
    initial: initial.capacity,
    days: isToday ? null : { from: to, to },
  });
  const csvOf = (table: string, params: QueryParams = {}) =>
    addressOf('/api/team-metrics/export', { site: site.code, table, ...params });
  return (
    <PageFrame
      title="Team"
      subtitle={`${site.name}, ${formatDays(range.from, range.to)}`}
      time={<RangeBar range={range} onChange={setRange} compare={compare} onCompare={setCompare} />}
      queries={[health, overview, bottlenecks, trends, comparison, capacity]}
    >
      <SectionTitle title="Now" note="Today at this moment, whatever days are chosen above." />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2 xl:grid-cols-3 print:grid-cols-3">
        <DataPart query={health} errorTitle="The health score could not be loaded" skeleton={<PanelSkeleton />}>
          {(data) => <HealthPanel health={data} csv={csvOf('health')} />}
        </DataPart>
        <DataPart query={overview} errorTitle="The attendance could not be loaded" skeleton={<PanelSkeleton />}>
          {(data) => <AttendancePanel overview={data} />}
        </DataPart>
        <DataPart query={bottlenecks} errorTitle="The bottlenecks could not be loaded" skeleton={<PanelSkeleton />}>
          {(data) => <BottlenecksPanel bottlenecks={data} csv={csvOf('bottlenecks')} />}
        </DataPart>
      </div>
      <DataPart query={trends} errorTitle="The trends could not be loaded" skeleton={<TilesSkeleton />}>
        {(data) => (
          <>
            <SectionTitle title={formatDays(data.from, data.to)} note={rangeNote(data, isToday)} />
            {data.totals.days === 0 ? (
              <EmptyState
                icon={CalendarX2}
                title="Nothing recorded"
                action={
                  <Button onClick={() => setRange(lastDays(rangeDays, today))}>Show the last {rangeDays} days</Button>
                }
              >
                Nobody clocked in or scanned in {formatDays(data.from, data.to)}. Figures appear with the first clock-in
                or scan, by themselves.
              </EmptyState>
            ) : (
              <>
                <TeamTiles trends={data} />
                <TrendPanel trends={data} metric={metric} onMetric={(one) => void setParams({ metric: one })} />
              </>
            )}
          </>
        )}
      </DataPart>
      <DataPart query={comparison} errorTitle="The departments could not be loaded" skeleton={<PanelSkeleton />}>
        {(data) => <DepartmentTable comparison={data} csv={csvOf('departments', { from, to, compare: comparedBy })} />}
      </DataPart>
      <DataPart query={capacity} errorTitle="The capacity could not be loaded" skeleton={<PanelSkeleton />}>
        {(data) => <CapacityTable capacity={data} isToday={isToday} csv={csvOf('capacity', { to })} />}
      </DataPart>
      {trends.data !== undefined && trends.data.totals.days > 0 && (
        <DaysTable trends={trends.data} csv={csvOf('days', { from, to })} today={today} />
      )}
    </PageFrame>
  );
}

function SectionTitle({ title, note }: { title: string; note: string }) {
  return (
    <div className="mt-1 -mb-1">
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      <p className="text-sm text-pretty text-ink-muted">{note}</p>
    </div>
  );
}

function rangeNote({ compared, compare }: TeamTrends, isToday: boolean): string {
  const beside =
    compared === null ? '' : `Compared with ${formatDays(compared.from, compared.to)}, ${COMPARED[compare]}. `;
  return `${beside}${isToday ? 'Today is live: it counts so far and grows.' : 'Days that are over.'}`;
}
