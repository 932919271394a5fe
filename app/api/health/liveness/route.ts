import * as z from 'zod';
import { measureEventLoop } from '@/lib/platform/health/health';
import { otherMethods, plainRoute } from '@/lib/platform/http/plain-route';
import { jsonResponse } from '@/lib/platform/http/responses';

const response = z.object({ status: z.enum(['ok', 'stuck']), eventLoopLagMillis: z.number().int() });

export const GET = plainRoute({
  tag: 'GET /api/health/liveness',
  docs: {
    summary: 'Whether the process still gets round to its work',
    tags: ['Health'],
    response,
    statuses: [200, 503],
  },
  handle: async () => {
    const report = await measureEventLoop();
    return jsonResponse(report, report.status === 'ok' ? 200 : 503);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');

export const dynamic = 'force-dynamic';
