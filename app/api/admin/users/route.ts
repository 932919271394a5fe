import { getDatabase } from '@/lib/db/handles';
import { listUsers } from '@/lib/platform/auth/list-users';
import { createdUser, userList, userOrder } from '@/lib/platform/auth/user-schema';
import { createUser, makeOneTimePassword } from '@/lib/platform/auth/users';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/users',
  access: { session: ['admin'], allSites: true },
  docs: { summary: 'Everybody who can sign in, with rights and sites', tags: ['Users'], response: userList },
  handle: ({ principal, now }) => listUsers(getDatabase(), actorOf(principal).id, now),
});

export const POST = apiRoute({
  tag: 'POST /api/admin/users',
  access: { session: ['admin'], allSites: true },
  body: userOrder,
  docs: {
    summary: 'Add somebody who can sign in; the one-time password is shown in this answer only',
    tags: ['Users'],
    response: createdUser,
    statuses: [201],
  },
  handle: async ({ body, principal, now }) => {
    const password = makeOneTimePassword();
    const user = { ...body, password, mustChangePassword: true };
    const id = await createUser(getDatabase(), user, { actor: actorOf(principal), now });
    return jsonResponse({ id, password }, 201);
  },
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
