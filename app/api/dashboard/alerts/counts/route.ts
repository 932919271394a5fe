import * as z from 'zod';
import { loadAlertCountsText } from '@/lib/domain/alerts/loaders';
import { alertCounts } from '@/lib/domain/alerts/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/alerts/counts',
  access: { session: ['admin', 'manager'], apiKey: ['read'] },
  query: z.object({}),
  docs: { summary: 'How many alerts wait, and which are critical', tags: ['Attention'], response: alertCounts },
  handle: async ({ site, now }) => new JsonText(await loadAlertCountsText(site, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
