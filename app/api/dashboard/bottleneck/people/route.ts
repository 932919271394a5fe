import { loadFlowPeopleText } from '@/lib/domain/flow/loaders';
import { flowPeople, flowPeopleQuery } from '@/lib/domain/flow/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/bottleneck/people',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: flowPeopleQuery,
  docs: { summary: 'Who works in a department now and what they make', tags: ['Flow'], response: flowPeople },
  handle: async ({ site, query, now }) => new JsonText(await loadFlowPeopleText(site, query.department, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
