import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef, useState } from 'react';

/** Up to so many rows are all drawn, so that searching in the page needs nothing special. */
const DRAWN_WHOLE = 60;
const ROWS_AROUND = 12;
/** Until the browser measured them. */
const ROW_PIXELS = 39;
const FIRST_RECT = { width: 1200, height: 800 };

/** The rows that are drawn, and the pixels of those above and below. */
export type ShownRows = { from: number; to: number; before: number; after: number };

/** Which rows to draw: all of a short table or on paper, else those in view with some around them. */
export function useShownRows(count: number, area: RefObject<HTMLDivElement | null>) {
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
