import { loadPersonAchievements } from '@/lib/domain/gamification/loaders';
import { achievementsParams, achievementsQuery, personAchievements } from '@/lib/domain/gamification/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/gamification/achievements/:employeeId',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  params: achievementsParams,
  query: achievementsQuery,
  docs: { summary: "A person's achievements", tags: ['Gamification'], response: personAchievements },
  handle: ({ site, params, query }) => loadPersonAchievements(site, { ...params, ...query }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
