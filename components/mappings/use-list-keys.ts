'use client';

import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { focusEntry } from '@/components/alerts/attention-list';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import type { PanelKeys } from './login-panel';

type ListKeys = {
  ids: readonly number[];
  selected: number | null;
  onSelect(id: number): void;
  onCheck(id: number): void;
  /** Takes the last change back; null without one. */
  onUndo: RefObject<(() => void) | null>;
};

/** Keys of a list of logins. Returns where the open panel puts what its keys do. */
export function useListKeys(keys: ListKeys): RefObject<PanelKeys | null> {
  const panel = useRef<PanelKeys | null>(null);
  const latest = useRef(keys);
  // A login that was just decided about is gone; the next key goes on from where it stood.
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
      const check = () => {
        const { selected, onCheck } = latest.current;
        if (selected !== null) onCheck(selected);
      };
      return [
        { keys: 'j', label: 'Next login', run: () => go(1) },
        { keys: 'k', label: 'Previous login', run: () => go(-1) },
        { keys: 'l', label: 'Link to the chosen person, Enter confirms', run: () => panel.current?.link() },
        { keys: 'n', label: 'Add the person, Enter confirms', run: () => panel.current?.create() },
        { keys: 'i', label: 'Ignore the login, Enter confirms', run: () => panel.current?.ignore() },
        { keys: 'x', label: 'Reject the best suggestion', run: () => panel.current?.reject() },
        { keys: 's', label: 'Search the person of the login', run: () => panel.current?.search() },
        { keys: 'c', label: 'Tick the login, to confirm several at once', run: check },
        { keys: 'u', label: 'Undo the last change', run: () => latest.current.onUndo.current?.() },
      ];
    }, []),
  );
  return panel;
}
