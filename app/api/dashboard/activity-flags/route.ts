import { loadActivityFlags } from '@/lib/domain/flags/loaders';
import { flagList, flagQuery } from '@/lib/domain/flags/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/activity-flags',
  access: { session: ['admin', 'manager'], apiKey: ['read'] },
  query: flagQuery,
  docs: { summary: 'Work windows that look wrong', tags: ['Attention'], response: flagList },
  handle: ({ site, query, now }) => loadActivityFlags(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
