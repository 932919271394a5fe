import { loadDayPeople } from '@/lib/domain/dashboard/loaders';
import { dayPeople, dayQuery } from '@/lib/domain/dashboard/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/people',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: dayQuery,
  docs: {
    summary: 'The people of a day with what the figures of the day are the sums of',
    tags: ['Dashboard'],
    response: dayPeople,
  },
  handle: ({ site, query, now }) => loadDayPeople(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
