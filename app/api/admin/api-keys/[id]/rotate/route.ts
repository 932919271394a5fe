import { getDatabase } from '@/lib/db/handles';
import { apiKeyParams, apiKeyRotation, rotatedApiKey } from '@/lib/platform/auth/api-key-schema';
import { rotateApiKey } from '@/lib/platform/auth/api-keys';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';
import { toIsoInstant } from '@/lib/platform/time/instant';

export const POST = apiRoute({
  tag: 'POST /api/admin/api-keys/:id/rotate',
  access: { session: ['admin'] },
  params: apiKeyParams,
  body: apiKeyRotation,
  docs: {
    summary: 'Make the successor of an API key, shown in this answer only; the old one stays good for the overlap',
    tags: ['API keys'],
    response: rotatedApiKey,
    statuses: [201],
  },
  handle: async ({ site, params, body, principal, now }) => {
    const order = { siteId: site.id, keyId: params.id, ...body, actor: actorOf(principal), now };
    const { oldKeyEndsAt, ...made } = await rotateApiKey(getDatabase(), order);
    return jsonResponse({ ...made, oldKeyEndsAt: toIsoInstant(oldKeyEndsAt) }, 201);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
