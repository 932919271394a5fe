import * as z from 'zod';
import { type Leaderboard, leaderboard } from '@/lib/domain/leaderboard/schema';
import { type EpochSeconds, epochSecondsFromMillis, type IsoDay } from '@/lib/platform/time/instant';

export type BoardFilter = { siteCode: string; date: IsoDay | null; department: string | null };

/** What went wrong, said for people. `isSignedOut`: the session has ended. */
export class BoardError extends Error {
  readonly isSignedOut: boolean;

  constructor(message: string, isSignedOut = false) {
    super(message);
    this.name = 'BoardError';
    this.isSignedOut = isSignedOut;
  }
}

const PAGE_ROWS = 500;
const MAX_ATTEMPTS = 3;
const errorBody = z.object({ error: z.object({ message: z.string() }) });

export type FetchedBoard = { board: Leaderboard; serverNow: EpochSeconds | null };

/** The whole board, page by page, all pages of one moment. Throws {@link BoardError}. */
export async function fetchLeaderboard(filter: BoardFilter, signal: AbortSignal): Promise<FetchedBoard> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await fetchPage(filter, null, signal);
    const rows = [...first.board.rows];
    let cursor = first.board.nextCursor;
    let isOneMoment = true;
    while (cursor !== null && isOneMoment) {
      const next = await fetchPage(filter, cursor, signal);
      isOneMoment = next.board.asOf === first.board.asOf;
      rows.push(...next.board.rows);
      cursor = next.board.nextCursor;
    }
    // The numbers changed between two pages: read them again, at last take what there is, each person once.
    if (isOneMoment || attempt >= MAX_ATTEMPTS) {
      const once = new Map(rows.map((row) => [row.employeeId, row]));
      return { ...first, board: { ...first.board, rows: [...once.values()], nextCursor: null } };
    }
  }
}

async function fetchPage(filter: BoardFilter, cursor: string | null, signal: AbortSignal): Promise<FetchedBoard> {
  const query = new URLSearchParams({ site: filter.siteCode, limit: String(PAGE_ROWS) });
  if (filter.date !== null) query.set('date', filter.date);
  if (filter.department !== null) query.set('department', filter.department);
  if (cursor !== null) query.set('cursor', cursor);
  let response: Response;
  try {
    response = await fetch(`/api/dashboard/leaderboard?${query}`, { signal, headers: { accept: 'application/json' } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new BoardError('The server did not answer. Check your connection.');
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 401) throw new BoardError('You are signed out.', true);
  if (!response.ok) {
    const told = errorBody.safeParse(body);
    throw new BoardError(told.success ? told.data.error.message : `The server answered ${response.status}.`);
  }
  const parsed = leaderboard.safeParse(body);
  if (!parsed.success)
    throw new BoardError('The answer was not understood. A newer version may be out: reload the page.');
  const told = Date.parse(response.headers.get('date') ?? '');
  return { board: parsed.data, serverNow: Number.isNaN(told) ? null : epochSecondsFromMillis(told) };
}
