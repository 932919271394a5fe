'use client';

import { createContext, useContext, useLayoutEffect } from 'react';

/** A key of the page that is open. */
export type Shortcut = { keys: string; label: string; run(): void };

export type ShortcutRegistry = { add(shortcuts: readonly Shortcut[]): () => void };

export const ShortcutsContext = createContext<ShortcutRegistry | null>(null);

/** Adds keys while the component is there. `shortcuts` must keep its identity between renders. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useContext(ShortcutsContext);
  // Before it is painted: what is seen can be used.
  useLayoutEffect(() => registry?.add(shortcuts), [registry, shortcuts]);
}
