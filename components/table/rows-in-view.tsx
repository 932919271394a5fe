'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';

const ROW_PIXELS = 45;
const ROWS_AROUND = 20;
/** What the server draws: the first screens. */
const FIRST_RECT = { width: 1200, height: 2000 };

type RowsInViewProps = {
  count: number;
  columns: number;
  body: RefObject<HTMLElement | null>;
  drawRow(index: number): ReactNode;
};

/** Of a long table the rows near the screen. */
export default function RowsInView({ count, columns, body, drawRow }: RowsInViewProps) {
  const [scrollMargin, setScrollMargin] = useState(0);
  useEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setScrollMargin(top + window.scrollY);
  }, [body]);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_PIXELS,
    overscan: ROWS_AROUND,
    scrollMargin,
    initialRect: FIRST_RECT,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return null;
  const before = first.start - scrollMargin;
  const after = virtualizer.getTotalSize() - (last.end - scrollMargin);
  return (
    <>
      {before > 0 && <Spacer pixels={before} columns={columns} />}
      {items.map(({ index }) => drawRow(index))}
      {after > 0 && <Spacer pixels={after} columns={columns} />}
    </>
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
