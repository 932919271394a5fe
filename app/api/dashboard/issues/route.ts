import { loadIssues } from '@/lib/domain/issues/loaders';
import { issueList, issueQuery } from '@/lib/domain/issues/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/issues',
  access: { session: ['admin', 'manager'], apiKey: ['read'] },
  query: issueQuery,
  docs: { summary: 'What is wrong with the data', tags: ['Attention'], response: issueList },
  handle: ({ site, query, now }) => loadIssues(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
