'use client';

import { useCallback, useDeferredValue, useMemo } from 'react';
import { useHref } from '@/components/layout/hub-context';
import { addressOf } from '@/components/query/fetch-json';
import { type SortColumn, sortOf } from '@/lib/domain/leaderboard/columns';
import { prepareView } from '@/lib/domain/leaderboard/prepare-view';
import type { BoardTrend, Leaderboard } from '@/lib/domain/leaderboard/schema';
import type { BoardPartProps } from './board-part';
import { BoardTable, type OnSort } from './board-table';
import { BoardToolbar } from './board-toolbar';
import { fullPointsOf } from './breakdown-bar';
import { DAY_GRID, dayColumns } from './day-columns';
import { NothingToShow } from './nothing-to-show';
import { SummaryStrip } from './summary-strip';

type DayBoardProps = BoardPartProps & { board: Leaderboard; trend: BoardTrend | undefined };

/** The board of one day. */
export function DayBoard({ board, trend, params, setParams, today, searchBox, siteCode, onToday }: DayBoardProps) {
  const view = { ...params, sort: sortOf(params.sort) };
  const { q, sort, direction } = view;
  // Typing never waits for a long board.
  const searched = useDeferredValue(q);
  const rows = useMemo(
    () => prepareView(board.rows, { q: searched, sort, direction }),
    [board, searched, sort, direction],
  );
  const href = useHref();
  const columns = useMemo(
    () =>
      dayColumns({
        departments: board.departments,
        fullPoints: fullPointsOf(board.rows),
        date: board.date === today ? null : board.date,
        href,
        trend,
      }),
    [board, trend, today, href],
  );
  const onSort = useCallback<OnSort<SortColumn>>(
    (wanted, way) => setParams({ sort: wanted, direction: way }),
    [setParams],
  );
  const hasNothing = board.total === 0 && board.department === null && board.unmappedItems === 0;
  return (
    <>
      {!hasNothing && <SummaryStrip board={board} isToday={board.date === today} />}
      {!hasNothing && (
        <BoardToolbar
          departments={board.departments}
          columns={columns}
          params={view}
          setParams={setParams}
          searchBox={searchBox}
          exportPath={addressOf('/api/dashboard/leaderboard/export', {
            site: siteCode,
            date: board.date,
            department: board.department,
            sort,
            direction,
            q: q === '' ? null : q,
          })}
        />
      )}
      <p className="sr-only" role="status">
        {rows.length === 1 ? '1 person' : `${rows.length} people`} shown
      </p>
      {board.department !== null && rows.length > 0 && (
        <p className="text-sm text-ink-muted">
          Rank, points and items in {board.department}, and the 14 days; the other columns are the whole day.
        </p>
      )}
      {rows.length > 0 ? (
        <BoardTable
          label="Leaderboard"
          rows={rows}
          total={board.total}
          columns={columns}
          grid={DAY_GRID}
          sort={sort}
          direction={direction}
          onSort={onSort}
        />
      ) : (
        <NothingToShow
          people={board.total}
          department={board.department}
          from={board.date}
          to={board.date}
          today={today}
          params={params}
          setParams={setParams}
          onToday={onToday}
        />
      )}
    </>
  );
}
