import { loadChanges } from '@/lib/domain/identity/loaders';
import { changeList, changesQuery } from '@/lib/domain/identity/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/mappings/changes',
  access: { session: ['admin'], apiKey: ['admin'] },
  query: changesQuery,
  docs: {
    summary: 'What was decided about logins and people, the latest first, and what of it can be taken back',
    tags: ['Mappings'],
    response: changeList,
  },
  handle: ({ site, query, now }) => loadChanges(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
