'use client';

import { Contrast, KeyRound, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useHub } from './hub-context';
import { THEME_COOKIE, THEMES, type Theme, themeOf } from './themes';
import { toast } from './toast';

const LABELS: Record<Theme, string> = {
  system: 'Colours as the device',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
};
const ICONS = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast } as const;
const YEAR_SECONDS = 31_536_000;

type AccountMenuProps = {
  theme: Theme;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  onClosed(): void;
  side: 'top' | 'bottom';
};

export default function AccountMenu({ theme: initial, isOpen, onOpenChange, onClosed, side }: AccountMenuProps) {
  const { user } = useHub();
  const router = useRouter();
  const [theme, setTheme] = useState(initial);
  const choose = (value: string) => {
    const chosen = themeOf(value);
    setTheme(chosen);
    document.documentElement.dataset.theme = chosen;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we serve
    document.cookie = `${THEME_COOKIE}=${chosen}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  };
  const signOut = async () => {
    const response = await fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }).catch(() => undefined);
    if (response?.ok === true) window.location.assign('/login');
    else toast.error('You are still signed in.', { description: 'The server did not answer. Try again in a moment.' });
  };
  return (
    <DropdownMenu open={isOpen} onOpenChange={onOpenChange}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0" />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        side={side}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      >
        <DropdownMenuLabel>
          <span className="block text-sm font-medium text-ink">{user.name}</span>
          <span className="block">{user.email}</span>
          <span className="block capitalize">{user.role}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuRadioGroup value={theme} onValueChange={choose}>
          {THEMES.map((one) => {
            const Icon = ICONS[one];
            return (
              <DropdownMenuRadioItem key={one} value={one}>
                <Icon aria-hidden />
                {LABELS[one]}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => router.push('/account')}>
          <KeyRound aria-hidden />
          Account and password
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={signOut}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
