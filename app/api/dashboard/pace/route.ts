import { loadPaceText } from '@/lib/domain/pace/loaders';
import { pace, paceQuery } from '@/lib/domain/pace/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/pace',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: paceQuery,
  docs: {
    summary: 'Finished items of a day by quarter of an hour, beside the target line and last week, with a forecast',
    tags: ['Dashboard'],
    response: pace,
  },
  handle: async ({ site, query, now }) => new JsonText(await loadPaceText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
