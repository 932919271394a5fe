import { addressOf, type Fetched, fetchJson, type QueryParams } from '@/components/query/fetch-json';
import type { Leaderboard } from '@/lib/domain/leaderboard/schema';

const PAGE_ROWS = 500;
const MAX_ATTEMPTS = 3;

/** The whole board, page by page, all pages of one moment. Throws {@link RequestError}. */
export async function fetchLeaderboard(params: QueryParams, signal: AbortSignal): Promise<Fetched<Leaderboard>> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await fetchPage(params, null, signal);
    const rows = [...first.data.rows];
    let cursor = first.data.nextCursor;
    let isOneMoment = true;
    while (cursor !== null && isOneMoment) {
      const next = await fetchPage(params, cursor, signal);
      isOneMoment = next.data.asOf === first.data.asOf;
      rows.push(...next.data.rows);
      cursor = next.data.nextCursor;
    }
    // The numbers changed between two pages: read them again, at last take what there is, each person once.
    if (isOneMoment || attempt >= MAX_ATTEMPTS) {
      const once = new Map(rows.map((row) => [row.employeeId, row]));
      return { ...first, data: { ...first.data, rows: [...once.values()], nextCursor: null } };
    }
  }
}

function fetchPage(params: QueryParams, cursor: string | null, signal: AbortSignal): Promise<Fetched<Leaderboard>> {
  const schema = () => import('@/lib/domain/leaderboard/schema').then(({ leaderboard }) => leaderboard);
  return fetchJson(addressOf('/api/dashboard/leaderboard', { ...params, limit: PAGE_ROWS, cursor }), schema, signal);
}
