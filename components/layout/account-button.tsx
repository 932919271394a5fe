'use client';

import { lazy, Suspense, useRef, useState } from 'react';
import { cn } from '@/components/ui/class-names';
import { useHub } from './hub-context';
import type { Theme } from './themes';

const AccountMenu = lazy(() => import('./account-menu'));

/** Who is signed in; opens the menu of the account, which is loaded when it is first asked for. */
export function AccountButton({ theme, isWide = false }: { theme: Theme; isWide?: boolean }) {
  const { user } = useHub();
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className="relative">
      <button
        ref={button}
        type="button"
        aria-label={`Your account, ${user.name}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => {
          setOpened(true);
          setOpen(true);
        }}
        className={cn(
          'flex items-center gap-2.5 rounded-lg text-left text-sm hover:bg-sunken',
          isWide ? 'min-h-11 w-full px-2' : 'size-11 justify-center',
        )}
      >
        <span className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent">
          {initialsOf(user.name)}
        </span>
        {isWide && (
          <span className="min-w-0">
            <span className="block truncate font-medium">{user.name}</span>
            <span className="block truncate text-xs text-ink-muted capitalize">{user.role}</span>
          </span>
        )}
      </button>
      {wasOpened && (
        <Suspense fallback={null}>
          <AccountMenu
            theme={theme}
            isOpen={isOpen}
            onOpenChange={setOpen}
            onClosed={() => button.current?.focus()}
            side={isWide ? 'top' : 'bottom'}
          />
        </Suspense>
      )}
    </div>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.slice(0, 1).toUpperCase() ?? '')
    .join('');
}
