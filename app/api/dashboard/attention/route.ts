import { loadAttention } from '@/lib/domain/dashboard/loaders';
import { attention, dayQuery } from '@/lib/domain/dashboard/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/attention',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: dayQuery,
  docs: {
    summary: 'Who is idle, where it jams and which data issues are open; a part that fails does not stop the others',
    tags: ['Dashboard'],
    response: attention,
  },
  handle: ({ site, query, now }) => loadAttention(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
