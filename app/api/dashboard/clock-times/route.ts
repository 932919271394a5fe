import { loadClockTimes } from '@/lib/domain/clock/loaders';
import { clockDayQuery, clockTimesOfDay } from '@/lib/domain/clock/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/clock-times',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: clockDayQuery,
  docs: { summary: 'The clock times of a day', tags: ['Time clock'], response: clockTimesOfDay },
  handle: ({ site, query, now }) => loadClockTimes(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
