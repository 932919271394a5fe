import * as z from 'zod';
import { ERROR_STATUS } from '@/lib/platform/http/responses';
import type { RouteDescription } from '@/lib/platform/http/route-docs';
import { RATE_LIMITS } from '@/lib/platform/rate-limit/limits';
import { type JsonSchema, jsonSchemaOf } from './json-schema';

export type Parameter = {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
  description?: string;
};
type Content = Record<string, { schema: JsonSchema }>;
export type ApiResponse = { description: string; headers?: object; content?: Content } | { $ref: string };
export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, ApiResponse>;
};
export type ApiDocument = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: object;
};

/** The body of every error, as {@link errorResponse} writes it. */
export const errorAnswer = z.strictObject({
  error: z.strictObject({
    code: z.enum(Object.keys(ERROR_STATUS)),
    message: z.string(),
    details: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
    requestId: z.string(),
  }),
});

const ERRORS: Record<number, string> = {
  400: 'Something sent is not as expected; `details` names each field.',
  401: 'Nobody is signed in, or the key is unknown, expired or revoked.',
  403: 'Not for this role, scope or site.',
  404: 'There is no such thing.',
  409: 'It is in the way of what is there.',
  413: 'The body is too large.',
  415: 'The body is not JSON, or compressed.',
  422: 'It is well formed and breaks a rule.',
  429: 'Too many requests; `Retry-After` says how many seconds to wait.',
  500: 'Something went wrong on our side; quote the request id.',
  503: 'Not for the moment; try again after `Retry-After` seconds.',
};
const WITH_RETRY_AFTER = new Set([429, 503]);
const GOOD: Record<number, string> = {
  200: 'The answer.',
  201: 'Made.',
  202: 'Ordered.',
  503: 'The answer, when not.',
};

const DESCRIPTION =
  `JSON in camelCase; instants are ISO 8601 in UTC, days are YYYY-MM-DD, and null stands where a number does
not exist. Send an API key as \`X-API-Key\`, or use the session of a signed-in person; changes with a session need an
\`Origin\` header of the hub. \`site\` is the code of a site and can be left out while there is one, and with a key.
Reads carry an ETag and answer 304 to \`If-None-Match\`. Lists take \`limit\` and \`cursor\`, the \`nextCursor\` of the
page before. Errors always look the same and carry the id of the request.`.replaceAll('\n', ' ');

/** The API of these routes as OpenAPI 3.1, from the schemas that they check with. */
export function buildDocument(routes: readonly RouteDescription[]): ApiDocument {
  const paths: ApiDocument['paths'] = {};
  for (const route of routes) {
    const [method = '', address = ''] = route.tag.split(' ');
    const path = address.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route, method, path) };
  }
  const tags = new Set(routes.flatMap((route) => route.docs.tags));
  return {
    openapi: '3.1.0',
    info: { title: 'Productivity Hub', version: '1', description: DESCRIPTION },
    tags: [...tags].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Error: jsonSchemaOf(errorAnswer, 'output') },
      responses: Object.fromEntries(Object.keys(ERRORS).map((status) => [`Error${status}`, errorOf(Number(status))])),
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        session: { type: 'apiKey', in: 'cookie', name: 'hub.session_token' },
        screen: { type: 'apiKey', in: 'cookie', name: 'hub.screen' },
        metricsToken: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN of the hub.' },
      },
    },
  };
}

function errorOf(status: number): ApiResponse {
  const retryAfter = { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } };
  return {
    description: ERRORS[status] ?? '',
    ...(WITH_RETRY_AFTER.has(status) ? { headers: retryAfter } : {}),
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } as JsonSchema } },
  };
}

function operationOf(route: RouteDescription, method: string, path: string): Operation {
  const { docs, access } = route;
  const security: Operation['security'] = [
    ...(access.apiKey === undefined ? [] : [{ apiKey: [] }]),
    ...(access.session === undefined ? [] : [{ session: [] }]),
    ...(access.screen === undefined ? [] : [{ screen: [] }]),
    ...(access.monitor === undefined ? [] : [{ metricsToken: [] }]),
    ...(access.anonymous === true ? [{}] : []),
  ];
  return {
    operationId: `${method.toLowerCase()}${path.replace('/api', '').replace(/[^A-Za-z0-9]+(\w)?/g, (_, letter = '') => letter.toUpperCase())}`,
    summary: docs.summary,
    description: describeRights(route),
    tags: docs.tags,
    security,
    parameters: parametersOf(route, path),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchemaOf(route.body, 'input') } },
          },
        }),
    responses: responsesOf(route, method),
  };
}

/** Who may, and how often. */
function describeRights({ access, rateClass }: RouteDescription): string {
  const who = [
    ...(access.apiKey === undefined ? [] : [`API keys with the scope ${access.apiKey.join(' or ')} (or admin)`]),
    ...(access.session === undefined ? [] : [`signed-in ${access.session.join(', ')}`]),
    ...(access.screen === undefined ? [] : ['paired screens']),
    ...(access.monitor === undefined ? [] : ['monitors with METRICS_TOKEN as a bearer token']),
    ...(access.anonymous === true ? ['anybody'] : []),
  ];
  const often =
    rateClass === null ? '' : ` At most ${RATE_LIMITS[rateClass]} requests a minute of this kind (${rateClass}).`;
  const hidden = access.monitor === 'or-hidden' ? ' Where no METRICS_TOKEN is set, all others are answered 404.' : '';
  return `For ${who.join('; ')}.${often}${hidden}`;
}

function parametersOf(route: RouteDescription, path: string): Parameter[] {
  const inPath = fieldsOf(route.params);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return [
    ...names.map((name): Parameter => {
      const schema = inPath.find((field) => field.name === name)?.schema ?? { type: 'string' };
      return { name, in: 'path', required: true, schema };
    }),
    ...fieldsOf(route.query).map((field): Parameter => ({ ...field, in: 'query' })),
    ...(route.isOfSite ? [SITE] : []),
  ];
}

const SITE: Parameter = {
  name: 'site',
  in: 'query',
  required: false,
  schema: { type: 'string' },
  description: 'Code of the site; may be left out while there is one, and with an API key.',
};

function fieldsOf(schema: z.ZodType | undefined) {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input');
  return Object.entries(properties).map(([name, field]) => ({
    name,
    required: required.includes(name),
    schema: field,
  }));
}

function responsesOf(route: RouteDescription, method: string): Operation['responses'] {
  const { docs, access, isOfSite } = route;
  const { response, contentType = 'application/json', statuses = [200] } = docs;
  const schema = jsonSchemaOf(response, 'output');
  const contentTypes = [contentType].flat();
  const isStream = contentTypes.some((type) => type.startsWith('text/event-stream'));
  const errors = [
    500,
    ...(isOfSite ? [400, 404] : []),
    ...(access.monitor === 'or-hidden' ? [404] : []),
    ...(route.rateClass === null ? [] : [429]),
    ...(access.anonymous === true ? [] : [401, 403]),
    ...(route.body === undefined ? [] : [413, 415]),
    ...(method === 'GET' ? [] : [409, 422]),
    ...(isOfSite || access.monitor !== undefined ? [503] : []),
  ];
  return {
    ...Object.fromEntries(errors.map((status) => [status, { $ref: `#/components/responses/Error${status}` }])),
    ...(method === 'GET' && !isStream && isOfSite ? { 304: { description: 'It is what `If-None-Match` names.' } } : {}),
    ...Object.fromEntries(
      statuses.map((status) => {
        const content = Object.fromEntries(contentTypes.map((type) => [type, { schema }]));
        return [status, { description: GOOD[status] ?? '', content }];
      }),
    ),
  };
}
