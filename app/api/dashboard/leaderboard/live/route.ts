import { loadLiveBoardText } from '@/lib/domain/leaderboard/loaders';
import { liveBoard, liveBoardQuery } from '@/lib/domain/leaderboard/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/leaderboard/live',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: liveBoardQuery,
  docs: { summary: 'The first ten of today, with how they moved', tags: ['Dashboard'], response: liveBoard },
  handle: async ({ site, now }) => new JsonText(await loadLiveBoardText(site, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
