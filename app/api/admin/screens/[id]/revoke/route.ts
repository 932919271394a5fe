import { getDatabase } from '@/lib/db/handles';
import { revokeScreen } from '@/lib/domain/screens/mutations';
import { emptyBody, screenParams } from '@/lib/domain/screens/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';
import { publishLive } from '@/lib/platform/live/publish';

export const POST = apiRoute({
  tag: 'POST /api/admin/screens/:id/revoke',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: screenParams,
  body: emptyBody,
  docs: { summary: 'Blank a screen within seconds, for good', tags: ['Screens'], response: statusAnswer('revoked') },
  handle: async ({ site, params, principal, now }) => {
    await revokeScreen(getDatabase(), { siteId: site.id, screenId: params.id, actor: actorOf(principal), now });
    await publishLive({ siteId: site.id, type: 'screens-changed' });
    return { status: 'revoked' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
