import { loadMappings } from '@/lib/domain/identity/loaders';
import { mappingList, mappingsQuery } from '@/lib/domain/identity/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/mappings',
  access: { session: ['admin'], apiKey: ['admin'] },
  query: mappingsQuery,
  docs: {
    summary: 'Logins that wait for a person, with suggestions, or those that are linked or ignored',
    tags: ['Mappings'],
    response: mappingList,
  },
  handle: ({ site, query, now }) => loadMappings(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
