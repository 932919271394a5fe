import { loadTeamCapacityText } from '@/lib/domain/team/loaders';
import { teamCapacity, teamDayQuery } from '@/lib/domain/team/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/team-metrics/capacity',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: teamDayQuery,
  docs: {
    summary: 'What the team could make with the hours worked, and how much of it it made',
    tags: ['Team'],
    response: teamCapacity,
  },
  handle: async ({ site, query, now }) => new JsonText(await loadTeamCapacityText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
