'use client';

import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { type Shortcut, useShortcuts } from './use-shortcuts';

const CommandPalette = lazy(() => import('./command-palette'));
/** Several buttons open the one palette. */
const OPEN_EVENT = 'hub:open-palette';

/** Opens the command palette, as Cmd/Ctrl-K does. The palette is loaded when it is first asked for. */
export function SearchButton({ isIcon = false }: { isIcon?: boolean }) {
  const open = () => window.dispatchEvent(new Event(OPEN_EVENT));
  if (isIcon) {
    return (
      <Button variant="ghost" size="icon" aria-label="Search and commands" onClick={open}>
        <Search aria-hidden />
      </Button>
    );
  }
  return (
    <button
      type="button"
      onClick={open}
      className="flex min-h-9 items-center gap-2.5 rounded-lg border border-control bg-canvas px-2.5 text-sm text-ink-muted hover:text-ink"
    >
      <Search className="size-4" aria-hidden />
      Search
      <kbd className="ml-auto font-sans text-xs">Ctrl K</kbd>
    </button>
  );
}

/** The palette itself, once in a page. */
export function CommandHost() {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  useEffect(() => {
    const open = () => {
      setOpened(true);
      setOpen(true);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener(OPEN_EVENT, open);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener(OPEN_EVENT, open);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [{ keys: 'Ctrl+K', label: 'Search and commands', run: () => window.dispatchEvent(new Event(OPEN_EVENT)) }],
      [],
    ),
  );
  if (!wasOpened) return null;
  return (
    <Suspense fallback={null}>
      <CommandPalette isOpen={isOpen} onOpenChange={setOpen} />
    </Suspense>
  );
}
