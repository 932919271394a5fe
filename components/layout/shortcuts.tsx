'use client';

import { useRouter } from 'next/navigation';
import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { CommandHost } from './command-button';
import { useHref } from './hub-context';
import { usePages } from './use-pages';
import { type Shortcut, type ShortcutRegistry, ShortcutsContext } from './use-shortcuts';

const ShortcutList = lazy(() => import('./shortcut-list'));

/** How long `g` waits for its letter. */
const SEQUENCE_MILLIS = 1_200;

/** Keys of the whole app: `?` lists all, `g` and a letter opens a page; pages add their own with {@link useShortcuts}. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const href = useHref();
  const pages = usePages();
  const [isListOpen, setListOpen] = useState(false);
  const [wasListOpened, setListOpened] = useState(false);
  const [pageShortcuts, setPageShortcuts] = useState<readonly Shortcut[]>([]);
  const registry = useMemo<ShortcutRegistry>(
    () => ({
      add: (added) => {
        setPageShortcuts((known) => [...known, ...added]);
        return () => setPageShortcuts((known) => known.filter((one) => !added.includes(one)));
      },
    }),
    [],
  );
  const shortcuts: Shortcut[] = [
    ...pageShortcuts,
    ...pages.map((page) => ({ keys: `g ${page.letter}`, label: page.name, run: () => router.push(href(page.path)) })),
    {
      keys: '?',
      label: 'This list',
      run: () => {
        setListOpened(true);
        setListOpen(true);
      },
    },
  ];
  const handleKeys = useEffectEvent((pressed: string, event: KeyboardEvent): boolean => {
    const shortcut = shortcuts.find((one) => one.keys === pressed);
    if (shortcut === undefined) return false;
    event.preventDefault();
    shortcut.run();
    return true;
  });

  useEffect(() => {
    let first = '';
    let forget: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const pressed = first === '' ? event.key : `${first} ${event.key}`;
      first = '';
      clearTimeout(forget);
      if (event.key === 'g' && pressed === 'g') {
        first = 'g';
        forget = setTimeout(() => {
          first = '';
        }, SEQUENCE_MILLIS);
        return;
      }
      handleKeys(pressed, event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(forget);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  return (
    <ShortcutsContext value={registry}>
      {children}
      <CommandHost />
      {wasListOpened && (
        <Suspense fallback={null}>
          <ShortcutList shortcuts={shortcuts} isOpen={isListOpen} onOpenChange={setListOpen} />
        </Suspense>
      )}
    </ShortcutsContext>
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
