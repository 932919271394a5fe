import { getDatabase } from '@/lib/db/handles';
import { changeUser } from '@/lib/platform/auth/user-changes';
import { userChanges, userParams } from '@/lib/platform/auth/user-schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const PATCH = apiRoute({
  tag: 'PATCH /api/admin/users/:id',
  access: { session: ['admin'], allSites: true },
  params: userParams,
  body: userChanges,
  docs: {
    summary: 'Change name, role, rights or sites of a person, or close and open the account',
    tags: ['Users'],
    response: statusAnswer('changed'),
  },
  handle: async ({ params, body, principal, now }) => {
    await changeUser(getDatabase(), { userId: params.id, changes: body, actor: actorOf(principal), now });
    return { status: 'changed' };
  },
});

export const { GET, POST, PUT, DELETE, OPTIONS } = otherMethods('PATCH');
