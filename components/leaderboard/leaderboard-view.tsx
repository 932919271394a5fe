'use client';

import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef } from 'react';
import { DateBar } from '@/components/date/date-bar';
import { lastDays } from '@/components/date/ranges';
import { useDay, useIsRange, useRange } from '@/components/date/use-time';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { Segmented } from '@/components/layout/segmented';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { useLiveFeed } from '@/components/live/live-provider';
import type { QueryParams } from '@/components/query/fetch-json';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Notice } from '@/components/state/notice';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { TREND_DAYS } from '@/lib/domain/leaderboard/columns';
import type { BoardTrend, Leaderboard } from '@/lib/domain/leaderboard/schema';
import { comparedRange } from '@/lib/domain/ranges/rules';
import type { DateRange } from '@/lib/domain/ranges/schema';
import { addDays } from '@/lib/platform/time/business-day';
import { formatDays } from '@/lib/platform/time/format';
import type { BoardPartProps, SetBoardParams } from './board-part';
import { DayBoard } from './day-board';
import { fetchLeaderboard } from './fetch-leaderboard';
import { LeaderboardSkeleton } from './leaderboard-skeleton';
import { BOARD_RANGE_DAYS, boardParams } from './url-state';

/** Most visits are about a day: what only a range needs comes when one is asked for. */
const RangeBar = lazy(() => import('@/components/date/range-bar').then((module) => ({ default: module.RangeBar })));
const RangeBoard = lazy(() => import('./range-board').then((module) => ({ default: module.RangeBoard })));

const TIME_OPTIONS = [
  { value: 'day', label: 'Day' },
  { value: 'range', label: 'Range' },
] as const;

type LeaderboardViewProps = {
  initial: { day: Initial<Leaderboard>; range: Initial<DateRange>; trend: Initial<BoardTrend> };
};

/** Who did how much, on one day or over several. */
export function LeaderboardView({ initial }: LeaderboardViewProps) {
  const site = useSite();
  const { today } = useLiveFeed();
  const isRange = useIsRange();
  const day = useDay();
  const range = useRange(BOARD_RANGE_DAYS);
  const { from, to, compare } = range;
  const [params, setParams] = useQueryStates(boardParams);
  const { department } = params;
  const last = isRange ? to : day.day;

  const dayAsked: QueryParams = { date: day.param, department };
  const board = useSiteQuery<Leaderboard>({
    path: '/api/dashboard/leaderboard',
    params: dayAsked,
    schema: () => import('@/lib/domain/leaderboard/schema').then(({ leaderboard }) => leaderboard),
    fetch: (code, signal) => fetchLeaderboard({ site: code, ...dayAsked }, signal),
    initial: initial.day,
    days: day.isToday ? null : { from: day.day, to: day.day },
    isEnabled: !isRange,
  });
  const rangeBoard = useSiteQuery<DateRange>({
    path: '/api/dashboard/analytics/date-range',
    params: { from, to, compare, department, breakdown: 'department' },
    schema: () => import('@/lib/domain/ranges/schema').then(({ dateRange }) => dateRange),
    initial: initial.range,
    days: { from: comparedRange({ from, to }, compare)?.from ?? from, to },
    isEnabled: isRange,
  });
  const trend = useSiteQuery<BoardTrend>({
    path: '/api/dashboard/leaderboard/trend',
    params: { date: last === today ? null : last, department },
    schema: () => import('@/lib/domain/leaderboard/schema').then(({ boardTrend }) => boardTrend),
    initial: initial.trend,
    // A day's own row is newer than the trend's last day, so that only the days before it matter.
    days: { from: addDays(last, 1 - TREND_DAYS), to: isRange ? last : addDays(last, -1) },
    isEnabled: last <= today,
  });

  // Another day, or a change of this one, never keeps a click waiting for a long board; rows and trend come together.
  const shown = useDeferredValue(useMemo(() => ({ board: board.data, trend: trend.data }), [board.data, trend.data]));

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
  const change = useCallback<SetBoardParams>((changes) => void setParams(changes), [setParams]);
  const part: BoardPartProps = {
    params,
    setParams: change,
    today,
    searchBox,
    siteCode: site.code,
    onToday: () => setDay(null),
  };
  const skeleton = <LeaderboardSkeleton />;
  const errorTitle = 'The leaderboard could not be loaded';

  return (
    <PageFrame
      title="Leaderboard"
      subtitle={isRange ? `${site.name}, ${formatDays(from, to)}` : undefined}
      time={
        <>
          <Segmented
            label="One day or several"
            options={TIME_OPTIONS}
            value={isRange ? 'range' : 'day'}
            onChange={(value) => {
              if (value === 'day' && isRange) setDay(to === today ? null : to);
              if (value === 'range' && !isRange) {
                range.setRange(lastDays(BOARD_RANGE_DAYS, day.day > today ? today : day.day));
              }
            }}
          />
          {isRange ? (
            <Suspense fallback={<Skeleton className="h-9 w-96 max-w-full" />}>
              <RangeBar range={{ from, to }} onChange={range.setRange} compare={compare} onCompare={range.setCompare} />
            </Suspense>
          ) : (
            <DateBar date={day.day} today={today} onChange={setDay} />
          )}
        </>
      }
      day={isRange ? undefined : day}
      queries={[isRange ? rangeBoard : board]}
    >
      {trend.error !== null && trend.data === undefined && (
        <Notice
          tone="warn"
          action={
            <Button onClick={trend.retry} disabled={trend.isFetching}>
              {trend.isFetching ? 'Trying again' : 'Try again'}
            </Button>
          }
        >
          Trends and changes of rank could not be loaded: {trend.error.message}
        </Notice>
      )}
      {isRange ? (
        <DataPart query={rangeBoard} errorTitle={errorTitle} skeleton={skeleton}>
          {(data) => (
            <Suspense fallback={skeleton}>
              <RangeBoard {...part} range={data} trend={trend.data} />
            </Suspense>
          )}
        </DataPart>
      ) : (
        <DataPart
          query={{ ...board, data: board.data === undefined ? undefined : shown.board }}
          errorTitle={errorTitle}
          skeleton={skeleton}
        >
          {(data) => <DayBoard {...part} board={data} trend={shown.trend} />}
        </DataPart>
      )}
    </PageFrame>
  );
}
