import { loadLeaderboardText } from '@/lib/domain/leaderboard/loaders';
import { leaderboard, leaderboardQuery } from '@/lib/domain/leaderboard/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/leaderboard',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: leaderboardQuery,
  docs: { summary: 'The leaderboard of a day', tags: ['Dashboard'], response: leaderboard },
  handle: async ({ site, query, now }) => new JsonText(await loadLeaderboardText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
