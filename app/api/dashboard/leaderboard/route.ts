import { loadLeaderboardText } from '@/lib/domain/leaderboard/loaders';
import { leaderboardQuery } from '@/lib/domain/leaderboard/schema';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/leaderboard',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: leaderboardQuery,
  handle: async ({ site, query, now }) => new JsonText(await loadLeaderboardText(site, query, now)),
});
