import { loadRecentActivities } from '@/lib/domain/activities/loaders';
import { recentActivities, recentQuery } from '@/lib/domain/activities/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/activities/recent',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: recentQuery,
  docs: { summary: 'The work windows that ended last', tags: ['Scans'], response: recentActivities },
  handle: ({ site, query, now }) => loadRecentActivities(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
