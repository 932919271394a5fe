'use client';

import { useCallback, useEffect, useRef } from 'react';
import { focusEntry } from './attention-list';

type ListWalk = { ids: readonly number[]; selected: number | null; onSelect(id: number): void };

/** Steps through a list of entries, for keys. The same function as long as the list is there. */
export function useListWalk(list: ListWalk): (step: 1 | -1) => void {
  const latest = useRef(list);
  // An entry that was just settled is gone; the next key goes on from where it stood.
  const place = useRef(-1);
  useEffect(() => {
    latest.current = list;
    const index = list.selected === null ? -1 : list.ids.indexOf(list.selected);
    if (index !== -1) place.current = index;
  });
  return useCallback((step) => {
    const { ids, selected, onSelect } = latest.current;
    const isThere = selected !== null && ids.includes(selected);
    const wanted = isThere ? place.current + step : step === 1 ? Math.max(0, place.current) : place.current - 1;
    const id = ids[Math.min(Math.max(0, wanted), ids.length - 1)];
    if (id === undefined) return;
    onSelect(id);
    focusEntry(id);
  }, []);
}
