import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as getUnknown } from '@/app/api/[[...unknown]]/route';
import { apiDocument } from '@/app/api/document';
import { closeDatabases } from '@/lib/db/handles';
import type { RouteDescription } from '@/lib/platform/http/route-docs';
import { descriptionOf } from '@/lib/platform/openapi/collect';
import { errorAnswer } from '@/lib/platform/openapi/document';
import { jsonSchemaOf } from '@/lib/platform/openapi/json-schema';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { openTestDatabase } from '@/test/database';
import { DayScene } from '@/test/day-scene';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { arbitraryOf, hostileText, queryOf, spoiledOf } from './arbitraries';
import { keyHeaders, ORIGIN, ownAddress, screenHeaders, sessionHeaders } from './askers';
import { readRouteFiles } from './route-files';

const RUNS = 25;
/** Reads of something that the scene does not have. */
const MISSING = [
  'GET /api/admin/users/:id/sessions',
  'GET /api/admin/recalculations/:id',
  'GET /api/dashboard/alerts/:id',
  'GET /api/dashboard/reports/:date',
  'GET /api/dashboard/reports/:date/export',
];
/** What a schema cannot tell to be needed: one of two. */
const ALSO_ASKED: Record<string, [string, string][]> = {
  'GET /api/dashboard/analytics/hourly-heatmap/people': [['hour', '9']],
};
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const JSON_TYPE = { 'content-type': 'application/json' };

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Sent = { query?: URLSearchParams; params?: Record<string, string>; headers?: HeadersInit; body?: BodyInit };
type Case = { path: string; method: string; handler: Handler; route: RouteDescription };

const database = openTestDatabase();
const routes = await readRouteFiles();
const cases = routes.flatMap(({ path, module }) =>
  METHODS.flatMap((method) =>
    descriptionOf(module[method]).map((route): Case => ({ path, method, route, handler: module[method] as Handler })),
  ),
);
let scene: DayScene;
/** Of the route that is asked: one for each so many of them, since a session may ask only so often a minute. */
let session: Record<string, string>;
const ROUTES_PER_SESSION = 60;
/** Of a person with a clock period and work today, and of their login. */
let personId: number;
let identityId: number;

beforeAll(async () => {
  const now = currentInstant();
  scene = await DayScene.create(database, { timeZone: zoneWithLocalHour(13, now) });
  const ada = await scene.person('Ada');
  personId = ada.employeeId;
  identityId = ada.identityId;
  await scene.punch(ada, now - 3_600, null);
  await scene.scan(ada, 'Packing', 40, now - 3_000);
  await scene.request([personId], [businessDayOf(scene.site, now)]);
  await scene.drain(now);
});
afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/** Whoever may do the most: rights are tested elsewhere, here requests are to get as far as they can. */
async function askerOf({ access }: RouteDescription): Promise<Record<string, string>> {
  if (access.apiKey !== undefined) return keyHeaders(database, scene.site.id, ['admin']);
  return access.session === undefined && access.screen === true ? screenHeaders(database, scene.site.id) : session;
}

async function call({ path, method, handler }: Omit<Case, 'route'>, sent: Sent): Promise<Response> {
  const params = sent.params ?? {};
  const url = new URL(path, ORIGIN);
  url.search = (sent.query ?? new URLSearchParams({ site: scene.site.code })).toString();
  const end = new AbortController();
  const { body } = sent;
  const headers = new Headers({ ...ownAddress(), ...Object.fromEntries(new Headers(sent.headers)) });
  const request = new Request(url, { method, headers, body, signal: end.signal });
  const response = await handler(request, { params: Promise.resolve(params) });
  // A live stream would go on for ever.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) end.abort();
  return response;
}

/** Never a 500; every answer is one that the document tells of, in the shape that it tells. */
async function expectAsDocumented({ path, method, route }: Case, response: Response): Promise<number> {
  const { status } = response;
  const text = await response.text();
  const operation = apiDocument().paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  expect(status, text).not.toBe(500);
  expect(Object.keys(operation?.responses ?? {}), `${status} ${text.slice(0, 300)}`).toContain(String(status));
  if (status >= 400 && !route.docs.statuses?.includes(status)) {
    expectError(response, text);
  } else if (route.docs.contentType === undefined) {
    const answer: unknown = JSON.parse(text);
    const parsed = route.docs.response.safeParse(answer);
    expect(parsed.error?.issues, text.slice(0, 500)).toBeUndefined();
    expect(parsed.data).toEqual(answer);
  }
  return status;
}

function expectError(response: Response, text: string): void {
  const { error } = errorAnswer.parse(JSON.parse(text));
  expect(error.requestId).toBe(response.headers.get('x-request-id'));
  expect(error.message.length).toBeGreaterThan(0);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
}

function sentTo({ route }: Case, asker: Record<string, string>): fc.Arbitrary<Sent> {
  const { query, params, body } = route;
  const querySchema = query === undefined ? {} : jsonSchemaOf(query, 'input');
  const paramFields = Object.entries((params === undefined ? {} : jsonSchemaOf(params, 'input')).properties ?? {});
  const pathValue = ([name, schema]: (typeof paramFields)[number]) =>
    [name, fc.oneof(fc.constant(String(personId)), arbitraryOf(schema).map(String), hostileText)] as const;
  const bodySchema = body === undefined ? undefined : jsonSchemaOf(body, 'input');
  const bodies =
    bodySchema === undefined
      ? fc.constant(undefined)
      : fc.oneof(
          fc.oneof(arbitraryOf(bodySchema), spoiledOf(bodySchema)).map((value) => JSON.stringify(value)),
          hostileText,
        );
  return fc.record({
    query: queryOf(querySchema, scene.site.code),
    params: fc.record(Object.fromEntries(paramFields.map(pathValue))),
    body: bodies,
    headers: fc.constant({ ...asker, ...(bodySchema === undefined ? {} : JSON_TYPE) }),
  });
}

/** A value that a required name of a query takes: an id or a department of the scene, the first of its choices, else a day. */
function plainValue({ route }: Case, name: string): string {
  if (name === 'identityId') return String(identityId);
  if (name === 'employeeIds' || name === 'intoId') return String(personId);
  const field = route.query === undefined ? undefined : jsonSchemaOf(route.query, 'input').properties?.[name];
  const [choice] = field?.enum ?? [];
  return typeof choice === 'string' ? choice : name === 'department' ? 'Packing' : '2026-01-05';
}

/** A value of a path that leads to something of the scene. */
function plainParam(path: string, name: string): string {
  if (['date', 'validFrom', 'effectiveFrom'].includes(name)) return '2026-01-05';
  if (name === 'job') return 'drain-scores';
  return String(path.includes('/departments/') ? scene.roleId('Packing') : personId);
}

const namesIn = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

describe.each(cases.map((one, index) => [one.route.tag, one, index] as const))('%s', (_, one, index) => {
  if (index % ROUTES_PER_SESSION === 0) {
    beforeAll(async () => {
      session = await sessionHeaders(database, 'admin', { canSeePay: true });
    });
  }

  it('answers anything sent as the document says, never with a 500', async () => {
    const asker = await askerOf(one.route);
    await fc.assert(
      fc.asyncProperty(sentTo(one, asker), async (sent) => {
        await expectAsDocumented(one, await call(one, sent));
      }),
      { numRuns: RUNS },
    );
  });

  if (one.method === 'GET') {
    it('answers a plain question', async () => {
      const params = Object.fromEntries(namesIn(one.path).map((name) => [name, plainParam(one.path, name)]));
      const required = one.route.query === undefined ? [] : (jsonSchemaOf(one.route.query, 'input').required ?? []);
      const asked = required.map((name) => [name, plainValue(one, name)]);
      const query = new URLSearchParams([...asked, ...(ALSO_ASKED[one.route.tag] ?? []), ['site', scene.site.code]]);
      const response = await call(one, { params, query, headers: await askerOf(one.route) });
      expect(await expectAsDocumented(one, response)).toBe(MISSING.includes(one.route.tag) ? 404 : 200);
    });
  }

  if (one.route.isOfSite && one.route.access.anonymous !== true) {
    it('refuses who is not known and a site that is not there', async () => {
      expect(await expectAsDocumented(one, await call(one, {}))).toBe(401);
      expect(await expectAsDocumented(one, await call(one, { headers: { 'x-api-key': 'hub_no' } }))).toBe(401);
      const query = new URLSearchParams({ site: 'nowhere' });
      const elsewhere = await call(one, { query, headers: session });
      const isForPeople = one.route.access.session !== undefined;
      expect(await expectAsDocumented(one, elsewhere)).toBe(isForPeople ? 404 : 401);
    });
  }

  if (one.route.body !== undefined) {
    it('refuses a body of 10 MB, of another type, and none', async () => {
      const asker = await askerOf(one.route);
      const params = Object.fromEntries(namesIn(one.path).map((name) => [name, plainParam(one.path, name)]));
      const send = async (sent: Sent) => expectAsDocumented(one, await call(one, { params, ...sent }));
      const large = JSON.stringify({ filler: 'x'.repeat(10 * 1024 * 1024) });
      expect(await send({ headers: { ...asker, ...JSON_TYPE }, body: large })).toBe(413);
      expect(await send({ headers: { ...asker, 'content-type': 'text/plain' }, body: '{}' })).toBe(415);
      expect(await send({ headers: { ...asker, ...JSON_TYPE, 'content-encoding': 'gzip' }, body: '{}' })).toBe(415);
      expect(await send({ headers: { ...asker, ...JSON_TYPE } })).toBe(400);
    });
  }
});

describe('what no route takes', () => {
  it.each(routes.map((route) => [route.path, route] as const))('%s refuses other methods', async (path, { module }) => {
    for (const method of METHODS) {
      const handler = module[method] as Handler;
      if (descriptionOf(handler).length > 0) continue;
      const response = await call({ path, method, handler }, { headers: session });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).not.toContain(method);
      expectError(response, await response.text());
    }
  });

  it('is told where there is nothing', async () => {
    const response = await getUnknown(new Request(`${ORIGIN}/api/dashboard/nothing`));
    expect(response.status).toBe(404);
    expectError(response, await response.text());
  });
});
