'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronsRightLeft, Ellipsis } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { cn } from '@/components/ui/class-names';
import type { HourGroup, HourRun } from '@/lib/domain/heatmap/prepare-view';
import { type GridEndColumn, type GridHour, type GridRow, type Place, walk } from './grid';
import { HeatHint, type HintText } from './heat-hint';
import { END_CELL, END_REM, endOffset, HeatRow, LABEL_CELL } from './heat-row';

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

/** Up to so many rows are all drawn, so that searching in the page needs nothing special. */
const DRAWN_WHOLE = 60;
const ROWS_AROUND = 12;
/** Until the browser measured them. */
const ROW_PIXELS = 39;
const FIRST_RECT = { width: 1200, height: 800 };

/**
 * Rows by hours in shades with numbers. Label column and head stay in view; many rows scroll inside and are drawn near
 * the screen only. One Tab leads into the cells, arrow keys from cell to cell, Enter opens.
 */
export function HeatTable(props: HeatTableProps) {
  const { label, corner, hours, groups, onUnfold, onFold, rows, footer, ends, noOne, onOpen } = props;
  const area = useRef<HTMLDivElement>(null);
  const { shown, scrollToRow } = useShownRows(rows.length, area);
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
      return { title: `${lines[row]?.label}, ${hours[hour]?.label}`, text };
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
          {shown.before > 0 && <Spacer pixels={shown.before} columns={columns} />}
          {rows.slice(shown.from, shown.to).map((row, index) => (
            <HeatRow
              key={row.key}
              row={row}
              index={shown.from + index}
              tabHour={stop?.row === shown.from + index ? stop.hour : null}
              {...shared}
            />
          ))}
          {shown.after > 0 && <Spacer pixels={shown.after} columns={columns} />}
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

type HourHeadProps = {
  group: HourGroup;
  hours: readonly GridHour[];
  noOne: string;
  onFold(run: HourRun): void;
  onUnfold(run: HourRun): void;
};

function HourHead({ group, hours, noOne, onFold, onUnfold }: HourHeadProps) {
  const classes = 'border-b bg-surface p-0 text-center text-[0.8125rem] font-normal text-ink-muted';
  if (group.kind === 'fold') {
    return (
      <th scope="col" className={classes}>
        <button
          type="button"
          title={`${group.label}: ${noOne}`}
          aria-label={`Unfold ${group.label}, ${noOne}`}
          aria-expanded={false}
          onClick={() => onUnfold(group)}
          className="grid h-11 w-full place-items-center hover:bg-sunken hover:text-ink"
        >
          <Ellipsis className="size-4" aria-hidden />
        </button>
      </th>
    );
  }
  const hour = hours[group.index];
  const run = group.foldsTo;
  return (
    <th scope="col" className={classes}>
      {run === null ? (
        <span className="block leading-tight">
          {hour?.label}
          {hour?.note != null && <span className="block text-xs">{hour.note}</span>}
        </span>
      ) : (
        <button
          type="button"
          title={`Fold ${run.label}`}
          aria-label={`${hour?.label}, fold ${run.label}`}
          aria-expanded
          onClick={() => onFold(run)}
          className="grid h-11 w-full place-items-center leading-tight hover:bg-sunken hover:text-ink"
        >
          {hour?.label}
          <ChevronsRightLeft className="size-3.5" aria-hidden />
        </button>
      )}
    </th>
  );
}

/** Stands for the rows above or below those that are drawn. */
function Spacer({ pixels, columns }: { pixels: number; columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height: pixels, padding: 0 }} />
    </tr>
  );
}

type ShownRows = { from: number; to: number; before: number; after: number };

/** Which rows to draw: all of a short table or on paper, else those in view with some around them. */
function useShownRows(count: number, area: RefObject<HTMLDivElement | null>) {
  const [isPrinting, setPrinting] = useState(false);
  const [rowPixels, setRowPixels] = useState(ROW_PIXELS);
  useEffect(() => {
    const measure = () => {
      const row = area.current?.querySelector('tbody tr[data-row]');
      if (row != null) setRowPixels(row.getBoundingClientRect().height);
    };
    const before = () => setPrinting(true);
    const after = () => setPrinting(false);
    measure();
    window.addEventListener('resize', measure);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('resize', measure);
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, [area]);
  const isWhole = count <= DRAWN_WHOLE || isPrinting;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => area.current,
    estimateSize: () => rowPixels,
    overscan: ROWS_AROUND,
    initialRect: FIRST_RECT,
    enabled: !isWhole,
  });
  const measuredFor = useRef(rowPixels);
  useEffect(() => {
    if (measuredFor.current === rowPixels) return;
    measuredFor.current = rowPixels;
    virtualizer.measure();
  }, [virtualizer, rowPixels]);
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const shown: ShownRows =
    isWhole || first === undefined || last === undefined
      ? { from: 0, to: isWhole ? count : 0, before: 0, after: 0 }
      : { from: first.index, to: last.index + 1, before: first.start, after: virtualizer.getTotalSize() - last.end };
  return { shown, scrollToRow: (row: number) => virtualizer.scrollToIndex(row, { align: 'center' }) };
}

/** The one cell that Tab leads to, and the keys that lead from it to the others. */
function useWalk(
  grid: Parameters<typeof walk>[3],
  shown: ShownRows,
  area: RefObject<HTMLDivElement | null>,
  scrollToRow: (row: number) => void,
) {
  const [active, setActive] = useState<Place | null>(null);
  const wanted = useRef<Place | null>(null);
  const isDrawn = (place: Place) => place.row >= grid.rows - 1 || (place.row >= shown.from && place.row < shown.to);
  const stop =
    active !== null && grid.isFilled(active) && grid.hours.includes(active.hour) && isDrawn(active)
      ? active
      : firstFilled(grid, shown.from);
  // The cell may have to be drawn first.
  useEffect(() => {
    const place = wanted.current;
    if (place === null) return;
    const cell = area.current?.querySelector<HTMLElement>(`[data-cell="${place.row}/${place.hour}"]`);
    if (cell == null) return;
    wanted.current = null;
    cell.focus();
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cell]') : null;
    if (cell === null || event.altKey || event.shiftKey) return;
    const next = walk(placeOf(cell), event.key, event.ctrlKey || event.metaKey, grid);
    if (next === null) return;
    event.preventDefault();
    wanted.current = next;
    setActive(next);
    if (!isDrawn(next)) scrollToRow(next.row);
  };
  const onFocusCell = (event: { target: EventTarget }) => {
    if (event.target instanceof HTMLElement && event.target.dataset.cell !== undefined)
      setActive(placeOf(event.target));
  };
  return { stop, onKeyDown, onFocusCell };
}

function firstFilled(grid: Parameters<typeof walk>[3], fromRow: number): Place | null {
  for (let row = fromRow; row < grid.rows; row += 1) {
    const hour = grid.hours.find((one) => grid.isFilled({ row, hour: one }));
    if (hour !== undefined) return { row, hour };
  }
  return null;
}

function placeOf(element: HTMLElement): Place {
  const [row, hour] = (element.dataset.cell ?? '').split('/').map(Number);
  return { row: row ?? 0, hour: hour ?? 0 };
}
