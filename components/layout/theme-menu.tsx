'use client';

import { Contrast, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { THEME_COOKIE, THEMES, type Theme, themeOf } from './themes';

const LABELS: Record<Theme, string> = {
  system: 'As the device',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
};
const ICONS = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast } as const;
const YEAR_SECONDS = 31_536_000;

export function ThemeMenu({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const choose = (value: string) => {
    const chosen = themeOf(value);
    setTheme(chosen);
    document.documentElement.dataset.theme = chosen;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we serve
    document.cookie = `${THEME_COOKIE}=${chosen}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  };
  const Icon = ICONS[theme];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`Colours: ${LABELS[theme]}`}>
          <Icon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={theme} onValueChange={choose}>
          {THEMES.map((one) => {
            const ItemIcon = ICONS[one];
            return (
              <DropdownMenuRadioItem key={one} value={one}>
                <ItemIcon aria-hidden />
                {LABELS[one]}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
