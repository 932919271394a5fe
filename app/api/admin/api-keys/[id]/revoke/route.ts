import { getDatabase } from '@/lib/db/handles';
import { apiKeyParams } from '@/lib/platform/auth/api-key-schema';
import { revokeApiKey } from '@/lib/platform/auth/api-keys';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/admin/api-keys/:id/revoke',
  access: { session: ['admin'] },
  params: apiKeyParams,
  docs: { summary: 'End an API key at once', tags: ['API keys'], response: statusAnswer('revoked') },
  handle: async ({ site, params, principal, now }) => {
    await revokeApiKey(getDatabase(), { siteId: site.id, keyId: params.id, actor: actorOf(principal), now });
    return { status: 'revoked' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
