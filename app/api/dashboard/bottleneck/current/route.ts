import { loadFlowText } from '@/lib/domain/flow/loaders';
import { flowNow, noQuery } from '@/lib/domain/flow/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/bottleneck/current',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: noQuery,
  docs: { summary: 'The flow now: rates, queues, what jams and who could help', tags: ['Flow'], response: flowNow },
  handle: async ({ site, now }) => new JsonText(await loadFlowText(site, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
