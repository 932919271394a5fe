import { AppError } from '@/lib/platform/errors/errors';
import { answerSafely, requestIdOf } from './api-route';
import type { RouteDescription, RouteDocs } from './route-docs';

export type PlainHandler = ((request: Request) => Promise<Response>) & { route: RouteDescription };

/** What everybody may ask, of no site in particular and without the database: health, the API's own document. */
export function plainRoute(options: {
  tag: string;
  docs: RouteDocs;
  handle(request: Request): Response | Promise<Response>;
}): PlainHandler {
  const { tag, docs, handle } = options;
  const handler: PlainHandler = (request) => answerSafely(tag, requestIdOf(request), async () => handle(request));
  handler.route = { tag, docs, access: { anonymous: true }, isOfSite: false, rateClass: null };
  return handler;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Refusal = (request: Request) => Promise<Response>;

/**
 * The methods that a route does not have, as handlers that say so in the body of every other error, with `Allow`:
 * `export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');`
 */
export function otherMethods<Own extends Method>(...own: Own[]): Record<Exclude<Method, Own> | 'OPTIONS', Refusal> {
  const allow = [...own, ...(own.some((method) => method === 'GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const refuse: Refusal = async (request) => {
    const response = await answerSafely('method not allowed', requestIdOf(request), async () => {
      throw new AppError('METHOD_NOT_ALLOWED', `This address does not take ${request.method}. It takes ${allow}.`);
    });
    response.headers.set('allow', allow);
    return response;
  };
  const OPTIONS: Refusal = async () => new Response(null, { status: 204, headers: { allow } });
  const all: Record<Method | 'OPTIONS', Refusal> = {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS,
  };
  return all;
}

/** The error of addresses that lead nowhere. */
export function nothingHere(): AppError {
  return new AppError('NOT_FOUND', 'There is nothing at this address. /api/docs lists what there is.');
}

/** For addresses that lead nowhere. */
export const unknownAddress: Refusal = (request) =>
  answerSafely('unknown address', requestIdOf(request), async () => {
    throw nothingHere();
  });
