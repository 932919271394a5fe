import { loadAchievementTicker } from '@/lib/domain/gamification/loaders';
import { achievementTicker, achievementTickerQuery } from '@/lib/domain/gamification/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/analytics/achievement-ticker',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: achievementTickerQuery,
  docs: { summary: 'Achievements of the last days, newest first', tags: ['Gamification'], response: achievementTicker },
  handle: ({ site, query, now }) => loadAchievementTicker(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
