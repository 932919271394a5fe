import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Site } from '@/lib/domain/sites/schema';
import { AppError, type FieldProblem } from '@/lib/platform/errors/errors';
import { currentWorkContext, withWorkContext } from '@/lib/platform/log/context';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { readJsonBody } from './body';
import { type Principal, type PrincipalSources, type RouteAccess, requirePrincipal } from './principal';
import { errorResponse, JsonText, jsonResponse, taggedResponse, withRequestId } from './responses';

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
  /** A value is sent as JSON (reads with a tag), text in {@link JsonText} as it is, a Response as it is. */
  handle(context: RouteContext<Query, Body, Params>): Promise<object>;
};

export type RouteHandler = (
  request: Request,
  routeContext: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/** What a route needs from the rest of the hub. */
export type RouteServices = PrincipalSources & {
  now(): EpochSeconds;
  /** The site with the code; without a code the only one. Throws NOT_FOUND or VALIDATION. */
  findSite(code: string | undefined): Promise<Site>;
};

const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/**
 * Builds `apiRoute`: one place for who may ask, for which site, with what, and how answers and errors look
 * (contract.md 5). The order: principal, site, path, query, body; nothing of a body is read before the asker is known.
 */
export function createApiRoute(services: RouteServices) {
  return function apiRoute<Query = undefined, Body = undefined, Params = Record<string, string>>(
    options: ApiRouteOptions<Query, Body, Params>,
  ): RouteHandler {
    return (request, routeContext) => {
      const requestId = requestIdOf(request);
      return withWorkContext({ tag: options.tag, requestId }, async () => {
        try {
          const response = await answer(services, options, request, routeContext.params, requestId);
          return withRequestId(response, requestId);
        } catch (error) {
          return errorResponse(error, requestId);
        }
      });
    };
  };
}

async function answer<Query, Body, Params>(
  services: RouteServices,
  options: ApiRouteOptions<Query, Body, Params>,
  request: Request,
  rawParams: Promise<Record<string, string>>,
  requestId: string,
): Promise<Response> {
  const now = services.now();
  const principal = await requirePrincipal(services, request, options.access, now);
  const url = new URL(request.url);
  const site = await requireSite(services, principal, url.searchParams.get('site') ?? undefined);
  const params = parseWith(options.params, await rawParams, 'path');
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
  return taggedResponse(request, result instanceof JsonText ? result : new JsonText(JSON.stringify(result)));
}

/** A key opens its own site only, and needs no `?site=` for it. */
async function requireSite(services: RouteServices, principal: Principal, code: string | undefined): Promise<Site> {
  if (principal.type !== 'api_key') return services.findSite(code);
  if (code !== undefined && code !== principal.siteCode) {
    throw new AppError('FORBIDDEN', `The API key belongs to the site "${principal.siteCode}".`);
  }
  return services.findSite(principal.siteCode);
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
function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
