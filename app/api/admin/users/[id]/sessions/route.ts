import { getDatabase } from '@/lib/db/handles';
import { listSessions } from '@/lib/platform/auth/list-users';
import { sessionList, userParams } from '@/lib/platform/auth/user-schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { sessionIdOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/users/:id/sessions',
  access: { session: ['admin'], allSites: true },
  params: userParams,
  docs: { summary: 'The open sessions of a person', tags: ['Users'], response: sessionList },
  handle: ({ params, principal, now }) =>
    listSessions(getDatabase(), { userId: params.id, currentId: sessionIdOf(principal), now }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
