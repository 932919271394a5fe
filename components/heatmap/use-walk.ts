import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type Place, type WalkedGrid, walk } from './grid';
import type { ShownRows } from './use-shown-rows';

/** The one cell that Tab leads to, and the keys that lead from it to the others. */
export function useWalk(
  grid: WalkedGrid,
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

function firstFilled(grid: WalkedGrid, fromRow: number): Place | null {
  for (let row = fromRow; row < grid.rows; row += 1) {
    const hour = grid.hours.find((one) => grid.isFilled({ row, hour: one }));
    if (hour !== undefined) return { row, hour };
  }
  return null;
}

/** The place that a cell's element names. */
export function placeOf(element: HTMLElement): Place {
  const [row, hour] = (element.dataset.cell ?? '').split('/').map(Number);
  return { row: row ?? 0, hour: hour ?? 0 };
}
