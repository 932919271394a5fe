import { loadFlowHistoryText } from '@/lib/domain/flow/loaders';
import { flowHistory, flowHistoryQuery } from '@/lib/domain/flow/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/bottleneck/history',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: flowHistoryQuery,
  docs: { summary: 'The flow of the last hours, hour by hour', tags: ['Flow'], response: flowHistory },
  handle: async ({ site, query, now }) => new JsonText(await loadFlowHistoryText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
