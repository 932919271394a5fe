'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

const ROWS_AROUND = 15;
/** What the server draws: the first screens. */
const FIRST_RECT = { width: 1200, height: 2400 };

type RowsInViewProps = {
  count: number;
  body: RefObject<HTMLElement | null>;
  drawRow(index: number): ReactNode;
};

/** Of a long board the rows near the screen. */
export default function RowsInView({ count, body, drawRow }: RowsInViewProps) {
  const [rowHeight, setRowHeight] = useState(60);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      if (body.current === null) return;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const text = getComputedStyle(document.documentElement).getPropertyValue('--row-height');
      setRowHeight(Number.parseFloat(text) * rem);
      setScrollMargin(body.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [body]);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: ROWS_AROUND,
    scrollMargin,
    initialRect: FIRST_RECT,
    // The rows around suffice for a page: a key that scrolls need not wait for those after them.
    useFlushSync: false,
  });
  // Another row height makes all measures void.
  const measuredFor = useRef(rowHeight);
  useEffect(() => {
    if (measuredFor.current === rowHeight) return;
    measuredFor.current = rowHeight;
    virtualizer.measure();
  }, [virtualizer, rowHeight]);
  return virtualizer.getVirtualItems().map((item) => drawRow(item.index));
}
