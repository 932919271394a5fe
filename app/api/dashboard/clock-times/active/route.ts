import { loadActivePeople } from '@/lib/domain/clock/loaders';
import { activePeople } from '@/lib/domain/clock/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/clock-times/active',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  docs: { summary: 'Who is clocked in now', tags: ['Time clock'], response: activePeople },
  handle: ({ site, now }) => loadActivePeople(site, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
