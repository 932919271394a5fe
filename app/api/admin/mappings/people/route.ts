import * as z from 'zod';
import { loadClocklessPeople } from '@/lib/domain/identity/loaders';
import { clocklessList } from '@/lib/domain/identity/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/mappings/people',
  access: { session: ['admin'], apiKey: ['admin'] },
  query: z.object({}),
  docs: {
    summary: 'People without a login of the time clock, with the logins that may be theirs',
    tags: ['Mappings'],
    response: clocklessList,
  },
  handle: ({ site, now }) => loadClocklessPeople(site, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
