import { getDatabase } from '@/lib/db/handles';
import { apiKeyList, apiKeyOrder, createdApiKey, prepareApiKeys } from '@/lib/platform/auth/api-key-schema';
import { createApiKey, listApiKeys } from '@/lib/platform/auth/api-keys';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';
import { fromIsoInstant } from '@/lib/platform/time/instant';

export const GET = apiRoute({
  tag: 'GET /api/admin/api-keys',
  access: { session: ['admin'] },
  docs: { summary: 'The API keys of the site, also ended ones', tags: ['API keys'], response: apiKeyList },
  handle: async ({ site, now }) => prepareApiKeys(await listApiKeys(getDatabase(), site.id), now),
});

export const POST = apiRoute({
  tag: 'POST /api/admin/api-keys',
  access: { session: ['admin'] },
  body: apiKeyOrder,
  docs: {
    summary: 'Make an API key; it is shown in this answer only',
    tags: ['API keys'],
    response: createdApiKey,
    statuses: [201],
  },
  handle: async ({ site, body, principal, now }) => {
    const { name, scopes } = body;
    const expiresAt = body.expiresAt == null ? null : fromIsoInstant(body.expiresAt);
    const order = { siteId: site.id, name, scopes, expiresAt, actor: actorOf(principal), now };
    return jsonResponse(await createApiKey(getDatabase(), order), 201);
  },
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
