import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { Site } from '@/lib/domain/sites/schema';
import { AppError, type FieldProblem } from '@/lib/platform/errors/errors';
import { currentWorkContext, withWorkContext } from '@/lib/platform/log/context';
import { countAnswer } from '@/lib/platform/metrics/process-metrics';
import type { RateClass } from '@/lib/platform/rate-limit/limits';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { readJsonBody } from './body';
import { type Principal, type PrincipalSources, type RouteAccess, requireAccess, requirePrincipal } from './principal';
import { errorResponse, jsonResponse, taggedResponse, withRequestId } from './responses';
import type { RouteDescription, RouteDocs } from './route-docs';

/** What a route gets; everything is checked. `now` is the one present of the request. */
export type RouteContext<Query, Body, Params> = {
  principal: Principal;
  site: Site;
  query: Query;
  body: Body;
  params: Params;
  requestId: string;
  now: EpochSeconds;
  request: Request;
};

export type ApiRouteOptions<Query, Body, Params> = {
  /** Method and path as in contract.md 5; ends up in logs and SQL comments. */
  tag: string;
  access: RouteAccess;
  /** Of the query without `site`; values are text, or a list of texts where a name is repeated. */
  query?: z.ZodType<Query>;
  /** With it the request must carry JSON. */
  body?: z.ZodType<Body>;
  /** Of the path, e.g. `{ id }`. */
  params?: z.ZodType<Params>;
  maxBodyBytes?: number;
  /** Which limit its requests count against; by the method unless said. */
  rateClass?: RateClass;
  docs: RouteDocs;
  /** A value is sent as JSON (reads with a tag), text in {@link JsonText} as it is, a Response as it is. */
  handle(context: RouteContext<Query, Body, Params>): Promise<object>;
};

/** Who asked a larger request, and when. */
export type OuterRequest = { principal: Principal; requestId: string; now: EpochSeconds };

/** What the web framework calls. */
export type RequestHandler = (
  request: Request,
  routeContext: { params: Promise<Record<string, string>> },
) => Promise<Response>;

export type RouteHandler = RequestHandler & {
  route: RouteDescription;
  /** Answers a part of a larger request: rights are checked as always, nobody is looked up or counted again. */
  answerPart(request: Request, params: Record<string, string>, outer: OuterRequest): Promise<Response>;
};

/** What is needed to tell who asks and whether they may. */
export type AdmissionServices = PrincipalSources & {
  /** Counts the request. Throws RATE_LIMITED. */
  limitRate(rateClass: RateClass, principal: Principal, request: Request): Promise<void>;
};

/** What a route needs from the rest of the hub. */
export type RouteServices = AdmissionServices & {
  now(): EpochSeconds;
  /**
   * The site with the code; without a code the only one of those that the asker sees (null: all). Throws NOT_FOUND,
   * VALIDATION or FORBIDDEN.
   */
  findSite(code: string | undefined, siteIds: readonly number[] | null): Promise<Site>;
};

const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/**
 * Builds `apiRoute`: one place for who may ask, how often, for which site, with what, and how answers and errors look
 * (contract.md 5). The order: principal, rate, site, path, query, body; nothing of a body is read before the asker is
 * known. What a route is checked with is also what the API's document says of it.
 */
export function createApiRoute(services: RouteServices) {
  return function apiRoute<Query = undefined, Body = undefined, Params = Record<string, string>>(
    options: ApiRouteOptions<Query, Body, Params>,
  ): RouteHandler {
    const { tag, access, query, body, params, docs } = options;
    const rateClass = options.rateClass ?? (tag.startsWith('GET ') ? 'read' : 'write');
    const route: RouteDescription = { tag, access, query, body, params, docs, rateClass, isOfSite: true };
    const handler: RequestHandler = async (request, routeContext) => {
      const requestId = requestIdOf(request);
      return answerSafely(tag, requestId, async () => {
        const now = services.now();
        const principal = await admit(services, request, access, rateClass, now);
        return answer(services, options, request, await routeContext.params, { principal, requestId, now });
      });
    };
    const answerPart: RouteHandler['answerPart'] = (request, rawParams, outer) =>
      answerUncounted(tag, outer.requestId, async () => {
        const principal = requireAccess(services, outer.principal, request, access);
        return answer(services, options, request, rawParams, { ...outer, principal });
      });
    return Object.assign(handler, { route, answerPart });
  };
}

/** Whatever is thrown becomes an answer of contract.md 5. Every request comes by here once, and is counted. */
export function answerSafely(tag: string, requestId: string, work: () => Promise<Response>): Promise<Response> {
  return countAnswer(tag, () => answerUncounted(tag, requestId, work));
}

function answerUncounted(tag: string, requestId: string, work: () => Promise<Response>): Promise<Response> {
  return withWorkContext({ tag, requestId }, async () => {
    try {
      return withRequestId(await work(), requestId);
    } catch (error) {
      return errorResponse(error, requestId);
    }
  });
}

/** Who asks, when they may and not too often. Requests without a valid key or session count for their address. */
export async function admit(
  services: AdmissionServices,
  request: Request,
  access: RouteAccess,
  rateClass: RateClass,
  now: EpochSeconds,
): Promise<Principal> {
  try {
    const principal = await requirePrincipal(services, request, access, now);
    await services.limitRate(rateClass, principal, request);
    return principal;
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNAUTHENTICATED') {
      await services.limitRate('refused', { type: 'anonymous' }, request);
    }
    throw error;
  }
}

async function answer<Query, Body, Params>(
  services: RouteServices,
  options: ApiRouteOptions<Query, Body, Params>,
  request: Request,
  rawParams: Record<string, string>,
  { principal, requestId, now }: OuterRequest,
): Promise<Response> {
  const url = new URL(request.url);
  const site = await requireSite(services, principal, url.searchParams.get('site') ?? undefined);
  const params = parseWith(options.params, rawParams, 'path');
  const query = parseWith(options.query, queryValues(url.searchParams), 'query');
  const rawBody =
    options.body === undefined
      ? undefined
      : await readJsonBody(request, options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
  const body = parseWith(options.body, rawBody, 'body');
  const context = { principal, site, query, body, params, requestId, now, request };
  const work = currentWorkContext() ?? { tag: options.tag, requestId };
  const result = await withWorkContext({ ...work, site: site.code }, () => options.handle(context));
  if (result instanceof Response) return result;
  if (request.method !== 'GET' && request.method !== 'HEAD') return jsonResponse(result);
  return taggedResponse(request, result);
}

/** A key or a screen opens its own site only, and needs no `?site=` for it; a person those that were given. */
async function requireSite(services: RouteServices, principal: Principal, code: string | undefined): Promise<Site> {
  if (principal.type === 'user') return services.findSite(code, principal.user.siteIds);
  if (principal.type === 'anonymous') return services.findSite(code, null);
  if (code !== undefined && code !== principal.siteCode) {
    const what = principal.type === 'api_key' ? 'API key' : 'screen';
    throw new AppError('FORBIDDEN', `The ${what} belongs to the site "${principal.siteCode}".`);
  }
  return services.findSite(principal.siteCode, null);
}

/** Without a schema the value is not looked at: the caller's type says that nothing (or only text) is expected. */
function parseWith<T>(schema: z.ZodType<T> | undefined, value: unknown, part: 'path' | 'query' | 'body'): T {
  if (schema === undefined) return value as T;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError('VALIDATION', `The ${part} is not as expected.`, { details: fieldProblems(result.error, part) });
}

/** One detail per field: the first thing wrong with it. */
function fieldProblems(error: z.ZodError, part: string): FieldProblem[] {
  const problems = new Map<string, string>();
  for (const issue of error.issues) {
    const path = issue.path.map(String);
    const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
    for (const name of names) {
      const field = name.join('.') || part;
      if (!problems.has(field)) problems.set(field, issue.message);
    }
  }
  return [...problems].map(([field, message]) => ({ field, message }));
}

function queryValues(search: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(search.keys())].filter((name) => name !== 'site');
  return Object.fromEntries(
    names.map((name) => {
      const values = search.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** A caller's id is taken over when it is harmless in a log. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
