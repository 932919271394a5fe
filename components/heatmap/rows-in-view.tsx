'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useImperativeHandle } from 'react';
import type { LongRows, ShownRows } from './use-shown-rows';

const ROWS_AROUND = 12;

type RowsInViewProps = {
  count: number;
  rowPixels: number;
  area: RefObject<HTMLDivElement | null>;
  handle: RefObject<LongRows | null>;
  onShown(shown: ShownRows): void;
};

/** Draws nothing: tells which rows of a long table are near the screen. */
export default function RowsInView({ count, rowPixels, area, handle, onShown }: RowsInViewProps) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => area.current,
    estimateSize: () => rowPixels,
    overscan: ROWS_AROUND,
  });
  // Another row height makes all measures void.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it changes
  useEffect(() => virtualizer.measure(), [virtualizer, rowPixels]);
  useImperativeHandle(handle, () => ({ scrollToRow: (row) => virtualizer.scrollToIndex(row, { align: 'center' }) }), [
    virtualizer,
  ]);
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const from = first?.index;
  const to = last === undefined ? undefined : last.index + 1;
  const before = first?.start ?? 0;
  const after = virtualizer.getTotalSize() - (last?.end ?? 0);
  useEffect(() => {
    if (from !== undefined && to !== undefined) onShown({ from, to, before, after });
  }, [from, to, before, after, onShown]);
  return null;
}
