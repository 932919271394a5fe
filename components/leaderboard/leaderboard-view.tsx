'use client';

import { CalendarX2, Download, ScanBarcode, SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useEffect, useMemo, useRef, useState } from 'react';
import { toast } from 'sonner';
import { DateBar } from '@/components/date/date-bar';
import { type Shortcut, useShortcuts } from '@/components/layout/shortcuts';
import { useServerClock, useTickingNow } from '@/components/live/server-clock';
import { useLive } from '@/components/live/use-live';
import { EmptyState } from '@/components/state/empty-state';
import { ErrorState } from '@/components/state/error-state';
import { FreshnessBar } from '@/components/state/freshness-bar';
import { Notice } from '@/components/state/notice';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { prepareView } from '@/lib/domain/leaderboard/prepare-view';
import { type Leaderboard, SORT_COLUMNS, type SortColumn, type SortDirection } from '@/lib/domain/leaderboard/schema';
import type { SourceState } from '@/lib/domain/sources/schema';
import { daysBetween } from '@/lib/platform/time/business-day';
import { formatAge, formatDay } from '@/lib/platform/time/format';
import { type EpochSeconds, fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import { COLUMN_LOOKS } from './columns';
import { DepartmentFilter } from './department-filter';
import type { BoardError, BoardFilter } from './fetch-leaderboard';
import { LeaderboardSkeleton } from './leaderboard-skeleton';
import { LeaderboardTable } from './leaderboard-table';
import { SummaryStrip } from './summary-strip';
import { boardParams } from './url-state';
import { type BoardQuery, useBoard } from './use-board';

export type LeaderboardViewProps = {
  site: { code: string; name: string };
  today: IsoDay;
  /** The server's present when it drew the page. */
  now: EpochSeconds;
  /** What the server drew; `board` is null when it could not be loaded. */
  initial: { filter: BoardFilter; board: Leaderboard | null };
  sources: SourceState[];
};

export function LeaderboardView(props: LeaderboardViewProps) {
  const [params, setParams] = useQueryStates(boardParams);
  const [today, setToday] = useState(props.today);
  const [sources, setSources] = useState(props.sources);
  const clock = useServerClock(props.now);
  const now = useTickingNow(clock, props.now);
  const filter: BoardFilter = { siteCode: props.site.code, date: params.date, department: params.department };
  const date = params.date ?? today;

  const confirmation = useRef({ key: '', isOpen: false, answeredAt: 0 });
  const [confirmed, setConfirmed] = useState<{ key: string; at: EpochSeconds } | null>(null);
  const key = `${date}/${params.department ?? ''}`;
  const live = useLive(props.site.code, {
    onChanged: (dates) => {
      if (dates !== null && !dates.includes(date)) return;
      confirmation.current.isOpen = true;
      board.refresh();
    },
    onSources: setSources,
    onToday: (day) => {
      if (day === today) return;
      setToday(day);
      if (params.date === null) toast(`A new day has begun: ${formatDay(day)}`);
      board.refresh();
    },
    onAlive: (at, isWatching) => {
      clock.hear(at);
      // Nothing changed since the last answer, so the numbers are as good now as they were then.
      if (isWatching && !confirmation.current.isOpen && board.error === null) setConfirmed({ key, at });
    },
  });
  const board: BoardQuery = useBoard(filter, props.initial, live, clock);
  useEffect(() => {
    confirmation.current.isOpen = board.answeredAt === 0;
  }, [board.answeredAt]);

  const searchBox = useRef<HTMLInputElement>(null);
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [
        { keys: '/', label: 'Search', run: () => searchBox.current?.focus() },
        { keys: 't', label: 'Today', run: () => void setParams({ date: null }) },
      ],
      [setParams],
    ),
  );

  const loadedAt = board.board === undefined ? null : fromIsoInstant(board.board.asOf);
  const isStale = board.board?.state === 'stale' || (board.board !== undefined && board.error !== null);
  const asOf = loadedAt !== null && !isStale && confirmed?.key === key ? Math.max(loadedAt, confirmed.at) : loadedAt;

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">Leaderboard</h1>
          <p className="mt-0.5 text-ink-muted" data-testid="shown-day">
            {props.site.name}, {formatDay(date)}
          </p>
        </div>
        <DateBar date={date} today={today} onChange={(day) => void setParams({ date: day })} />
      </div>
      <FreshnessBar now={now} asOf={asOf} isStale={isStale} live={live} sources={sources} />
      {date !== today && (
        <Notice
          tone="accent"
          action={
            <Button onClick={() => void setParams({ date: null })} className="print:hidden">
              Go to today
            </Button>
          }
        >
          This is {formatDay(date)}, {distanceText(daysBetween(date, today))}. Today is {formatDay(today)}.
        </Notice>
      )}
      {board.error !== null && board.board !== undefined && (
        <Notice
          tone="warn"
          action={
            <Button onClick={board.retry} disabled={board.isFetching}>
              {board.isFetching ? 'Trying again' : 'Try again'}
            </Button>
          }
        >
          {problemText(board.error)} These are the last good numbers
          {loadedAt === null ? '' : `, ${formatAge(now - loadedAt)} old`}.
        </Notice>
      )}
      <BoardPart
        board={board}
        params={params}
        setParams={setParams}
        today={today}
        searchBox={searchBox}
        site={props.site}
      />
    </div>
  );
}

type Params = { date: string | null; department: string | null; q: string; sort: SortColumn; direction: SortDirection };
type BoardPartProps = {
  board: BoardQuery;
  params: Params;
  setParams(changes: { [Name in keyof Params]?: Params[Name] | null }): void;
  today: IsoDay;
  searchBox: React.RefObject<HTMLInputElement | null>;
  site: { code: string };
};

function BoardPart({ board: query, params, setParams, today, searchBox, site }: BoardPartProps) {
  const { board } = query;
  const rows = useMemo(() => (board === undefined ? [] : prepareView(board.rows, params)), [board, params]);
  if (board === undefined) {
    if (query.error === null) return <LeaderboardSkeleton />;
    return (
      <ErrorState
        title="The leaderboard could not be loaded"
        message={problemText(query.error)}
        isRetrying={query.isFetching}
        onRetry={query.error.isSignedOut ? signInAgain : query.retry}
      />
    );
  }
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
        <NothingToShow board={board} params={params} setParams={setParams} today={today} />
      )}
    </>
  );
}

function SortSelect({ sort, onSort }: { sort: SortColumn; onSort(sort: SortColumn): void }) {
  return (
    <select
      aria-label="Sort by"
      value={sort}
      onChange={(event) => onSort(SORT_COLUMNS.find((one) => one === event.target.value) ?? 'rank')}
      className="min-h-11 w-28 shrink-0 rounded-lg border border-control bg-surface px-2.5 text-sm lg:hidden"
    >
      {SORT_COLUMNS.map((column) => (
        <option key={column} value={column}>
          {COLUMN_LOOKS[column].label}
        </option>
      ))}
    </select>
  );
}

type NothingToShowProps = Pick<BoardPartProps, 'params' | 'setParams' | 'today'> & { board: Leaderboard };

function NothingToShow({ board, params, setParams, today }: NothingToShowProps) {
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
      <EmptyState
        icon={CalendarX2}
        title="Nothing recorded"
        action={<Button onClick={() => setParams({ date: null })}>Go to today</Button>}
      >
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

function distanceText(days: number): string {
  if (days === 1) return 'yesterday';
  return days > 0 ? `${days} days ago` : `${-days} days ahead`;
}

function problemText(error: BoardError): string {
  return error.isSignedOut ? 'You are signed out. Sign in again to go on.' : error.message;
}

function signInAgain(): void {
  window.location.assign(`/login?next=${encodeURIComponent(`${window.location.pathname}${window.location.search}`)}`);
}
