import { loadPeriodBoard } from '@/lib/domain/gamification/loaders';
import { periodBoard, periodBoardQuery } from '@/lib/domain/gamification/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/gamification/leaderboard',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: periodBoardQuery,
  docs: { summary: 'The board of a day, week or month', tags: ['Gamification'], response: periodBoard },
  handle: ({ site, query, now }) => loadPeriodBoard(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
