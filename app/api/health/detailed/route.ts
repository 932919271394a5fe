import { loadDetailedHealth } from '@/lib/domain/health-check/loaders';
import { detailedHealth } from '@/lib/domain/health-check/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { jsonResponse } from '@/lib/platform/http/responses';
import { monitorRoute } from '@/lib/platform/http/route';

export const GET = monitorRoute({
  tag: 'GET /api/health/detailed',
  visibility: 'open',
  docs: {
    summary: 'How every part of the hub is: database, Redis, queue, workers, jobs, sources, cache, backup, disk',
    tags: ['Health'],
    response: detailedHealth,
  },
  handle: async ({ siteCode }) => jsonResponse(await loadDetailedHealth(siteCode)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
