import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { AppHeader } from '@/components/layout/app-header';
import { PasswordNotice } from '@/components/layout/password-notice';
import { ShortcutsProvider } from '@/components/layout/shortcuts';
import { THEME_COOKIE, themeOf } from '@/components/layout/themes';
import { requirePageUser } from '@/lib/platform/auth/page-guard';

export default async function ManagerLayout({ children }: { children: ReactNode }) {
  const user = await requirePageUser();
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <ShortcutsProvider>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-surface focus:px-4 focus:py-3 focus:shadow-float"
      >
        Skip to the content
      </a>
      <AppHeader user={user} theme={theme} />
      {user.mustChangePassword && <PasswordNotice />}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto max-w-7xl px-3 pt-5 pb-16 outline-none sm:px-6 sm:pt-7 print:p-0"
      >
        {children}
      </main>
    </ShortcutsProvider>
  );
}
