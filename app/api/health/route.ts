import * as z from 'zod';
import { processHealth } from '@/lib/platform/health/health';
import { otherMethods, plainRoute } from '@/lib/platform/http/plain-route';
import { jsonResponse } from '@/lib/platform/http/responses';

const response = z.object({ status: z.literal('ok'), version: z.string(), uptimeSeconds: z.number().int() });

export const GET = plainRoute({
  tag: 'GET /api/health',
  docs: { summary: 'Whether the web server answers; touches nothing else', tags: ['Health'], response },
  handle: () => jsonResponse(processHealth()),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');

export const dynamic = 'force-dynamic';
