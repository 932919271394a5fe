import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DatabaseBusyError } from '@/lib/db/errors';
import { type Site, siteSettingsSchema } from '@/lib/domain/sites/schema';
import type { ApiKeyIdentity } from '@/lib/platform/auth/api-keys';
import { AppError } from '@/lib/platform/errors/errors';
import { ownBuildId } from '@/lib/platform/health/build-id';
import { currentWorkContext } from '@/lib/platform/log/context';
import { processRegistry } from '@/lib/platform/metrics/process-metrics';
import type { RateClass } from '@/lib/platform/rate-limit/limits';
import { metricValue, readPrometheusText } from '@/test/prometheus-text';
import { type ApiRouteOptions, createApiRoute } from './api-route';
import { actorOf, type Principal, type RouteAccess } from './principal';
import { JsonText, jsonResponse } from './responses';

const NOW = 1_800_000_000;
const BASE = 'https://hub.example.com';

const manager = {
  id: 'u1',
  name: 'Robin Vale',
  email: 'robin@example.com',
  role: 'manager' as const,
  canSeePay: false,
  mustChangePassword: false,
  twoFactorEnabled: false,
  siteIds: null,
  sessionId: 's1',
};

function site(code: string): Site {
  return {
    id: code === 'north' ? 1 : 2,
    code,
    name: code,
    timeZone: 'UTC',
    dayStart: '00:00',
    weekStart: 1,
    currency: 'USD',
    dailyGoalItems: null,
    defaultHourlyCents: 1300,
    settings: siteSettingsSchema.parse({}),
  };
}

const northKey: ApiKeyIdentity = { keyId: 7, name: 'scanner', siteId: 1, siteCode: 'north', scopes: ['ingest'] };
const adminKey: ApiKeyIdentity = { keyId: 8, name: 'ops', siteId: 1, siteCode: 'north', scopes: ['admin'] };
const keys = new Map([
  ['north-ingest', northKey],
  ['north-admin', adminKey],
]);

/** What was counted, in order; classes on the list are over their limit. */
const counted: string[] = [];
const exhausted = new Set<RateClass>();

const apiRoute = createApiRoute({
  limitRate: async (rateClass, principal) => {
    counted.push(`${rateClass} ${principal.type}`);
    if (exhausted.has(rateClass)) throw new AppError('RATE_LIMITED', 'Later.', { retryAfterSeconds: 41 });
  },
  now: () => NOW,
  findUser: async (headers) => (headers.get('cookie') === 'session=robin' ? manager : null),
  findApiKey: async (key) => keys.get(key) ?? null,
  findScreen: async () => null,
  findSite: async (code) => {
    if (code !== undefined && !['north', 'south'].includes(code)) throw new AppError('NOT_FOUND', 'There is no site.');
    return site(code ?? 'north');
  },
  ownOrigin: () => BASE,
});

const DOCS = { summary: 'A route', tags: ['Test'] as [string], response: z.object({}) };

type Sent = { method?: string; headers?: Record<string, string>; body?: BodyInit; path?: string };

function request({ method = 'GET', headers = {}, body, path = '/api/x' }: Sent): Request {
  return new Request(`${BASE}${path}`, { method, headers, body, ...(body === undefined ? {} : { duplex: 'half' }) });
}

async function ask<Q = undefined, B = undefined>(
  options: Partial<ApiRouteOptions<Q, B, Record<string, string>>>,
  sent: Sent = {},
) {
  const handler = apiRoute<Q, B>({
    tag: 'GET /api/x',
    access: { anonymous: true },
    docs: DOCS,
    handle: async () => ({ ok: true }),
    ...options,
  });
  const response = await handler(request(sent), { params: Promise.resolve({ id: '5' }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? null : JSON.parse(text) };
}

beforeEach(() => {
  counted.length = 0;
  exhausted.clear();
});

const errorShape = (code: string) => ({
  error: expect.objectContaining({ code, message: expect.any(String), requestId: expect.any(String) }),
});

describe('who may ask', () => {
  const sessionOnly = { access: { session: ['manager' as const] } };
  const ingest = { access: { apiKey: ['ingest' as const], session: ['admin' as const] } };
  const cookie = { cookie: 'session=robin' };

  it('answers 401 to nobody and 200 to a role of the list', async () => {
    expect((await ask(sessionOnly)).status).toBe(401);
    expect((await ask(sessionOnly, { headers: cookie })).status).toBe(200);
  });

  it('refuses a role that is not on the list', async () => {
    const { status, json } = await ask(ingest, { headers: cookie });
    expect(status).toBe(403);
    expect(json).toEqual(errorShape('FORBIDDEN'));
  });

  it('takes a key with the scope, refuses one without it, and lets the admin scope do both', async () => {
    const read = { access: { apiKey: ['read' as const] } };
    expect((await ask(ingest, { headers: { 'x-api-key': 'north-ingest' } })).status).toBe(200);
    expect((await ask(read, { headers: { 'x-api-key': 'north-ingest' } })).status).toBe(403);
    expect((await ask(read, { headers: { 'x-api-key': 'north-admin' } })).status).toBe(200);
  });

  it('refuses an unknown key even where anybody may ask', async () => {
    expect((await ask({}, { headers: { 'x-api-key': 'stolen' } })).status).toBe(401);
  });

  it('refuses every key on a route for people', async () => {
    expect((await ask(sessionOnly, { headers: { 'x-api-key': 'north-admin' } })).status).toBe(403);
  });

  it('opens only its own site to a key, which needs no site in the query', async () => {
    const own = { ...ingest, handle: async (context: { site: Site }) => ({ code: context.site.code }) };
    const headers = { 'x-api-key': 'north-ingest' };
    expect((await ask(own, { headers })).json).toEqual({ code: 'north' });
    expect((await ask(own, { headers, path: '/api/x?site=north' })).status).toBe(200);
    expect((await ask(own, { headers, path: '/api/x?site=south' })).status).toBe(403);
    expect((await ask(own, { headers, path: '/api/x?site=nowhere' })).status).toBe(403);
  });

  it('names the author of a change', () => {
    expect(actorOf({ type: 'user', user: manager })).toEqual({ type: 'user', id: 'u1' });
    expect(actorOf({ type: 'api_key', ...northKey })).toEqual({ type: 'api_key', id: '7' });
    expect(() => actorOf({ type: 'anonymous' })).toThrow(AppError);
  });
});

describe('writes with a session', () => {
  const post = (headers: Record<string, string>) =>
    ask({ access: { session: ['manager'] } }, { method: 'POST', headers: { cookie: 'session=robin', ...headers } });

  it('needs a sign that the request came from a page of ours', async () => {
    expect((await post({})).status).toBe(403);
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site', origin: BASE })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-site', origin: 'https://other.example.com' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await post({ origin: BASE })).status).toBe(200);
  });

  it('takes the host the request was sent to as ours, as behind another name on the local network', async () => {
    expect((await post({ origin: 'http://hub.local:3000', host: 'hub.local:3000' })).status).toBe(200);
  });

  it('asks nothing of the kind of a key', async () => {
    const sent = { method: 'POST', headers: { 'x-api-key': 'north-ingest' } };
    expect((await ask({ access: { apiKey: ['ingest'] } }, sent)).status).toBe(200);
  });
});

describe('what is asked', () => {
  const query = z.object({ date: z.iso.date(), limit: z.coerce.number().int().max(500).default(100) });
  const body = z.strictObject({ name: z.string(), rows: z.array(z.object({ n: z.number() })) });
  const json = { 'content-type': 'application/json' };
  const send = (text: BodyInit, headers: Record<string, string> = json, maxBodyBytes?: number) =>
    ask(
      { body, maxBodyBytes, handle: async (context) => ({ got: context.body }) },
      { method: 'POST', headers, body: text },
    );

  it('reads the query through its schema, the site left out', async () => {
    const echo = {
      query: z.strictObject(query.shape),
      handle: async (context: { query: unknown }) => ({ got: context.query }),
    };
    const { json: answer } = await ask(echo, { path: '/api/x?date=2026-03-08&site=north' });
    expect(answer).toEqual({ got: { date: '2026-03-08', limit: 100 } });
  });

  it('gives a repeated name as a list', async () => {
    const list = z.object({ id: z.array(z.string()) });
    const echo = { query: list, handle: async (context: { query: unknown }) => ({ got: context.query }) };
    expect((await ask(echo, { path: '/api/x?id=1&id=2' })).json).toEqual({ got: { id: ['1', '2'] } });
  });

  it('answers 400 with one detail per field', async () => {
    const { status, json: answer } = await ask({ query }, { path: '/api/x?date=yesterday&limit=9000' });
    expect(status).toBe(400);
    expect(answer.error.code).toBe('VALIDATION');
    expect(answer.error.details.map((detail: { field: string }) => detail.field)).toEqual(['date', 'limit']);
  });

  it('reads a JSON body and names the wrong field of a nested list', async () => {
    expect((await send('{"name":"a","rows":[{"n":1}]}')).json).toEqual({ got: { name: 'a', rows: [{ n: 1 }] } });
    const { status, json: answer } = await send('{"name":"a","rows":[{"n":1},{"n":"2"}],"extra":1}');
    expect(status).toBe(400);
    expect(answer.error.details.map((detail: { field: string }) => detail.field)).toEqual(['rows.1.n', 'extra']);
  });

  it.each([
    ['not JSON', '{"name":'],
    ['nothing', ''],
    ['another kind of value', '7'],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
  ])('answers 400 to %s', async (_, text) => {
    expect((await send(text)).status).toBe(400);
  });

  it('answers 415 to another type, to none and to compressed bodies', async () => {
    expect((await send('name=a', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await send(new Uint8Array([123, 125]), {})).status).toBe(415);
    expect((await send('{}', { ...json, 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await send('{"name":"a","rows":[]}', { 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(
      200,
    );
  });

  it('answers 413 to a body over the limit and stops reading it', async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1000));
      },
      cancel() {
        cancelled = true;
      },
    });
    expect((await send(endless, json, 10_000)).status).toBe(413);
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(15);
    expect((await send('{"name":"a","rows":[]}', json, 5)).status).toBe(413);
    expect((await send('{}', { ...json, 'content-length': '99999999' })).status).toBe(413);
  });

  it('reads nothing of the body of somebody it does not know', async () => {
    let pulled = 0;
    const stream = new ReadableStream<Uint8Array>(
      {
        pull() {
          pulled += 1;
        },
      },
      { highWaterMark: 0 },
    );
    const { status } = await ask(
      { access: { apiKey: ['ingest'] }, body },
      { method: 'POST', headers: json, body: stream },
    );
    expect(status).toBe(401);
    expect(pulled).toBe(0);
  });

  it('hands over the path and the present', async () => {
    const answer = await ask({ handle: async (context) => ({ id: context.params.id, now: context.now }) });
    expect(answer.json).toEqual({ id: '5', now: NOW });
  });
});

describe('what is answered', () => {
  it('tags reads and answers 304 to who has the same', async () => {
    const first = await ask({});
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    for (const match of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
      const again = await ask({}, { headers: { 'if-none-match': match } });
      expect(again.status).toBe(304);
      expect(again.json).toBeNull();
      expect(again.headers.get('etag')).toBe(etag);
    }
    expect((await ask({}, { headers: { 'if-none-match': 'W/"other"' } })).status).toBe(200);
  });

  it('sends text from a cache as it is, with the tag of its content', async () => {
    const handle = async () => new JsonText('{"a":1}');
    const { json, headers } = await ask({ handle });
    expect(json).toEqual({ a: 1 });
    expect(headers.get('etag')).toBe((await ask({ handle: async () => ({ a: 1 }) })).headers.get('etag'));
    expect(headers.get('etag')).not.toBe(
      (await ask({ handle: async () => new JsonText('{"a":2}') })).headers.get('etag'),
    );
    expect((await ask({ handle }, { headers: { 'if-none-match': headers.get('etag') ?? '' } })).status).toBe(304);
  });

  it('neither tags writes nor lets them be kept', async () => {
    const { headers } = await ask({}, { method: 'POST' });
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('cache-control')).toBe('private, no-store');
  });

  it('passes a response on, with the request id', async () => {
    const { status, headers } = await ask({ handle: async () => jsonResponse({ a: 1 }, 201) }, { method: 'POST' });
    expect(status).toBe(201);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says which build an answer is of, of an error too', async () => {
    const fine = await ask({});
    expect(fine.headers.get('x-hub-build')).toBe(ownBuildId());
    const refused = await ask({ access: { session: ['admin'] } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('x-hub-build')).toBe(ownBuildId());
  });

  it('takes over a harmless request id and no other, and works under it', async () => {
    const echo = { handle: async () => ({ context: currentWorkContext() }) };
    const { headers, json } = await ask(echo, { headers: { 'x-request-id': 'abc-123_XYZ' } });
    expect(headers.get('x-request-id')).toBe('abc-123_XYZ');
    expect(json.context).toEqual({ tag: 'GET /api/x', requestId: 'abc-123_XYZ', site: 'north' });
    const other = await ask(echo, { headers: { 'x-request-id': 'a b;<script>' } });
    expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['VALIDATION', 400],
    ['UNAUTHENTICATED', 401],
    ['FORBIDDEN', 403],
    ['NOT_FOUND', 404],
    ['METHOD_NOT_ALLOWED', 405],
    ['CONFLICT', 409],
    ['UNPROCESSABLE', 422],
    ['RATE_LIMITED', 429],
  ] as const)('answers %s as %i with the message meant for the asker', async (code, status) => {
    const handle = async () => {
      throw new AppError(code, 'Do this instead.', { retryAfterSeconds: 7 });
    };
    const { status: got, json, headers } = await ask({ handle });
    expect(got).toBe(status);
    expect(json.error).toMatchObject({ code, message: 'Do this instead.', requestId: headers.get('x-request-id') });
    expect(headers.get('retry-after')).toBe('7');
    expect(headers.get('cache-control')).toBe('private, no-store');
  });

  it('says nothing about an unexpected error', async () => {
    const handle = async () => {
      throw new Error('password=hunter2 at 10.0.0.3');
    };
    const { status, json } = await ask({ handle });
    expect(status).toBe(500);
    expect(JSON.stringify(json)).not.toContain('hunter2');
  });

  it('answers 503 with a time to come back when the database is busy or away', async () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    for (const error of [new DatabaseBusyError(100), new Error('query', { cause: refused })]) {
      const handle = async () => {
        throw error;
      };
      const { status, headers, json } = await ask({ handle });
      expect(status).toBe(503);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(json).toEqual(errorShape('UNAVAILABLE'));
    }
  });
});

describe('how often somebody may ask', () => {
  const ingest = { access: { apiKey: ['ingest' as const] } };
  const headers = { 'x-api-key': 'north-ingest' };

  it('counts a request for who asks, by its method or as its route says', async () => {
    await ask(ingest, { headers });
    await ask({ ...ingest, tag: 'POST /api/x' }, { headers });
    await ask({ ...ingest, rateClass: 'ingest' }, { headers });
    await ask({});
    expect(counted).toEqual(['read api_key', 'write api_key', 'ingest api_key', 'read anonymous']);
  });

  it('answers 429 with the time to wait, before anything is read or looked up', async () => {
    exhausted.add('read');
    const { status, headers: sent, json } = await ask(ingest, { headers, path: '/api/x?site=nowhere' });
    expect(status).toBe(429);
    expect(sent.get('retry-after')).toBe('41');
    expect(json).toEqual(errorShape('RATE_LIMITED'));
  });

  it('counts requests without a valid key for their address, and not those of a key that may not', async () => {
    expect((await ask(ingest, { headers: { 'x-api-key': 'stolen' } })).status).toBe(401);
    expect((await ask(ingest)).status).toBe(401);
    expect((await ask({ access: { apiKey: ['read'] } }, { headers })).status).toBe(403);
    expect(counted).toEqual(['refused anonymous', 'refused anonymous']);
    exhausted.add('refused');
    expect((await ask(ingest)).status).toBe(429);
  });
});

describe('a part of a larger request', () => {
  const part = (access: RouteAccess, principal: Principal, path = '/api/x') =>
    apiRoute({
      tag: 'GET /api/x',
      access,
      docs: DOCS,
      handle: async ({ site: { code }, now }) => ({ code, now }),
    }).answerPart(request({ path }), {}, { principal, requestId: 'outer-request', now: NOW - 5 });
  const key: Principal = { type: 'api_key', ...northKey };

  it('is answered to who asked the whole, under its id and its present, without counting', async () => {
    const response = await part({ apiKey: ['ingest'] }, key);
    expect(await response.json()).toEqual({ code: 'north', now: NOW - 5 });
    expect(response.headers.get('x-request-id')).toBe('outer-request');
    expect(counted).toEqual([]);
  });

  it('is no request of its own in the metrics', async () => {
    const requests = async () => {
      const metrics = readPrometheusText(await processRegistry().metrics());
      return metricValue(metrics, 'hub_http_requests_total', { route: '/api/x', status: '2xx' }) ?? 0;
    };
    const before = await requests();
    await part({ apiKey: ['ingest'] }, key);
    expect(await requests()).toBe(before);
    await ask({});
    expect(await requests()).toBe(before + 1);
  });

  it('is refused like any other request', async () => {
    expect((await part({ apiKey: ['read'] }, key)).status).toBe(403);
    expect((await part({ session: ['manager'] }, key)).status).toBe(403);
    expect((await part({ apiKey: ['ingest'] }, key, '/api/x?site=south')).status).toBe(403);
    expect((await part({ session: ['admin'] }, { type: 'user', user: manager })).status).toBe(403);
    expect((await part({ session: ['admin'] }, { type: 'anonymous' })).status).toBe(401);
  });
});
