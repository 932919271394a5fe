import { loadStreakLeaders } from '@/lib/domain/gamification/loaders';
import { streakLeaders, streakLeadersQuery } from '@/lib/domain/gamification/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/analytics/streak-leaders',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: streakLeadersQuery,
  docs: {
    summary: 'Who has kept their target for the most days in a row',
    tags: ['Gamification'],
    response: streakLeaders,
  },
  handle: ({ site, query }) => loadStreakLeaders(site, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
