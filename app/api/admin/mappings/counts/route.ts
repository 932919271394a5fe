import * as z from 'zod';
import { loadMappingCountsText } from '@/lib/domain/identity/loaders';
import { mappingCounts } from '@/lib/domain/identity/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/mappings/counts',
  access: { session: ['admin'], apiKey: ['admin'] },
  query: z.object({}),
  docs: {
    summary: 'How many logins wait for a person, and how many people for a login of the time clock',
    tags: ['Mappings'],
    response: mappingCounts,
  },
  handle: async ({ site }) => new JsonText(await loadMappingCountsText(site)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
