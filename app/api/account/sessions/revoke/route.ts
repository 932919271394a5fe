import { getDatabase } from '@/lib/db/handles';
import { revokeSessions } from '@/lib/platform/auth/user-changes';
import { revokedSessions, sessionRevocation } from '@/lib/platform/auth/user-schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf, sessionIdOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/account/sessions/revoke',
  access: { session: ['admin', 'manager', 'viewer'] },
  body: sessionRevocation,
  docs: {
    summary: 'End one session of the asker, or all but the one that asks',
    tags: ['Account'],
    response: revokedSessions,
  },
  handle: ({ body, principal, now }) => {
    const actor = actorOf(principal);
    const which = body.sessionId === undefined ? { except: sessionIdOf(principal) } : { id: body.sessionId };
    return revokeSessions(getDatabase(), { userId: actor.id, which, actor, now });
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
