import { loadTeamBottlenecks } from '@/lib/domain/team/loaders';
import { teamBottlenecks, teamNoQuery } from '@/lib/domain/team/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/team-metrics/bottlenecks',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: teamNoQuery,
  docs: { summary: 'Where the team is held up', tags: ['Team'], response: teamBottlenecks },
  handle: ({ site, now }) => loadTeamBottlenecks(site, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
