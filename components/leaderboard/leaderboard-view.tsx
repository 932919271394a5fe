'use client';

import { CalendarX2, Download, ScanBarcode, SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useMemo, useRef } from 'react';
import { DateBar } from '@/components/date/date-bar';
import { useDay } from '@/components/date/use-time';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { useLiveFeed } from '@/components/live/live-provider';
import type { QueryParams } from '@/components/query/fetch-json';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SORT_COLUMNS, type SortColumn, type SortDirection } from '@/lib/domain/leaderboard/columns';
import { prepareView } from '@/lib/domain/leaderboard/prepare-view';
import type { Leaderboard } from '@/lib/domain/leaderboard/schema';
import { formatDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import { COLUMN_LOOKS } from './columns';
import { DepartmentFilter } from './department-filter';
import { fetchLeaderboard } from './fetch-leaderboard';
import { LeaderboardSkeleton } from './leaderboard-skeleton';
import { LeaderboardTable } from './leaderboard-table';
import { SummaryStrip } from './summary-strip';
import { boardParams } from './url-state';

export function LeaderboardView({ initial }: { initial: Initial<Leaderboard> }) {
  const site = useSite();
  const { today } = useLiveFeed();
  const day = useDay();
  const [params, setParams] = useQueryStates(boardParams);
  const asked: QueryParams = { date: day.param, department: params.department };
  const board = useSiteQuery<Leaderboard>({
    path: '/api/dashboard/leaderboard',
    params: asked,
    schema: () => import('@/lib/domain/leaderboard/schema').then(({ leaderboard }) => leaderboard),
    fetch: (code, signal) => fetchLeaderboard({ site: code, ...asked }, signal),
    initial,
    days: day.isToday ? null : { from: day.day, to: day.day },
  });

  const searchBox = useRef<HTMLInputElement>(null);
  const { setDay } = day;
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [
        { keys: '/', label: 'Search', run: () => searchBox.current?.focus() },
        { keys: 't', label: 'Today', run: () => setDay(null) },
      ],
      [setDay],
    ),
  );

  return (
    <PageFrame
      title="Leaderboard"
      time={<DateBar date={day.day} today={today} onChange={day.setDay} />}
      day={day}
      queries={[board]}
    >
      <DataPart query={board} errorTitle="The leaderboard could not be loaded" skeleton={<LeaderboardSkeleton />}>
        {(data) => (
          <BoardPart
            board={data}
            params={params}
            setParams={(changes) => void setParams(changes)}
            today={today}
            searchBox={searchBox}
            site={site}
            onToday={() => day.setDay(null)}
          />
        )}
      </DataPart>
    </PageFrame>
  );
}

type Params = { department: string | null; q: string; sort: SortColumn; direction: SortDirection };
type BoardPartProps = {
  board: Leaderboard;
  params: Params;
  setParams(changes: { [Name in keyof Params]?: Params[Name] | null }): void;
  today: IsoDay;
  searchBox: React.RefObject<HTMLInputElement | null>;
  site: { code: string };
  onToday(): void;
};

function BoardPart({ board, params, setParams, today, searchBox, site, onToday }: BoardPartProps) {
  const rows = useMemo(() => prepareView(board.rows, params), [board, params]);
  const hasNothing = board.total === 0 && board.department === null && board.unmappedItems === 0;
  return (
    <>
      {!hasNothing && <SummaryStrip board={board} isToday={board.date === today} />}
      {!hasNothing && (
        <div className="grid grid-cols-[minmax(0,1fr)] items-center gap-x-4 gap-y-2 lg:grid-cols-[minmax(0,1fr)_auto]">
          <DepartmentFilter
            departments={board.departments}
            chosen={params.department}
            onChoose={(department) => setParams({ department })}
          />
          <div className="flex min-w-0 items-center gap-2 print:hidden">
            <SortSelect
              sort={params.sort}
              onSort={(sort) => setParams({ sort, direction: COLUMN_LOOKS[sort].first })}
            />
            <Input
              ref={searchBox}
              type="search"
              aria-label="Search people"
              placeholder="Search people"
              value={params.q}
              onChange={(event) => setParams({ q: event.target.value === '' ? null : event.target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Escape') event.currentTarget.blur();
              }}
              className="flex-1 lg:w-56 lg:flex-none"
            />
            <Button asChild>
              <a href={exportPath(site.code, board, params)} download aria-label="Download as CSV">
                <Download aria-hidden />
                <span className="max-sm:hidden">CSV</span>
              </a>
            </Button>
          </div>
        </div>
      )}
      <p className="sr-only" role="status">
        {rows.length === 1 ? '1 person' : `${rows.length} people`} shown
      </p>
      {board.department !== null && rows.length > 0 && (
        <p className="text-sm text-ink-muted">
          Rank, points and items in {board.department}; the other columns are the whole day.
        </p>
      )}
      {rows.length > 0 ? (
        <LeaderboardTable
          board={board}
          rows={rows}
          sort={params.sort}
          direction={params.direction}
          onSort={(sort, direction) => setParams({ sort, direction })}
        />
      ) : (
        <NothingToShow board={board} params={params} setParams={setParams} today={today} onToday={onToday} />
      )}
    </>
  );
}

function SortSelect({ sort, onSort }: { sort: SortColumn; onSort(sort: SortColumn): void }) {
  return (
    <Select
      aria-label="Sort by"
      value={sort}
      onChange={(event) => onSort(SORT_COLUMNS.find((one) => one === event.target.value) ?? 'rank')}
      className="w-28 shrink-0 lg:hidden"
    >
      {SORT_COLUMNS.map((column) => (
        <option key={column} value={column}>
          {COLUMN_LOOKS[column].label}
        </option>
      ))}
    </Select>
  );
}

type NothingToShowProps = Pick<BoardPartProps, 'board' | 'params' | 'setParams' | 'today' | 'onToday'>;

function NothingToShow({ board, params, setParams, today, onToday }: NothingToShowProps) {
  if (board.total > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title="Nobody found"
        action={<Button onClick={() => setParams({ q: null })}>Clear the search</Button>}
      >
        No name contains “{params.q.trim()}”.
      </EmptyState>
    );
  }
  if (board.department !== null) {
    return (
      <EmptyState
        icon={ScanBarcode}
        title={`No scans in ${board.department}`}
        action={<Button onClick={() => setParams({ department: null })}>Show all departments</Button>}
      >
        Nobody worked in this department on {formatDay(board.date)}.
      </EmptyState>
    );
  }
  if (board.date !== today) {
    return (
      <EmptyState icon={CalendarX2} title="Nothing recorded" action={<Button onClick={onToday}>Go to today</Button>}>
        There are neither scans nor clock times on {formatDay(board.date)}.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ScanBarcode} title="Nobody has started yet today">
      People appear here with their first clock-in or scan, by themselves. If work is going on already, look at the
      sources above: each says when it last delivered.
    </EmptyState>
  );
}

function exportPath(siteCode: string, board: Leaderboard, params: Params): string {
  const query = new URLSearchParams({
    site: siteCode,
    date: board.date,
    sort: params.sort,
    direction: params.direction,
  });
  if (board.department !== null) query.set('department', board.department);
  if (params.q !== '') query.set('q', params.q);
  return `/api/dashboard/leaderboard/export?${query}`;
}
