'use client';

import { Menu } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useRef } from 'react';
import { useWaitingAlerts } from '@/components/alerts/alert-counts';
import { useWaitingMappings } from '@/components/mappings/mapping-counts';
import { cn } from '@/components/ui/class-names';
import { useHref, useHub, useSite } from './hub-context';
import { PAGE_ICONS } from './page-icons';
import { type PageEntry, pageOf } from './pages';
import { usePages } from './use-pages';

/** The pages down the side of a wide screen, those of admins in a group of their own. Scrolls inside where they do not fit. */
export function SideNavigation() {
  const pages = usePages();
  const list = useRef<HTMLElement>(null);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page that is open is in sight, whichever opens
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  const ofAdmins = pages.filter((page) => page.isAdmin === true);
  const link = (page: PageEntry) => (
    <PageLink key={page.path} page={page} className="min-h-8 gap-3 rounded-lg px-2.5 text-sm" />
  );
  return (
    <nav
      ref={list}
      aria-label="Pages"
      className="-mx-1 grid min-h-0 content-start gap-0.5 overflow-y-auto overscroll-contain p-1"
    >
      {pages.filter((page) => page.isAdmin !== true).map(link)}
      {ofAdmins.length > 0 && (
        <>
          <h2 className="px-2.5 pt-3 pb-1 text-xs font-medium text-ink-muted">Admin</h2>
          {ofAdmins.map(link)}
        </>
      )}
    </nav>
  );
}

/** The pages along the bottom of a phone: the first four, the others behind "More". */
export function PhoneNavigation() {
  const pages = usePages();
  const more = useRef<HTMLDetailsElement>(null);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes whenever another page opens
  useEffect(() => more.current?.removeAttribute('open'), [pathname]);
  const onBar = pages.filter((page) => page.isOnPhoneBar === true);
  const others = pages.filter((page) => page.isOnPhoneBar !== true);
  const current = pageOf(pathname)?.path;
  const isOther = others.some((page) => page.path === current);
  const entry = 'min-h-14 flex-col justify-center gap-1 text-[0.6875rem]';
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      {onBar.map((page) => (
        <PageLink key={page.path} page={page} className={entry} />
      ))}
      <details ref={more} className="group">
        <summary
          className={cn(
            'flex list-none items-center [&::-webkit-details-marker]:hidden',
            entry,
            isOther ? 'font-medium text-accent' : 'text-ink-muted',
          )}
        >
          <Menu className="size-5" aria-hidden />
          More
        </summary>
        <div className="absolute right-2 bottom-full mb-2 grid max-h-[70dvh] min-w-52 overflow-y-auto rounded-xl border bg-surface p-1.5 shadow-float">
          {others.map((page) => (
            <PageLink key={page.path} page={page} className="min-h-11 gap-3 rounded-lg px-3 text-sm" />
          ))}
        </div>
      </details>
    </nav>
  );
}

function PageLink({ page, className }: { page: PageEntry; className: string }) {
  const isCurrent = pageOf(usePathname())?.path === page.path;
  const [date] = useQueryState('date', parseAsString);
  const href = useHref();
  const Icon = PAGE_ICONS[page.path];
  return (
    <Link
      // Where one day is looked at, the next page about a day shows the same.
      href={href(page.path, page.time.startsWith('day') ? { date } : {})}
      prefetch={false}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(
        'relative flex items-center text-ink-muted hover:bg-sunken hover:text-ink',
        className,
        isCurrent && 'bg-accent-soft font-medium text-accent hover:bg-accent-soft hover:text-accent',
      )}
    >
      {Icon !== undefined && <Icon className="size-5 shrink-0 lg:size-4" aria-hidden />}
      {page.name}
      {page.path === '/alerts' && <AlertsBadge />}
      {page.path === '/admin/mappings' && <MappingsBadge />}
    </Link>
  );
}

/** How many alerts wait. */
function AlertsBadge() {
  const alerts = useWaitingAlerts();
  if (alerts === null) return null;
  return <Badge count={alerts.waiting} isGrave={alerts.isGrave} className={ABOVE_ICON} />;
}

/** How many logins and people wait for a decision. */
function MappingsBadge() {
  return <Badge count={useWaitingMappings() ?? 0} isGrave={false} className="ml-auto" />;
}

/** On the bar of a phone. */
const ABOVE_ICON = 'max-lg:absolute max-lg:top-1 max-lg:left-[calc(50%+0.25rem)] lg:ml-auto';

function Badge({ count, isGrave, className }: { count: number; isGrave: boolean; className: string }) {
  if (count === 0) return null;
  return (
    <span
      className={cn(
        'rounded-full px-1.5 text-xs leading-5 font-medium',
        className,
        isGrave ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn',
      )}
    >
      {count > 99 ? '99+' : count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}

/** The site, to choose from where there are several. */
export function SiteSwitch({ className }: { className?: string }) {
  const { sites } = useHub();
  const site = useSite();
  if (sites.length < 2) return <p className={cn('truncate text-sm text-ink-muted', className)}>{site.name}</p>;
  return (
    <select
      aria-label="Site"
      value={site.code}
      onChange={({ target }) => {
        // Everything on the page is of the site: a visit of its own, without the filters of the other.
        window.location.assign(`${window.location.pathname}?site=${encodeURIComponent(target.value)}`);
      }}
      className={cn('min-h-11 w-full rounded-lg border border-control bg-surface px-2 text-sm lg:min-h-9', className)}
    >
      {sites.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
