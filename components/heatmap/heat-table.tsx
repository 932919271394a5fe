'use client';

import { lazy, Suspense, useCallback, useMemo, useRef } from 'react';
import { Spacer } from '@/components/table/spacer';
import { cn } from '@/components/ui/class-names';
import type { HourGroup, HourRun } from '@/lib/domain/heatmap/prepare-view';
import { type GridEndColumn, type GridHour, type GridRow, hourName, type Place } from './grid';
import { HeatHint, type HintText } from './heat-hint';
import { END_CELL, END_REM, endOffset, HeatRow, LABEL_CELL } from './heat-row';
import { HourHead } from './hour-head';
import { useShownRows } from './use-shown-rows';
import { placeOf, useWalk } from './use-walk';

/** Few sites have so many rows that only some are drawn. */
const RowsInView = lazy(() => import('./rows-in-view'));

type HeatTableProps = {
  /** For screen readers: what is shown. */
  label: string;
  /** What the rows are. */
  corner: string;
  hours: readonly GridHour[];
  groups: readonly HourGroup[];
  onUnfold(run: HourRun): void;
  onFold(run: HourRun): void;
  rows: readonly GridRow[];
  footer?: GridRow;
  ends: readonly GridEndColumn[];
  /** What a cell without anything says, e.g. `no one there`. */
  noOne: string;
  /** Asks what is behind a cell. */
  onOpen(row: GridRow, hour: number): void;
};

/**
 * Rows by hours in shades with numbers. Label column and head stay in view; many rows scroll inside and are drawn near
 * the screen only. One Tab leads into the cells, arrow keys from cell to cell, Enter opens.
 */
export function HeatTable(props: HeatTableProps) {
  const { label, corner, hours, groups, onUnfold, onFold, rows, footer, ends, noOne, onOpen } = props;
  const area = useRef<HTMLDivElement>(null);
  const { shown, scrollToRow, watch } = useShownRows(rows.length, area);
  const lines = useMemo(() => (footer === undefined ? rows : [...rows, footer]), [rows, footer]);
  const grid = useMemo(
    () => ({
      rows: lines.length,
      hours: groups.flatMap((group) => (group.kind === 'hour' ? [group.index] : [])),
      isFilled: ({ row, hour }: Place) => lines[row]?.cells[hour] != null,
    }),
    [lines, groups],
  );
  const { stop, onKeyDown, onFocusCell } = useWalk(grid, shown, area, scrollToRow);
  const describe = useCallback(
    (element: HTMLElement): HintText | null => {
      const { row, hour } = placeOf(element);
      const cell = lines[row]?.cells[hour];
      if (cell == null) return null;
      const text = cell.mark === null ? cell.detail : `${cell.detail}; ${cell.mark}`;
      return { title: `${lines[row]?.label}, ${hourName(hours[hour])}`, text };
    },
    [lines, hours],
  );
  const hourRem = useMemo(() => hourRemOf(lines), [lines]);
  const columns = 1 + groups.length + ends.length;
  const shared = { hours, groups, noOne, onOpen };
  return (
    <div
      ref={area}
      className="relative max-h-[max(24rem,calc(100dvh-17rem))] scroll-pt-12 scroll-pl-(--label-column) overflow-auto rounded-xl border bg-surface shadow-card [--label-column:7.5rem] sm:[--label-column:9rem] lg:[--label-column:12.5rem] print:max-h-none print:overflow-visible print:shadow-none print:[--label-column:6rem]"
      style={{ maxWidth: `calc(var(--label-column) + ${remOf(groups, ends, MOST_HOUR_REM)}rem)` }}
    >
      <table
        aria-label={label}
        aria-rowcount={lines.length + 1}
        onKeyDown={onKeyDown}
        onFocus={onFocusCell}
        className="w-full table-fixed border-separate border-spacing-0 text-sm print:min-w-0!"
        style={{ minWidth: `calc(var(--label-column) + ${remOf(groups, ends, hourRem)}rem)` }}
      >
        <colgroup>
          <col style={{ width: 'var(--label-column)' }} />
          {groups.map((group) => (
            <col
              key={group.kind === 'hour' ? group.index : group.label}
              className={group.kind === 'fold' ? 'w-11 lg:w-8' : undefined}
            />
          ))}
          {ends.map((end) => (
            <col key={end.label} style={{ width: `${END_REM}rem` }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-20 print:static">
          <tr aria-rowindex={1}>
            <th scope="col" className={cn(LABEL_CELL, 'z-30 h-11 border-b text-[0.8125rem] text-ink-muted')}>
              {corner}
            </th>
            {groups.map((group) => (
              <HourHead
                key={group.kind === 'hour' ? group.index : group.label}
                group={group}
                hours={hours}
                noOne={noOne}
                onFold={onFold}
                onUnfold={onUnfold}
              />
            ))}
            {ends.map((end, place) => (
              <th
                key={end.label}
                scope="col"
                title={end.title}
                className={cn(END_CELL, 'border-b text-[0.8125rem] font-normal text-ink-muted')}
                style={{ right: `${endOffset(place, ends.length)}rem` }}
              >
                {end.label}
                {end.note !== null && <span className="block truncate text-xs">{end.note}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer pixels={shown.before} columns={columns} />
          {rows.slice(shown.from, shown.to).map((row, index) => (
            <HeatRow
              key={row.key}
              row={row}
              index={shown.from + index}
              tabHour={stop?.row === shown.from + index ? stop.hour : null}
              {...shared}
            />
          ))}
          <Spacer pixels={shown.after} columns={columns} />
        </tbody>
        {footer !== undefined && (
          <tfoot className="sticky bottom-0 z-20 bg-surface print:static">
            <HeatRow
              row={footer}
              index={rows.length}
              tabHour={stop?.row === rows.length ? stop.hour : null}
              isFooter
              {...shared}
            />
          </tfoot>
        )}
      </table>
      {watch !== null && (
        <Suspense fallback={null}>
          <RowsInView {...watch} />
        </Suspense>
      )}
      <HeatHint within={area} describe={describe} />
    </div>
  );
}

/** Widths of columns: an hour is a target for a thumb, has room for its numbers, and is not wider than the eye follows. */
const LEAST_HOUR_REM = 2.75;
const MOST_HOUR_REM = 9;
const REM_PER_CHARACTER = 0.53;
const FOLD_REM = 2.75;

function hourRemOf(lines: readonly GridRow[]): number {
  const lengths = lines.flatMap((line) => line.cells.map((cell) => cell?.text.length ?? 0));
  return Math.max(LEAST_HOUR_REM, REM_PER_CHARACTER * Math.max(0, ...lengths));
}

function remOf(groups: readonly HourGroup[], ends: readonly GridEndColumn[], hourRem: number): number {
  const hours = groups.filter((group) => group.kind === 'hour').length;
  return hours * hourRem + (groups.length - hours) * FOLD_REM + ends.length * END_REM;
}
