'use client';

import { useEffect, useMemo, useRef } from 'react';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { focusNote } from './note-form';
import { useListWalk } from './use-list-walk';

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
  useEffect(() => {
    latest.current = keys;
  });
  const go = useListWalk(keys);
  useShortcuts(
    useMemo<Shortcut[]>(() => {
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
    }, [go]),
  );
}
