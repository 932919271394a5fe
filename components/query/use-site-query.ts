'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { useLiveFeed, useLiveSubscriber } from '@/components/live/live-provider';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { type EpochSeconds, fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import { addressOf, type Fetched, fetchJson, type LazySchema, type QueryParams, type RequestError } from './fetch-json';

/** Every read says when it was computed, most also whether it is the last good one. */
export type Answer = { asOf: string | null; state?: 'live' | 'stale' };

/** What the server drew: the answer to `params`; `data` null when it could not be loaded. */
export type Initial<T> = { params: QueryParams; data: T | null };

export type SiteQueryOptions<T extends Answer> = {
  /** e.g. `/api/dashboard/departments/stats` */
  path: string;
  /** Without the site. */
  params: QueryParams;
  schema: LazySchema<T>;
  initial?: Initial<T>;
  /** Whether a change of these days changes the answer (null: of today). Without it the answer is polled. */
  days?: { from: IsoDay; to: IsoDay } | null;
  /** Besides days: whether a change of alerts changes the answer. */
  isOfAlerts?: boolean;
  /** Answers that change with time alone are read again this often, also while live. */
  everySeconds?: number;
  isEnabled?: boolean;
  /** For answers in pages; by default one request. */
  fetch?(site: string, signal: AbortSignal): Promise<Fetched<T>>;
};

export type SiteQuery<T> = {
  data: T | undefined;
  error: RequestError | null;
  isFetching: boolean;
  /** Until when the answer is known to be right; null without one. */
  asOf: EpochSeconds | null;
  /** What is shown is the last good answer, because a newer one could not be had. */
  isStale: boolean;
  /** The same function from one drawing to the next. */
  retry: () => void;
};

const POLL_MILLIS = 30_000;
/** However often the server tells of changes, an answer is read at most this often. */
const MIN_PAUSE_MILLIS = 700;

/**
 * A read of the API for the site that is shown: first what the server drew, then again when the live channel tells of a
 * change, or every 30 s while there is no channel. An answer that was overtaken by a newer one is never shown.
 */
export function useSiteQuery<T extends Answer>(options: SiteQueryOptions<T>): SiteQuery<T> {
  const { path, params, schema, initial, days, everySeconds, isOfAlerts = false, isEnabled = true } = options;
  const site = useSite();
  const live = useLiveFeed();
  const client = useQueryClient();
  const address = addressOf(path, { site: site.code, ...params });
  const key = ['site', site.code, address];
  const isInitial = initial !== undefined && address === addressOf(path, { site: site.code, ...initial.params });
  const isTold = days !== undefined && live.status === 'live';
  const pollMillis = everySeconds === undefined ? POLL_MILLIS : everySeconds * 1_000;
  const query = useQuery<Fetched<T>, RequestError>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const fetched = await (options.fetch?.(site.code, signal) ?? fetchJson(address, schema, signal));
      if (fetched.serverNow !== null) live.clock.hear(fetched.serverNow);
      const shown = client.getQueryData<Fetched<T>>(key);
      return shown !== undefined && isNewer(shown.data, fetched.data) ? shown : fetched;
    },
    enabled: isEnabled,
    initialData: isInitial && initial.data !== null ? { data: initial.data, serverNow: null } : undefined,
    staleTime: isTold ? Number.POSITIVE_INFINITY : pollMillis,
    refetchInterval: isTold && everySeconds === undefined ? false : pollMillis,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    retry: false,
  });

  const refresh = useRefresh(() => void client.invalidateQueries({ queryKey: key }));
  const confirmation = useConfirmation(address, query.dataUpdatedAt);
  useLiveSubscriber({
    onAlerts: () => {
      if (isOfAlerts && isEnabled) refresh();
    },
    onChanged: (dates) => {
      // A snapshot: what happened before it is not known.
      if (isOfAlerts && isEnabled && dates === null) refresh();
      if (days === undefined || !touches(dates, days ?? { from: live.today, to: live.today })) return;
      confirmation.doubt();
      if (isEnabled) refresh();
    },
    onAlive: (at, isWatching) => {
      if (isWatching && days !== undefined && everySeconds === undefined && query.error === null)
        confirmation.confirm(at);
    },
  });
  // A new day changes what "today" is.
  const shownToday = useRef(live.today);
  useEffect(() => {
    if (shownToday.current === live.today) return;
    shownToday.current = live.today;
    if (days === null || everySeconds !== undefined) refresh();
  }, [live.today, days, everySeconds, refresh]);

  const { refetch } = query;
  const retry = useCallback(() => void refetch(), [refetch]);
  const data = query.data?.data;
  const loadedAt = data?.asOf == null ? null : fromIsoInstant(data.asOf);
  const isStale = data !== undefined && (data.state === 'stale' || query.error !== null);
  const asOf =
    loadedAt !== null && !isStale && confirmation.at !== null ? Math.max(loadedAt, confirmation.at) : loadedAt;
  return {
    data,
    error: query.error,
    isFetching: query.isFetching,
    asOf,
    isStale,
    retry,
  };
}

/** Until when the shown answer is known to hold: nothing changed since it was read, and somebody watched. */
function useConfirmation(address: string, answeredAt: number) {
  const state = useRef({ address, answeredAt, isDoubtful: false });
  const [confirmed, setConfirmed] = useState<{ address: string; at: EpochSeconds } | null>(null);
  if (state.current.address !== address || state.current.answeredAt !== answeredAt) {
    state.current = { address, answeredAt, isDoubtful: answeredAt === 0 };
  }
  return {
    at: confirmed?.address === address ? confirmed.at : null,
    doubt: () => {
      state.current.isDoubtful = true;
    },
    confirm: (at: EpochSeconds) => {
      if (!state.current.isDoubtful) setConfirmed({ address, at });
    },
  };
}

/** Many calls become one, soon. */
function useRefresh(read: () => void): () => void {
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => () => clearTimeout(waiting.current), []);
  return useCallback(() => {
    if (waiting.current !== undefined) return;
    const pause = Math.max(0, lastAt.current + MIN_PAUSE_MILLIS - monotonicMillis());
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      lastAt.current = monotonicMillis();
      latest.current();
    }, pause);
  }, []);
}

function touches(dates: readonly IsoDay[] | null, days: { from: IsoDay; to: IsoDay }): boolean {
  return dates === null || dates.some((date) => date >= days.from && date <= days.to);
}

function isNewer(shown: Answer, fetched: Answer): boolean {
  return shown.asOf !== null && fetched.asOf !== null && shown.asOf > fetched.asOf;
}
