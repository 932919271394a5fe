import { loadTeamOverviewText } from '@/lib/domain/team/loaders';
import { teamDayQuery, teamOverview } from '@/lib/domain/team/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/team-metrics/overview',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: teamDayQuery,
  docs: { summary: 'The team on a day, with attendance and use of its time', tags: ['Team'], response: teamOverview },
  handle: async ({ site, query, now }) => new JsonText(await loadTeamOverviewText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
