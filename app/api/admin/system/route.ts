import { loadSystem } from '@/lib/domain/system/loaders';
import { systemState } from '@/lib/domain/system/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/system',
  access: { session: ['admin'], allSites: true },
  docs: {
    summary: 'How every part of the hub is, with its thresholds, table sizes, slow statements and versions',
    tags: ['System'],
    response: systemState,
  },
  handle: ({ now }) => loadSystem(now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
