import { getDatabase } from '@/lib/db/handles';
import { revokeSessions } from '@/lib/platform/auth/user-changes';
import { revokedSessions, sessionRevocation, userParams } from '@/lib/platform/auth/user-schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/admin/users/:id/sessions/revoke',
  access: { session: ['admin'], allSites: true },
  params: userParams,
  body: sessionRevocation,
  docs: { summary: 'End one session of a person, or all of them', tags: ['Users'], response: revokedSessions },
  handle: ({ params, body, principal, now }) => {
    const which = body.sessionId === undefined ? { except: null } : { id: body.sessionId };
    return revokeSessions(getDatabase(), { userId: params.id, which, actor: actorOf(principal), now });
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
