'use client';

import { useCallback, useDeferredValue, useMemo } from 'react';
import { useHref } from '@/components/layout/hub-context';
import { addressOf } from '@/components/query/fetch-json';
import { type RangeSortColumn, rangeSortOf } from '@/lib/domain/leaderboard/columns';
import { prepareRangeView } from '@/lib/domain/leaderboard/prepare-view';
import type { BoardTrend } from '@/lib/domain/leaderboard/schema';
import type { DateRange } from '@/lib/domain/ranges/schema';
import { formatDays } from '@/lib/platform/time/format';
import type { BoardPartProps } from './board-part';
import { BoardTable, type OnSort } from './board-table';
import { BoardToolbar } from './board-toolbar';
import { NothingToShow } from './nothing-to-show';
import { RANGE_GRIDS, rangeColumns } from './range-columns';
import { RangeStrip } from './summary-strip';

type RangeBoardProps = BoardPartProps & { range: DateRange; trend: BoardTrend | undefined };

/** The board of a range of days, compared with another when asked. */
export function RangeBoard({ range, trend, params, setParams, today, searchBox, siteCode, onToday }: RangeBoardProps) {
  const { compared, from, to } = range;
  const isCompared = compared !== null;
  const asked = rangeSortOf(params.sort);
  const view = { ...params, sort: asked === 'change' && !isCompared ? 'rank' : asked };
  const { q, sort, direction } = view;
  // Typing never waits for a long board.
  const searched = useDeferredValue(q);
  const rows = useMemo(
    () => prepareRangeView(range.people, { q: searched, sort, direction }),
    [range, searched, sort, direction],
  );
  const href = useHref();
  const columns = useMemo(
    () => rangeColumns({ range, date: to === today ? null : to, href, trend }),
    [range, to, trend, today, href],
  );
  const onSort = useCallback<OnSort<RangeSortColumn>>(
    (wanted, way) => setParams({ sort: wanted, direction: way }),
    [setParams],
  );
  const hasNothing = range.totals.days === 0 && range.department === null;
  return (
    <>
      {!hasNothing && <RangeStrip range={range} />}
      {!hasNothing && (
        <BoardToolbar
          departments={range.departments ?? []}
          columns={columns}
          params={view}
          setParams={setParams}
          searchBox={searchBox}
          exportPath={addressOf('/api/dashboard/leaderboard/export', {
            site: siteCode,
            from,
            to,
            compare: isCompared ? range.compare : null,
            department: range.department,
            sort,
            direction,
            q: q === '' ? null : q,
          })}
        />
      )}
      <p className="sr-only" role="status">
        {rows.length === 1 ? '1 person' : `${rows.length} people`} shown
      </p>
      {rows.length > 0 && (range.department !== null || isCompared) && (
        <p className="text-sm text-ink-muted">
          {isCompared && `Compared with ${formatDays(compared.from, compared.to)}`}
          {isCompared && (to === today ? '; today is not over yet. ' : '. ')}
          {range.department !== null &&
            `Rank, points, items and days in ${range.department}; items per hour and active share are of those whole days.`}
        </p>
      )}
      {rows.length > 0 ? (
        <BoardTable
          label="Leaderboard"
          rows={rows}
          total={range.people.length}
          columns={columns}
          grid={isCompared ? RANGE_GRIDS.compared : RANGE_GRIDS.plain}
          sort={sort}
          direction={direction}
          onSort={onSort}
        />
      ) : (
        <NothingToShow
          people={range.people.length}
          department={range.department}
          from={from}
          to={to}
          today={today}
          params={params}
          setParams={setParams}
          onToday={onToday}
        />
      )}
    </>
  );
}
