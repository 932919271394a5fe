'use client';

import { RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useHub, useSite } from '@/components/layout/hub-context';
import { toast } from '@/components/layout/toast';
import { useLiveFeed, useNow } from '@/components/live/live-provider';
import { RequestError, sendJson } from '@/components/query/fetch-json';
import type { SiteQuery } from '@/components/query/use-site-query';
import { AgeMark, FreshnessBar } from '@/components/state/freshness-bar';
import { Notice } from '@/components/state/notice';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { daysBetween } from '@/lib/platform/time/business-day';
import { formatAge, formatDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';

type PageFrameProps = {
  title: string;
  /** Beside the title, small: what is shown, e.g. the day or the person's department. */
  subtitle?: ReactNode;
  /** Date, range and compare control. */
  time?: ReactNode;
  /** Of a page about one day: a banner says when that is not today. */
  day?: { day: IsoDay; isToday: boolean; setDay(day: IsoDay | null): void };
  /** What the page shows; its age and trouble are told above. */
  queries: readonly SiteQuery<unknown>[];
  /** Exports and the like. */
  actions?: ReactNode;
  children: ReactNode;
};

/**
 * The frame of every signed-in page: title, time, age of the numbers, state of the sources and Sync now, always in view;
 * below it what must not be missed, then the page.
 */
export function PageFrame({ title, subtitle, time, day, queries, actions, children }: PageFrameProps) {
  const site = useSite();
  const live = useLiveFeed();
  const now = useNow();
  const ages = queries.flatMap(({ asOf }) => (asOf === null ? [] : [asOf]));
  const asOf = ages.length === 0 ? null : Math.min(...ages);
  const isStale = queries.some((query) => query.isStale);
  const failed = queries.find(({ error, data }) => error !== null && data !== undefined);
  return (
    <>
      <header className="max-lg:contents lg:sticky lg:top-0 lg:z-20 lg:-mx-6 lg:block lg:border-b lg:bg-canvas lg:px-6 lg:py-2.5 print:static print:mx-0 print:block print:border-0 print:px-0">
        <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 max-lg:contents">
          <div className="flex min-w-0 items-center justify-between gap-3 max-lg:sticky max-lg:top-0 max-lg:z-20 max-lg:-mx-3 max-lg:border-b max-lg:bg-canvas max-lg:px-3 max-lg:py-2 sm:max-lg:-mx-6 sm:max-lg:px-6">
            <div className="min-w-0">
              <h1 className="truncate text-xl font-semibold tracking-tight">{title}</h1>
              <p className="truncate text-sm text-ink-muted" data-testid="shown-day">
                {subtitle ?? (day === undefined ? site.name : `${site.name}, ${formatDay(day.day)}`)}
              </p>
            </div>
            <AgeMark now={now} asOf={asOf} isStale={isStale} live={live.status} className="lg:hidden print:hidden" />
          </div>
          {(time !== undefined || actions !== undefined) && (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2 max-lg:mt-2.5 print:hidden">
              {time}
              {actions}
            </div>
          )}
        </div>
        <div className="mt-1.5 flex items-center justify-between gap-x-4">
          <FreshnessBar now={now} asOf={asOf} isStale={isStale} live={live.status} sources={live.sources} />
          <SyncNow />
        </div>
      </header>
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-4">
        {day !== undefined && !day.isToday && (
          <Notice
            tone="accent"
            action={
              <Button onClick={() => day.setDay(null)} className="print:hidden">
                Go to today
              </Button>
            }
          >
            This is {formatDay(day.day)}, {distanceText(daysBetween(day.day, live.today))}. Today is{' '}
            {formatDay(live.today)}.
          </Notice>
        )}
        {failed !== undefined && (
          <Notice
            tone="warn"
            action={
              <Button onClick={failed.retry} disabled={failed.isFetching}>
                {failed.isFetching ? 'Trying again' : 'Try again'}
              </Button>
            }
          >
            {failed.error?.message} These are the last good numbers
            {failed.asOf === null ? '' : `, ${formatAge(now - failed.asOf)} old`}.
          </Notice>
        )}
        {children}
      </div>
    </>
  );
}

/** Asks the worker to read the sources at once. */
function SyncNow() {
  const site = useSite();
  const { user } = useHub();
  const [isOrdering, setOrdering] = useState(false);
  if (user.role === 'viewer') return null;
  const order = async () => {
    setOrdering(true);
    try {
      const { jobs } = await sendJson('POST', `/api/dashboard/sync?site=${encodeURIComponent(site.code)}`, {}, () =>
        import('@/lib/domain/sources/schema').then(({ orderedSync }) => orderedSync),
      );
      if (jobs.length === 0) toast('There is nothing to sync: no source is set up that the hub reads by itself.');
      else toast.success('Syncing now', { description: 'New numbers appear by themselves.' });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      toast.error('The sync could not be started.', { description: error.message });
    } finally {
      setOrdering(false);
    }
  };
  return (
    <Button
      variant="ghost"
      onClick={order}
      disabled={isOrdering}
      className="-my-1 min-h-11 min-w-11 px-2 text-ink-muted lg:min-h-8 print:hidden"
    >
      <RefreshCw className={cn(isOrdering && 'animate-spin')} aria-hidden />
      <span className="max-sm:sr-only">Sync now</span>
    </Button>
  );
}

function distanceText(days: number): string {
  if (days === 1) return 'yesterday';
  return days > 0 ? `${days} days ago` : `${-days} days ahead`;
}
