import { loadPreview } from '@/lib/domain/identity/loaders';
import { mappingPreview, previewQuery } from '@/lib/domain/identity/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/mappings/preview',
  access: { session: ['admin'], apiKey: ['admin'] },
  query: previewQuery,
  docs: {
    summary: 'Which days, items and points a decision about a login would move, and for whom; writes nothing',
    tags: ['Mappings'],
    response: mappingPreview,
  },
  handle: ({ site, query, now }) => loadPreview(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
