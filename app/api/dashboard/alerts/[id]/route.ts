import { loadAlert } from '@/lib/domain/alerts/loaders';
import { alertAnswer, alertParams } from '@/lib/domain/alerts/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/alerts/:id',
  access: { session: ['admin', 'manager'], apiKey: ['read'] },
  params: alertParams,
  docs: { summary: 'An alert and what was done about it', tags: ['Attention'], response: alertAnswer },
  handle: ({ site, params, now }) => loadAlert(site, params.id, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
