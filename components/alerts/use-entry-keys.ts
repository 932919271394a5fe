'use client';

import { useEffect, useMemo, useRef } from 'react';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { focusEntry } from './attention-list';
import { focusNote } from './note-form';

type EntryKeys = {
  ids: readonly number[];
  selected: number | null;
  onSelect(id: number): void;
  /** Left out where nothing can be acknowledged. */
  onAcknowledge?(id: number): void;
};

/** j and k go through the entries, a acknowledges, r leads to the note that settles. */
export function useEntryKeys(keys: EntryKeys): void {
  const latest = useRef(keys);
  // An entry that was just settled is gone; the next key goes on from where it stood.
  const place = useRef(-1);
  useEffect(() => {
    latest.current = keys;
    const index = keys.selected === null ? -1 : keys.ids.indexOf(keys.selected);
    if (index !== -1) place.current = index;
  });
  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const go = (step: 1 | -1) => {
        const { ids, selected, onSelect } = latest.current;
        const isThere = selected !== null && ids.includes(selected);
        const wanted = isThere ? place.current + step : step === 1 ? Math.max(0, place.current) : place.current - 1;
        const id = ids[Math.min(Math.max(0, wanted), ids.length - 1)];
        if (id === undefined) return;
        onSelect(id);
        focusEntry(id);
      };
      return [
        { keys: 'j', label: 'Next entry', run: () => go(1) },
        { keys: 'k', label: 'Previous entry', run: () => go(-1) },
        {
          keys: 'a',
          label: 'Acknowledge the alert',
          run: () => {
            const { selected, onAcknowledge } = latest.current;
            if (selected !== null) onAcknowledge?.(selected);
          },
        },
        { keys: 'r', label: 'Resolve it: to the note', run: focusNote },
      ];
    }, []),
  );
}
