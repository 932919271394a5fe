import { loadHourPeopleText } from '@/lib/domain/heatmap/loaders';
import { hourPeople, hourPeopleQuery } from '@/lib/domain/heatmap/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/analytics/hourly-heatmap/people',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: hourPeopleQuery,
  docs: {
    summary: 'Who is behind a cell of the heat map, with items, points and time there',
    tags: ['Analytics'],
    response: hourPeople,
  },
  handle: async ({ site, query, now }) => new JsonText(await loadHourPeopleText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
