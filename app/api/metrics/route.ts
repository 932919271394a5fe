import * as z from 'zod';
import { loadMetrics } from '@/lib/domain/health-check/loaders';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { monitorRoute } from '@/lib/platform/http/route';

export const GET = monitorRoute({
  tag: 'GET /api/metrics',
  visibility: 'or-hidden',
  docs: {
    summary: 'Metrics for Prometheus, of this web server and of the whole hub',
    tags: ['Health'],
    response: z.string(),
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
  },
  handle: async ({ siteCode }) => {
    const { text, contentType } = await loadMetrics(siteCode);
    return new Response(text, { headers: { 'content-type': contentType } });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
