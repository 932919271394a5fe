import { loadBoardTrendText } from '@/lib/domain/leaderboard/loaders';
import { boardTrend, boardTrendQuery } from '@/lib/domain/leaderboard/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/leaderboard/trend',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: boardTrendQuery,
  docs: {
    summary: "Everybody's points on the last 14 days and rank on the day before",
    tags: ['Dashboard'],
    response: boardTrend,
  },
  handle: async ({ site, query, now }) => new JsonText(await loadBoardTrendText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
