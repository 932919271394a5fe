import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { descriptionOf } from '@/lib/platform/openapi/collect';
import { jsonSchemaOf } from '@/lib/platform/openapi/json-schema';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { createTestSite, openTestDatabase } from '@/test/database';
import { API_ACCESS, ASKERS, type Asker } from './access-table';
import { keyHeaders, ORIGIN, ownAddress, screenHeaders, sessionHeaders } from './askers';
import { readRouteFiles } from './route-files';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** What they are refused with: who may not is told so, or, where even that is a secret, that there is nothing. */
const REFUSALS = [401, 403];
const HIDDEN: Record<string, number[]> = { 'GET /api/metrics': [404] };
/** What is said to somebody who may: it went well, or there is no such thing, or the (missing) body is wrong. */
const ANSWERS = [200, 201, 204, 400, 404, 409, 415, 422];

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const database = openTestDatabase();
const cases = (await readRouteFiles()).flatMap(({ path, module }) =>
  METHODS.flatMap((method) =>
    descriptionOf(module[method]).map((route) => ({ path, method, route, handler: module[method] as Handler })),
  ),
);
const headersOf = new Map<Asker, Record<string, string>>();
let site: Site;

beforeAll(async () => {
  site = await createTestSite(database);
  const other = await createTestSite(database);
  const [here, there] = [{ siteIds: [site.id] }, { siteIds: [other.id] }];
  const made: Record<Asker, Record<string, string>> = {
    nobody: {},
    viewer: await sessionHeaders(database, 'viewer'),
    manager: await sessionHeaders(database, 'manager'),
    'manager with pay': await sessionHeaders(database, 'manager', { canSeePay: true }),
    admin: await sessionHeaders(database, 'admin'),
    'admin with pay': await sessionHeaders(database, 'admin', { canSeePay: true }),
    'admin of this site': await sessionHeaders(database, 'admin', here),
    'manager elsewhere': await sessionHeaders(database, 'manager', { ...there, canSeePay: true }),
    'admin elsewhere': await sessionHeaders(database, 'admin', { ...there, canSeePay: true }),
    'read key': await keyHeaders(database, site.id, ['read']),
    'ingest key': await keyHeaders(database, site.id, ['ingest']),
    'admin key': await keyHeaders(database, site.id, ['admin']),
    'admin key elsewhere': await keyHeaders(database, other.id, ['admin']),
    screen: await screenHeaders(database, site.id),
    'screen elsewhere': await screenHeaders(database, other.id),
  };
  for (const asker of ASKERS) headersOf.set(asker, made[asker]);
});
afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/** A plain question: the values that it needs, of things that are not there; a change without a body. */
async function ask({ path, method, handler, route }: (typeof cases)[number], asker: Asker): Promise<number> {
  const params = Object.fromEntries(
    [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, name === 'date' ? '2026-01-05' : '4000000000']),
  );
  const schema = route.query === undefined ? {} : jsonSchemaOf(route.query, 'input');
  const url = new URL(path, ORIGIN);
  url.searchParams.set('site', site.code);
  for (const name of schema.required ?? []) {
    const [choice] = schema.properties?.[name]?.enum ?? [];
    url.searchParams.set(name, typeof choice === 'string' ? choice : '2026-01-05');
  }
  const end = new AbortController();
  const headers = { ...headersOf.get(asker), ...ownAddress() };
  const request = new Request(url, { method, headers, signal: end.signal });
  const response = await handler(request, { params: Promise.resolve(params) });
  // A live stream would go on for ever.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) end.abort();
  else await response.arrayBuffer();
  return response.status;
}

describe('who may ask what of the API', () => {
  it('is in the table for every route, and the table has no others', () => {
    const tags = cases.map(({ route }) => route.tag).concat('GET /api/openapi.json');
    expect([...new Set(tags)].sort()).toEqual(Object.keys(API_ACCESS).sort());
  });

  it.each(cases.map((one) => [one.route.tag, one] as const))('%s', async (tag, one) => {
    const wanted = API_ACCESS[tag] ?? [];
    const refusals = HIDDEN[tag] ?? REFUSALS;
    const answers = HIDDEN[tag] === undefined ? ANSWERS : [200];
    const wrong: string[] = [];
    for (const asker of ASKERS) {
      const status = await ask(one, asker);
      const isRight = (wanted.includes(asker) ? answers : refusals).includes(status);
      if (!isRight) wrong.push(`${asker}: ${status}, ${wanted.includes(asker) ? 'but may' : 'but may not'}`);
    }
    expect(wrong).toEqual([]);
  });
});
