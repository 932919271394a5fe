import Link from 'next/link';
import { BrandMark } from './brand';
import { MainNavigation } from './main-navigation';
import { ThemeMenu } from './theme-menu';
import type { Theme } from './themes';
import { type Person, UserMenu } from './user-menu';

export function AppHeader({ user, theme }: { user: Person; theme: Theme }) {
  return (
    <header className="border-b bg-surface print:hidden">
      <div className="mx-auto flex h-14 max-w-7xl items-center gap-2 px-3 sm:px-6">
        <Link href="/" className="flex min-h-11 items-center gap-2.5 pr-2 font-semibold tracking-tight">
          <BrandMark className="size-7" />
          <span className="max-sm:sr-only">Productivity Hub</span>
        </Link>
        <MainNavigation />
        <div className="ml-auto flex items-center gap-1">
          <ThemeMenu initial={theme} />
          <UserMenu user={user} />
        </div>
      </div>
    </header>
  );
}
