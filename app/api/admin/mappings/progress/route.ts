import { loadProgress } from '@/lib/domain/identity/loaders';
import { progressAnswer, progressQuery } from '@/lib/domain/identity/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/mappings/progress',
  access: { session: ['admin'], apiKey: ['admin'] },
  query: progressQuery,
  docs: {
    summary: 'How many days of people wait for a new score after a change',
    tags: ['Mappings'],
    response: progressAnswer,
  },
  handle: ({ site, query, now }) => loadProgress(site, query.employeeIds.split(',').map(Number), now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
