'use client';

import { CalendarX2, FileSpreadsheet } from 'lucide-react';
import { useQueryState, useQueryStates } from 'nuqs';
import { lazy, Suspense, useCallback, useMemo, useRef } from 'react';
import { RangeBar } from '@/components/date/range-bar';
import { lastDays } from '@/components/date/ranges';
import { useRange } from '@/components/date/use-time';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { useLiveFeed } from '@/components/live/live-provider';
import { addressOf, type QueryParams } from '@/components/query/fetch-json';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { parseAsSort, type SortState } from '@/components/table/sort-state';
import { Button } from '@/components/ui/button';
import { buttonClasses } from '@/components/ui/button-classes';
import { type CostTable, PEOPLE_COLUMNS } from '@/lib/domain/costs/columns';
import type { CostAnalysis } from '@/lib/domain/costs/schema';
import { formatDays } from '@/lib/platform/time/format';
import { CostTiles } from './cost-tiles';
import { CostsSkeleton } from './costs-skeleton';
import { DepartmentCosts } from './department-costs';
import { LabourPanel } from './labour-panel';
import { DEFAULT_SORT, PeopleCosts } from './people-costs';
import { TrendPanel } from './trend-panel';
import { costParams } from './url-state';

const PersonSheet = lazy(() => import('./person-sheet'));
const NO_FILTER = { q: null, rates: null, department: null };
const COMPARED = { previous: 'the days before', weekday: 'a week earlier', none: '' } as const;

type CostsViewProps = {
  initial: Initial<CostAnalysis>;
  rangeDays: number;
};

/** What work costs and why, for people with the pay right. */
export function CostsView({ initial, rangeDays }: CostsViewProps) {
  const site = useSite();
  const { today } = useLiveFeed();
  const { from, to, compare, setRange, setCompare } = useRange(rangeDays);
  const [params, setParams] = useQueryStates(costParams);
  const [sort] = useQueryState('sort', parseAsSort);
  const costs = useSiteQuery<CostAnalysis>({
    path: '/api/dashboard/cost-analysis',
    params: { from, to, compare },
    schema: () => import('@/lib/domain/costs/schema').then(({ costAnalysis }) => costAnalysis),
    initial,
    days: { from, to },
  });
  const searchBox = useRef<HTMLInputElement>(null);
  useShortcuts(
    useMemo<Shortcut[]>(() => [{ keys: '/', label: 'Search people', run: () => searchBox.current?.focus() }], []),
  );
  const openDepartment = useCallback(
    (department: string) => showPeople(() => void setParams({ ...NO_FILTER, department })),
    [setParams],
  );
  const openPerson = useCallback((person: number) => void setParams({ person, day: null }), [setParams]);
  const exportOf = (table: CostTable, more: QueryParams = {}) =>
    addressOf('/api/dashboard/cost-analysis/export', { site: site.code, from, to, table, ...more });
  const shownSort = isPeopleSort(sort) ? sort : DEFAULT_SORT;
  const filter = {
    q: params.q === '' ? null : params.q,
    rates: params.rates,
    department: params.department,
    sort: shownSort.column,
    direction: shownSort.direction,
  };
  return (
    <PageFrame
      title="Cost"
      subtitle={`${site.name}, ${formatDays(from, to)}`}
      time={<RangeBar range={{ from, to }} onChange={setRange} compare={compare} onCompare={setCompare} />}
      queries={[costs]}
      actions={
        <a className={buttonClasses()} href={exportOf('people', { ...filter, compare, format: 'xlsx' })} download>
          <FileSpreadsheet aria-hidden />
          Excel
        </a>
      }
    >
      <DataPart
        query={costs}
        errorTitle="The cost could not be loaded"
        skeleton={<CostsSkeleton />}
        isEmpty={({ people }) => people.length === 0}
        empty={
          <EmptyState
            icon={CalendarX2}
            title="Nothing recorded"
            action={<Button onClick={() => setRange(lastDays(28, today))}>Show the last 28 days</Button>}
          >
            Nobody clocked in or scanned in {formatDays(from, to)}. Cost appears with the first clock-in, by itself.
          </EmptyState>
        }
      >
        {(data) => (
          <>
            <RangeNote costs={data} />
            <CostTiles
              costs={data}
              onDefaultRates={() => showPeople(() => void setParams({ ...NO_FILTER, rates: 'default' }))}
            />
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
              <LabourPanel costs={data} onDepartment={openDepartment} />
              <TrendPanel costs={data} csv={exportOf('periods')} />
            </div>
            <DepartmentCosts costs={data} csv={exportOf('departments')} onOpen={openDepartment} />
            <PeopleCosts
              costs={data}
              filter={params}
              onFilter={(changes) => void setParams(changes)}
              onOpen={openPerson}
              csv={exportOf('people', filter)}
              searchBox={searchBox}
            />
          </>
        )}
      </DataPart>
      {params.person !== null && (
        <Suspense fallback={null}>
          <PersonSheet
            employeeId={params.person}
            name={costs.data?.people.find((one) => one.employeeId === params.person)?.name}
            range={{ from, to }}
            day={params.day}
            onDay={(day) => void setParams({ day })}
            onClose={() => void setParams({ person: null, day: null })}
            csv={exportOf('person', { employeeId: params.person })}
          />
        </Suspense>
      )}
    </PageFrame>
  );
}

function isPeopleSort(sort: SortState | null): sort is SortState {
  return sort !== null && PEOPLE_COLUMNS.some((column) => column === sort.column);
}

/** Which days are shown, which they are compared with, and that today is not over. */
function RangeNote({ costs }: { costs: CostAnalysis }) {
  const { compared, compare, liveDay } = costs;
  return (
    <p className="text-sm text-pretty text-ink-muted">
      <span className="font-medium text-ink">{formatDays(costs.from, costs.to)}</span>
      {compared !== null && (
        <>
          , compared with <span className="font-medium text-ink">{formatDays(compared.from, compared.to)}</span> (
          {COMPARED[compare]})
        </>
      )}
      .{' '}
      {liveDay !== null && (
        <span>
          <span className="mr-1 inline-block size-2 rounded-full bg-good" aria-hidden />
          Today is live: it counts so far and grows.
        </span>
      )}
    </p>
  );
}

/** Changes the filter and goes to the table that it is of. */
function showPeople(filter: () => void): void {
  filter();
  document.getElementById('people')?.scrollIntoView();
}
