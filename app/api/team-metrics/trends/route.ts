import { loadTeamTrendsText } from '@/lib/domain/team/loaders';
import { teamTrends, teamTrendsQuery } from '@/lib/domain/team/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/team-metrics/trends',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: teamTrendsQuery,
  docs: { summary: 'The team day by day, and the whole range beside another', tags: ['Team'], response: teamTrends },
  handle: async ({ site, query, now }) => new JsonText(await loadTeamTrendsText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
