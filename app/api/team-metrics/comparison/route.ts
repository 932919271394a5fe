import { loadTeamComparisonText } from '@/lib/domain/team/loaders';
import { teamComparison, teamComparisonQuery } from '@/lib/domain/team/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/team-metrics/comparison',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: teamComparisonQuery,
  docs: { summary: 'Departments in a range compared with another', tags: ['Team'], response: teamComparison },
  handle: async ({ site, query, now }) => new JsonText(await loadTeamComparisonText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
