import { getDatabase } from '@/lib/db/handles';
import { resetPassword } from '@/lib/platform/auth/user-changes';
import { newPassword, userParams } from '@/lib/platform/auth/user-schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/admin/users/:id/reset-password',
  access: { session: ['admin'], allSites: true },
  params: userParams,
  docs: {
    summary: 'Give somebody a one-time password, shown in this answer only, and end all sessions',
    tags: ['Users'],
    response: newPassword,
    statuses: [201],
  },
  handle: async ({ params, principal, now }) => {
    const password = await resetPassword(getDatabase(), { userId: params.id, actor: actorOf(principal), now });
    return jsonResponse({ password }, 201);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
