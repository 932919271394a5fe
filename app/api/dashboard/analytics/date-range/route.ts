import { loadDateRangeText } from '@/lib/domain/ranges/loaders';
import { dateRange, dateRangeQuery } from '@/lib/domain/ranges/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/analytics/date-range',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: dateRangeQuery,
  docs: {
    summary: 'A range of days in sums, by day and by person, compared with another if asked',
    tags: ['Analytics'],
    response: dateRange,
  },
  handle: async ({ site, query, now }) => new JsonText(await loadDateRangeText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
