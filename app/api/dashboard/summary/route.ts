import { loadSummary } from '@/lib/domain/dashboard/loaders';
import { dayQuery, summary } from '@/lib/domain/dashboard/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/summary',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: dayQuery,
  docs: {
    summary: 'Leaderboard, departments, team, counts and alerts in one; a part that fails does not stop the others',
    tags: ['Dashboard'],
    response: summary,
  },
  handle: ({ site, query, now }) => loadSummary(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
