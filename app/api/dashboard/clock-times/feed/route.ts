import { loadClockFeed } from '@/lib/domain/clock/loaders';
import { clockFeed, clockFeedQuery } from '@/lib/domain/clock/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/clock-times/feed',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: clockFeedQuery,
  docs: {
    summary: 'Who came, went and had a break on a day, newest first',
    tags: ['Time clock'],
    response: clockFeed,
  },
  handle: ({ site, query, now }) => loadClockFeed(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
