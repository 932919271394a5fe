import { loadCostsText } from '@/lib/domain/costs/loaders';
import { costAnalysis, costQuery } from '@/lib/domain/costs/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/cost-analysis',
  access: { session: ['admin', 'manager'], pay: true },
  query: costQuery,
  docs: {
    summary: 'What labour cost in a range of days; needs the right to see pay',
    tags: ['Costs'],
    response: costAnalysis,
  },
  handle: async ({ site, query, now }) => {
    return new JsonText(await loadCostsText(site, query, now));
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
