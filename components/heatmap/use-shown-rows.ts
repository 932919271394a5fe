import { type RefObject, useEffect, useRef, useState } from 'react';
import { useIsPrinting } from '@/components/table/use-is-printing';

/** Up to so many rows are all drawn, so that searching in the page needs nothing special. */
const DRAWN_WHOLE = 60;
/** What there is of a longer table until it is known what is near the screen. */
const FIRST_ROWS = 32;
/** Until the browser measured them. */
const ROW_PIXELS = 39;

/** The rows that are drawn, and the pixels of those above and below. */
export type ShownRows = { from: number; to: number; before: number; after: number };

/** What a table can ask of whoever watches its rows. */
export type LongRows = { scrollToRow(row: number): void };

/** Which rows to draw: all of a short table or on paper, else those in view, of which `RowsInView` tells. */
export function useShownRows(count: number, area: RefObject<HTMLDivElement | null>) {
  const isWhole = useIsPrinting() || count <= DRAWN_WHOLE;
  const [rowPixels, setRowPixels] = useState(ROW_PIXELS);
  const [inView, setInView] = useState<ShownRows | null>(null);
  const handle = useRef<LongRows | null>(null);
  useEffect(() => {
    const measure = () => {
      const row = area.current?.querySelector('tbody tr[data-row]');
      if (row != null) setRowPixels(row.getBoundingClientRect().height);
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [area]);
  const first = { from: 0, to: FIRST_ROWS, before: 0, after: (count - FIRST_ROWS) * rowPixels };
  const shown: ShownRows = isWhole ? { from: 0, to: count, before: 0, after: 0 } : (inView ?? first);
  return {
    shown,
    scrollToRow: (row: number) => handle.current?.scrollToRow(row),
    /** For `RowsInView`; null where all rows are drawn. */
    watch: isWhole ? null : { count, rowPixels, area, handle, onShown: setInView },
  };
}
