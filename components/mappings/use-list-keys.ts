'use client';

import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useListWalk } from '@/components/alerts/use-list-walk';
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
  useEffect(() => {
    latest.current = keys;
  });
  const go = useListWalk(keys);
  useShortcuts(
    useMemo<Shortcut[]>(() => {
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
    }, [go]),
  );
  return panel;
}
