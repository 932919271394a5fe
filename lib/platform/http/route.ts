import { getDatabase } from '@/lib/db/handles';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import { authenticateApiKey } from '@/lib/platform/auth/api-keys';
import { getSessionUser } from '@/lib/platform/auth/session';
import { getEnv } from '@/lib/platform/env/env';
import { currentInstant } from '@/lib/platform/time/clock';
import { createApiRoute } from './api-route';

/**
 * Makes the handler of an API route, e.g.
 * `export const GET = apiRoute({ tag: 'GET /api/x', access: { session: ['manager'] }, query, handle })`.
 */
export const apiRoute = createApiRoute({
  now: currentInstant,
  findUser: getSessionUser,
  findApiKey: (key, now) => authenticateApiKey(getDatabase(), key, now),
  findSite: (code) => getSite(getDatabase(), code),
  ownOrigin: () => new URL(getEnv().BASE_URL).origin,
});
