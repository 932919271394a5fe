import { getDatabase } from '@/lib/db/handles';
import { findSiteAmong } from '@/lib/domain/sites/cached-sites';
import { findApiKey } from '@/lib/platform/auth/api-keys';
import { findScreen } from '@/lib/platform/auth/screens';
import { getSessionUser } from '@/lib/platform/auth/session';
import { getEnv } from '@/lib/platform/env/env';
import { limitRate } from '@/lib/platform/rate-limit/limit-rate';
import { rateSubject } from '@/lib/platform/rate-limit/subject';
import { currentInstant } from '@/lib/platform/time/clock';
import { type ApiRouteOptions, createApiRoute, type RouteHandler, type RouteServices } from './api-route';
import { createMonitorRoute } from './monitor-route';
import { readOwnWrites } from './own-writes';

const services: RouteServices = {
  now: currentInstant,
  findUser: getSessionUser,
  findApiKey: (key, now) => findApiKey(getDatabase(), key, now),
  findScreen: (headers) => findScreen(getDatabase(), headers),
  findSite: findSiteAmong,
  limitRate: (rateClass, principal, request) => limitRate(rateClass, rateSubject(principal, request.headers)),
  ownOrigin: () => new URL(getEnv().BASE_URL).origin,
};
const makeRoute = createApiRoute(services);

/** A question in the body of a POST changes nothing. */
const READING_POSTS = new Set([
  'POST /api/dashboard/batch',
  'POST /api/admin/departments/:id/preview',
  'POST /api/admin/pay-rates/preview',
  'POST /api/admin/settings/preview',
]);

/**
 * Makes the handler of an API route, e.g.
 * `export const GET = apiRoute({ tag: 'GET /api/x', access: { session: ['manager'] }, query, docs, handle })`.
 */
export function apiRoute<Query = undefined, Body = undefined, Params = Record<string, string>>(
  options: ApiRouteOptions<Query, Body, Params>,
): RouteHandler {
  return readOwnWrites(makeRoute(options), { isWrite: !READING_POSTS.has(options.tag) });
}

/** Makes the handler of a route for monitors and admins, of no site in particular. */
export const monitorRoute = createMonitorRoute({ ...services, token: () => getEnv().METRICS_TOKEN });
