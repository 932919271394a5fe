'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Spacer } from './spacer';

const ROWS_AROUND = 20;
/** What the server draws: the first screens. */
const FIRST_RECT = { width: 1200, height: 2000 };

type RowsInViewProps = {
  count: number;
  rowPixels: number;
  columns: number;
  body: RefObject<HTMLElement | null>;
  drawRow(index: number): ReactNode;
};

/** Of a long table the rows near the screen. */
export default function RowsInView({ count, rowPixels, columns, body, drawRow }: RowsInViewProps) {
  const [scrollMargin, setScrollMargin] = useState(0);
  useEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setScrollMargin(top + window.scrollY);
  }, [body]);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowPixels,
    overscan: ROWS_AROUND,
    scrollMargin,
    initialRect: FIRST_RECT,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <>
      <Spacer pixels={first.start - scrollMargin} columns={columns} />
      {items.map(({ index }) => drawRow(index))}
      <Spacer pixels={virtualizer.getTotalSize() - (last.end - scrollMargin)} columns={columns} />
    </>
  );
}
