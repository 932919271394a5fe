'use client';

import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { DateBar } from '@/components/date/date-bar';
import { useDay } from '@/components/date/use-time';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { useLiveFeed } from '@/components/live/live-provider';
import { type Initial, type SiteQuery, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { ErrorState } from '@/components/state/error-state';
import type { ClockFeed } from '@/lib/domain/clock/schema';
import { type Detail, prepareTiles } from '@/lib/domain/dashboard/prepare-view';
import type { Attention, Summary } from '@/lib/domain/dashboard/schema';
import type { Pace } from '@/lib/domain/pace/schema';
import { AttentionPanel } from './attention-panel';
import { CardsSkeleton, PanelSkeleton, TilesSkeleton } from './dashboard-skeleton';
import { DepartmentCards } from './department-cards';
import { FeedPanel } from './feed-panel';
import { LeadersPanel } from './leaders-panel';
import { PacePanel } from './pace-panel';
import { Tiles } from './tiles';
import { detailParams, FEED_EVENTS } from './url-state';

const DetailsDialog = lazy(() => import('./details/details-dialog'));

/** What changes with time alone is read again this often while the day runs. */
const EVERY_SECONDS = 30;

type DashboardViewProps = {
  initial: {
    summary: Initial<Summary>;
    pace: Initial<Pace>;
    attention: Initial<Attention>;
    feed: Initial<ClockFeed>;
  };
};

/** The state of the floor in ten seconds, and one click away the reason. */
export function DashboardView({ initial }: DashboardViewProps) {
  const { timeZone } = useSite();
  const { today } = useLiveFeed();
  const day = useDay();
  const [{ show }, setParams] = useQueryStates(detailParams);
  const [wasOpened, setOpened] = useState(show !== null);
  if (show !== null && !wasOpened) setOpened(true);
  const opener = useRef<Element | null>(null);
  const open = (detail: Detail) => {
    opener.current = document.activeElement;
    void setParams({ show: detail });
  };

  const { isToday } = day;
  const common = {
    days: isToday ? null : { from: day.day, to: day.day },
    ...(isToday ? { everySeconds: EVERY_SECONDS } : {}),
  };
  const summary = useSiteQuery<Summary>({
    path: '/api/dashboard/summary',
    params: { date: day.param },
    schema: () => import('@/lib/domain/dashboard/schema').then((schemas) => schemas.summary),
    initial: initial.summary,
    ...common,
  });
  const pace = useSiteQuery<Pace>({
    path: '/api/dashboard/pace',
    params: { date: day.param },
    schema: () => import('@/lib/domain/pace/schema').then((schemas) => schemas.pace),
    initial: initial.pace,
    ...common,
  });
  const attention = useSiteQuery<Attention>({
    path: '/api/dashboard/attention',
    params: { date: day.param },
    schema: () => import('@/lib/domain/dashboard/schema').then((schemas) => schemas.attention),
    initial: initial.attention,
    ...common,
  });
  const feed = useSiteQuery<ClockFeed>({
    path: '/api/dashboard/clock-times/feed',
    params: { date: day.param, limit: FEED_EVENTS },
    schema: () => import('@/lib/domain/clock/schema').then(({ clockFeed }) => clockFeed),
    initial: initial.feed,
    ...common,
  });

  const { setDay } = day;
  useShortcuts(useMemo<Shortcut[]>(() => [{ keys: 't', label: 'Today', run: () => setDay(null) }], [setDay]));
  const retryAll = () => {
    for (const query of [summary, pace, attention]) query.retry();
  };

  return (
    <PageFrame
      title="Dashboard"
      time={<DateBar date={day.day} today={today} onChange={day.setDay} />}
      day={day}
      queries={[withParts(summary), pace, attention, feed]}
    >
      <DataPart query={summary} errorTitle="The figures of the day could not be loaded" skeleton={<TilesSkeleton />}>
        {(data) => (
          <Tiles
            tiles={prepareTiles({ summary: data, pace: pace.data, attention: attention.data, isToday, timeZone })}
            onOpen={open}
            onRetry={retryAll}
          />
        )}
      </DataPart>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <DataPart
          query={pace}
          errorTitle="The pace of the day could not be loaded"
          skeleton={<PanelSkeleton className="h-[30rem]" />}
        >
          {(data) => <PacePanel pace={data} isToday={isToday} timeZone={timeZone} />}
        </DataPart>
        <DataPart
          query={attention}
          errorTitle="What needs attention could not be loaded"
          skeleton={<PanelSkeleton className="h-full min-h-60" />}
        >
          {(data) => (
            <AttentionPanel
              attention={data}
              isToday={isToday}
              timeZone={timeZone}
              onIssues={() => open('issues')}
              onRetry={attention.retry}
            />
          )}
        </DataPart>
      </div>
      <SummaryPart
        query={summary}
        part="departments"
        errorTitle="The departments could not be loaded"
        skeleton={<CardsSkeleton />}
      >
        {(data) => <DepartmentCards stats={data} date={day.param} />}
      </SummaryPart>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <SummaryPart
          query={summary}
          part="leaderboard"
          errorTitle="The leaderboard could not be loaded"
          skeleton={<PanelSkeleton className="h-[33rem]" />}
        >
          {(data) => <LeadersPanel board={data} date={day.param} isToday={isToday} />}
        </SummaryPart>
        <DataPart
          query={feed}
          errorTitle="The time clock could not be loaded"
          skeleton={<PanelSkeleton className="h-[33rem]" />}
        >
          {(data) => <FeedPanel feed={data} isToday={isToday} timeZone={timeZone} />}
        </DataPart>
      </div>
      {wasOpened && (
        <Suspense fallback={null}>
          <DetailsDialog
            detail={show}
            day={day}
            timeZone={timeZone}
            summary={summary.data}
            pace={pace.data}
            onClose={() => void setParams({ show: null })}
            opener={opener}
          />
        </Suspense>
      )}
    </PageFrame>
  );
}

/** The summary is also stale when one of its parts is. */
function withParts(query: SiteQuery<Summary>): SiteQuery<Summary> {
  const { data } = query;
  if (data === undefined) return query;
  const parts = [data.leaderboard, data.departments, data.metrics];
  return { ...query, isStale: query.isStale || parts.some((part) => part.ok && part.data.state === 'stale') };
}

type SummaryPartProps<Name extends 'departments' | 'leaderboard'> = {
  query: SiteQuery<Summary>;
  part: Name;
  errorTitle: string;
  skeleton: React.ReactNode;
  children(data: Extract<Summary[Name], { ok: true }>['data']): React.ReactNode;
};

/** A part of the summary that may be missing while the others are there. */
function SummaryPart<Name extends 'departments' | 'leaderboard'>(props: SummaryPartProps<Name>) {
  const { query, part, errorTitle, skeleton, children } = props;
  return (
    <DataPart query={query} errorTitle={errorTitle} skeleton={skeleton}>
      {(summary) => {
        const found = summary[part];
        return found.ok ? (
          children(found.data)
        ) : (
          <ErrorState
            title={errorTitle}
            message={found.error.message}
            isRetrying={query.isFetching}
            onRetry={query.retry}
          />
        );
      }}
    </DataPart>
  );
}
