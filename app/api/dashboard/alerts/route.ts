import { loadAlerts } from '@/lib/domain/alerts/loaders';
import { alertList, alertQuery } from '@/lib/domain/alerts/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/alerts',
  access: { session: ['admin', 'manager'], apiKey: ['read'] },
  query: alertQuery,
  docs: { summary: 'Alerts by when they are due', tags: ['Attention'], response: alertList },
  handle: ({ site, query, now }) => loadAlerts(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
