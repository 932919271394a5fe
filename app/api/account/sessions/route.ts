import { getDatabase } from '@/lib/db/handles';
import { listSessions } from '@/lib/platform/auth/list-users';
import { sessionList } from '@/lib/platform/auth/user-schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf, sessionIdOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/account/sessions',
  access: { session: ['admin', 'manager', 'viewer'] },
  docs: { summary: 'The open sessions of the asker', tags: ['Account'], response: sessionList },
  handle: ({ principal, now }) =>
    listSessions(getDatabase(), { userId: actorOf(principal).id, currentId: sessionIdOf(principal), now }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
