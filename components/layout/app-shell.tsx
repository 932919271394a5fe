'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { AlertCountsProvider } from '@/components/alerts/alert-counts';
import { LiveProvider } from '@/components/live/live-provider';
import { MappingCountsProvider } from '@/components/mappings/mapping-counts';
import type { AlertCounts } from '@/lib/domain/alerts/schema';
import type { MappingCounts } from '@/lib/domain/identity/schema';
import type { SourceState } from '@/lib/domain/sources/schema';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { AccountButton } from './account-button';
import { BrandMark } from './brand';
import { SearchButton } from './command-button';
import { useHref, useSite } from './hub-context';
import { PhoneNavigation, SideNavigation, SiteSwitch } from './navigation';
import { ShortcutsProvider } from './shortcuts';
import type { Theme } from './themes';

type AppShellProps = {
  theme: Theme;
  now: EpochSeconds;
  /** Of the site that the page was asked for with. */
  sources: readonly SourceState[];
  /** Of that site; null when they could not be loaded or are not for this person. */
  alertCounts: AlertCounts | null;
  /** The same of what waits under Mappings. */
  mappingCounts: MappingCounts | null;
  notice: ReactNode;
  children: ReactNode;
};

/** Navigation, search and account around every signed-in page, and its one live connection. */
export function AppShell({ theme, now, sources, alertCounts, mappingCounts, notice, children }: AppShellProps) {
  const site = useSite();
  return (
    <LiveProvider key={site.code} site={site} now={now} sources={sources}>
      <AlertCountsProvider initial={alertCounts}>
        <MappingCountsProvider initial={mappingCounts}>
          <ShortcutsProvider>
            <a
              href="#main"
              className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-surface focus:px-4 focus:py-3 focus:shadow-float"
            >
              Skip to the content
            </a>
            <div className="lg:grid lg:grid-cols-[14rem_minmax(0,1fr)] print:block">
              <aside className="border-r bg-surface max-lg:hidden print:hidden">
                <div className="sticky top-0 flex h-[calc(100dvh-var(--notice-height))] flex-col gap-3 p-3">
                  <Brand />
                  <SiteSwitch className="shrink-0 px-2.5" />
                  <SearchButton />
                  <SideNavigation />
                  <div className="mt-auto shrink-0">
                    <AccountButton theme={theme} isWide />
                  </div>
                </div>
              </aside>
              <div className="min-w-0">
                <header className="flex h-14 items-center gap-1 border-b bg-surface px-3 lg:hidden print:hidden">
                  <Brand />
                  <SiteSwitch className="ml-2 min-w-0 flex-1" />
                  <SearchButton isIcon />
                  <AccountButton theme={theme} />
                </header>
                {notice}
                <main
                  id="main"
                  tabIndex={-1}
                  className="mx-auto max-w-[90rem] px-3 pb-24 outline-none sm:px-6 lg:pb-16 print:p-0"
                >
                  {children}
                </main>
              </div>
            </div>
            <PhoneNavigation />
          </ShortcutsProvider>
        </MappingCountsProvider>
      </AlertCountsProvider>
    </LiveProvider>
  );
}

function Brand() {
  const href = useHref();
  return (
    <Link
      href={href('/')}
      prefetch={false}
      className="flex min-h-11 items-center gap-2.5 px-1.5 font-semibold tracking-tight lg:min-h-9"
    >
      <BrandMark className="size-7 shrink-0" />
      <span className="max-lg:sr-only">Productivity Hub</span>
    </Link>
  );
}
