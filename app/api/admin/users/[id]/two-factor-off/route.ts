import { getDatabase } from '@/lib/db/handles';
import { switchOffTwoFactor } from '@/lib/platform/auth/user-changes';
import { userParams } from '@/lib/platform/auth/user-schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/admin/users/:id/two-factor-off',
  access: { session: ['admin'], allSites: true },
  params: userParams,
  docs: {
    summary: 'Take the second factor off somebody who lost it, and end all sessions',
    tags: ['Users'],
    response: statusAnswer('off'),
  },
  handle: async ({ params, principal, now }) => {
    await switchOffTwoFactor(getDatabase(), { userId: params.id, actor: actorOf(principal), now });
    return { status: 'off' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
