import { loadTeamHealthText } from '@/lib/domain/team/loaders';
import { teamHealth, teamNoQuery } from '@/lib/domain/team/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/team-metrics/health-score',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: teamNoQuery,
  docs: { summary: 'The health of the site as one number, with its parts', tags: ['Team'], response: teamHealth },
  handle: async ({ site, now }) => new JsonText(await loadTeamHealthText(site, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
