import * as z from 'zod';
import { checkReadiness } from '@/lib/platform/health/readiness';
import { otherMethods, plainRoute } from '@/lib/platform/http/plain-route';
import { jsonResponse } from '@/lib/platform/http/responses';

const response = z.object({
  status: z.enum(['ready', 'degraded', 'unavailable']),
  database: z.enum(['ok', 'unreachable', 'not migrated']),
  redis: z.enum(['ok', 'unreachable', 'off']),
});

export const GET = plainRoute({
  tag: 'GET /api/health/readiness',
  docs: {
    summary: 'Whether pages can be served: database reachable and current; Redis may be missing',
    tags: ['Health'],
    response,
    statuses: [200, 503],
  },
  handle: async () => {
    const report = await checkReadiness();
    return jsonResponse(report, report.status === 'unavailable' ? 503 : 200);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');

export const dynamic = 'force-dynamic';
