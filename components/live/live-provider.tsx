'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { toast } from '@/components/layout/toast';
import type { SourceState } from '@/lib/domain/sources/schema';
import { formatDay } from '@/lib/platform/time/format';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { type ServerClock, useServerClock, useTickingNow } from './server-clock';
import { type LiveStatus, useLive } from './use-live';

/** What a part of a page wants to hear. */
export type LiveSubscriber = {
  /** Days that changed; null: anything may have. */
  onChanged(dates: readonly IsoDay[] | null): void;
  /** Alerts were opened, settled or closed. */
  onAlerts(): void;
  /** The server is there, and whether it would have noticed a change until now. */
  onAlive(now: EpochSeconds, isWatching: boolean): void;
};

type Live = {
  status: LiveStatus;
  clock: ServerClock;
  /** The server's present when the page was drawn. */
  firstNow: EpochSeconds;
  today: IsoDay;
  sources: readonly SourceState[];
  subscribe(subscriber: LiveSubscriber): () => void;
};

const LiveContext = createContext<Live | null>(null);

type LiveProviderProps = {
  site: { code: string; today: IsoDay };
  now: EpochSeconds;
  sources: readonly SourceState[];
  children: ReactNode;
};

/** The one live connection of the open page; to be keyed by the site. */
export function LiveProvider({ site, now, sources: firstSources, children }: LiveProviderProps) {
  const [today, setToday] = useState(site.today);
  const [sources, setSources] = useState(firstSources);
  const clock = useServerClock(now);
  const subscribers = useRef(new Set<LiveSubscriber>());
  const status = useLive(site.code, {
    onChanged: (dates) => {
      for (const subscriber of subscribers.current) subscriber.onChanged(dates);
    },
    onAlerts: () => {
      for (const subscriber of subscribers.current) subscriber.onAlerts();
    },
    onSources: setSources,
    onToday: (day) => {
      if (day === today) return;
      setToday(day);
      toast(`A new day has begun: ${formatDay(day)}`);
    },
    onAlive: (at, isWatching) => {
      clock.hear(at);
      for (const subscriber of subscribers.current) subscriber.onAlive(at, isWatching);
    },
  });
  const value = useMemo<Live>(
    () => ({
      status,
      clock,
      firstNow: now,
      today,
      sources,
      subscribe: (subscriber) => {
        subscribers.current.add(subscriber);
        return () => void subscribers.current.delete(subscriber);
      },
    }),
    [status, clock, now, today, sources],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLiveFeed(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('useLiveFeed needs a LiveProvider above it.');
  return live;
}

/** Calls back with what the channel tells, while the component is there. */
export function useLiveSubscriber(subscriber: LiveSubscriber): void {
  const { subscribe } = useLiveFeed();
  const latest = useRef(subscriber);
  useEffect(() => {
    latest.current = subscriber;
  });
  useEffect(
    () =>
      subscribe({
        onChanged: (dates) => latest.current.onChanged(dates),
        onAlerts: () => latest.current.onAlerts(),
        onAlive: (now, isWatching) => latest.current.onAlive(now, isWatching),
      }),
    [subscribe],
  );
}

/** The server's present, again every second. */
export function useNow(): EpochSeconds {
  const { clock, firstNow } = useLiveFeed();
  return useTickingNow(clock, firstNow);
}
