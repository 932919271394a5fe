'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { ServerClock } from '@/components/live/server-clock';
import type { LiveStatus } from '@/components/live/use-live';
import type { Leaderboard } from '@/lib/domain/leaderboard/schema';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { type BoardError, type BoardFilter, type FetchedBoard, fetchLeaderboard } from './fetch-leaderboard';

const POLL_MILLIS = 30_000;
/** However often the server tells of changes, the board is read at most this often. */
const MIN_PAUSE_MILLIS = 700;

export type BoardQuery = {
  board: Leaderboard | undefined;
  error: BoardError | null;
  isFetching: boolean;
  /** Changes with every answer. */
  answeredAt: number;
  /** Reads the shown board again, soon; many calls become one. */
  refresh(): void;
  /** Reads it now. */
  retry(): void;
};

/** The board of a filter: the server's first answer, then read again when told to, or every 30 s while not live. */
export function useBoard(
  filter: BoardFilter,
  initial: { filter: BoardFilter; board: Leaderboard | null },
  live: LiveStatus,
  clock: ServerClock,
): BoardQuery {
  const client = useQueryClient();
  const key = boardKey(filter);
  const isInitial = JSON.stringify(key) === JSON.stringify(boardKey(initial.filter));
  const query = useQuery<FetchedBoard, BoardError>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const fetched = await fetchLeaderboard(filter, signal);
      if (fetched.serverNow !== null) clock.hear(fetched.serverNow);
      const shown = client.getQueryData<FetchedBoard>(key);
      // An answer that overtook a newer one is not shown.
      return shown !== undefined && shown.board.asOf > fetched.board.asOf ? shown : fetched;
    },
    initialData: isInitial && initial.board !== null ? { board: initial.board, serverNow: null } : undefined,
    staleTime: live === 'live' ? Number.POSITIVE_INFINITY : POLL_MILLIS,
    refetchInterval: live === 'live' ? false : POLL_MILLIS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    retry: false,
  });

  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  const refresh = useCallback(() => {
    if (waiting.current !== undefined) return;
    const pause = Math.max(0, lastAt.current + MIN_PAUSE_MILLIS - monotonicMillis());
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      lastAt.current = monotonicMillis();
      void client.invalidateQueries({ queryKey: ['leaderboard'], refetchType: 'active' });
    }, pause);
  }, [client]);
  useEffect(() => () => clearTimeout(waiting.current), []);

  return {
    board: query.data?.board,
    error: query.error,
    isFetching: query.isFetching,
    answeredAt: query.dataUpdatedAt,
    refresh,
    retry: () => void query.refetch(),
  };
}

function boardKey(filter: BoardFilter) {
  return ['leaderboard', filter.siteCode, filter.date, filter.department] as const;
}
