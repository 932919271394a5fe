import { loadTeamMetricsText } from '@/lib/domain/team/loaders';
import { teamDayQuery, teamMetrics } from '@/lib/domain/team/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/analytics/team-metrics',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: teamDayQuery,
  docs: {
    summary: 'The team on a day, today compared with yesterday at the same time',
    tags: ['Analytics'],
    response: teamMetrics,
  },
  handle: async ({ site, query, now }) => new JsonText(await loadTeamMetricsText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
