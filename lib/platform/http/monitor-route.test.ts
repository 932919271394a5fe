import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ApiKeyIdentity } from '@/lib/platform/auth/api-keys';
import type { ApiScope } from '@/lib/platform/auth/rights';
import type { SessionUser } from '@/lib/platform/auth/session';
import { AppError } from '@/lib/platform/errors/errors';
import { createMonitorRoute } from './monitor-route';
import { unknownAddress } from './plain-route';
import { jsonResponse } from './responses';

const TOKEN = 'a token of the monitor';
const DOCS = { summary: 'x', tags: ['x'] as [string], response: z.object({}) };

let token: string | undefined;
/** What was counted, in order. */
let counted: string[];
beforeEach(() => {
  token = TOKEN;
  counted = [];
});

const personOf = (role: SessionUser['role']): SessionUser => ({
  siteIds: null,
  sessionId: 's1',
  twoFactorEnabled: false,
  id: 'u1',
  name: 'Robin Vale',
  email: 'robin@example.com',
  role,
  canSeePay: false,
  mustChangePassword: false,
});
const keyOf = (scope: ApiScope): ApiKeyIdentity => ({
  keyId: 7,
  name: scope,
  siteId: 1,
  siteCode: 'north',
  scopes: [scope],
});
const roles: Record<string, SessionUser['role']> = { viewer: 'viewer', manager: 'manager', admin: 'admin' };
const scopes: Record<string, ApiScope> = { read: 'read', ingest: 'ingest', admin: 'admin' };

const monitorRoute = createMonitorRoute({
  now: () => 1_800_000_000,
  token: () => token,
  findUser: async (headers) => {
    const role = roles[headers.get('cookie') ?? ''];
    return role === undefined ? null : personOf(role);
  },
  findApiKey: async (key) => {
    const scope = scopes[key];
    return scope === undefined ? null : keyOf(scope);
  },
  findScreen: async (headers) =>
    headers.get('cookie') === 'screen' ? { screenId: 3, siteId: 1, siteCode: 'north' } : null,
  ownOrigin: () => 'https://hub.example.com',
  limitRate: async (rateClass, principal) => {
    counted.push(`${rateClass} ${principal.type}`);
    if (counted.length > 100) throw new AppError('RATE_LIMITED', 'Later.', { retryAfterSeconds: 41 });
  },
});
const handle = async ({ siteCode }: { siteCode: string | null }) => jsonResponse({ siteCode });
const open = monitorRoute({ tag: 'GET /api/open', visibility: 'open', docs: DOCS, handle });
const hidden = monitorRoute({ tag: 'GET /api/hidden', visibility: 'or-hidden', docs: DOCS, handle });

const request = (headers: HeadersInit = {}) => new Request('https://hub.example.com/api/x', { headers });
const bearer = (shown: string) => ({ authorization: `Bearer ${shown}` });

/** Who asks, and the status with and without METRICS_TOKEN set: of an open route, of a hidden one. */
const ACCESS: [string, Record<string, string>, [number, number], [number, number]][] = [
  ['nobody', {}, [401, 401], [401, 404]],
  ['a viewer', { cookie: 'viewer' }, [403, 403], [403, 404]],
  ['a manager', { cookie: 'manager' }, [403, 403], [403, 404]],
  ['an admin', { cookie: 'admin' }, [200, 200], [200, 200]],
  ['a screen', { cookie: 'screen' }, [401, 401], [401, 404]],
  ['a key for reading', { 'x-api-key': 'read' }, [403, 403], [403, 404]],
  ['a key for scans', { 'x-api-key': 'ingest' }, [403, 403], [403, 404]],
  ['an admin key', { 'x-api-key': 'admin' }, [200, 200], [200, 200]],
  ['an unknown key', { 'x-api-key': 'made up' }, [401, 401], [401, 404]],
  ['the token', bearer(TOKEN), [200, 401], [200, 404]],
  ['another token', bearer(`${TOKEN}x`), [401, 401], [401, 404]],
  ['the beginning of the token', bearer(TOKEN.slice(0, -1)), [401, 401], [401, 404]],
  ['the token in another scheme', { authorization: `Basic ${TOKEN}` }, [401, 401], [401, 404]],
  ['an admin with a wrong token', { cookie: 'admin', ...bearer('wrong') }, [401, 200], [401, 200]],
];

describe('a route for monitors', () => {
  it.each(ACCESS)('answers %s', async (_, headers, ofOpen, ofHidden) => {
    for (const [index, set] of [TOKEN, undefined].entries()) {
      token = set;
      expect((await open(request(headers))).status, `open, token ${set}`).toBe(ofOpen[index]);
      expect((await hidden(request(headers))).status, `hidden, token ${set}`).toBe(ofHidden[index]);
    }
  });

  it('tells a key of its own site only, and everybody else of all', async () => {
    const told = async (headers: Record<string, string>) => (await open(request(headers))).json();
    expect(await told({ 'x-api-key': 'admin' })).toEqual({ siteCode: 'north' });
    expect(await told({ cookie: 'admin' })).toEqual({ siteCode: null });
    expect(await told(bearer(TOKEN))).toEqual({ siteCode: null });
  });

  it('looks like an address that leads nowhere while it is hidden', async () => {
    token = undefined;
    const body = async (response: Response) => {
      const { error } = z.object({ error: z.record(z.string(), z.string()) }).parse(await response.json());
      return { ...error, requestId: '' };
    };
    expect(await body(await hidden(request()))).toEqual(await body(await unknownAddress(request())));
  });

  it('counts who is refused for the address, and never the monitor', async () => {
    await open(request(bearer(TOKEN)));
    expect(counted).toEqual([]);
    await open(request(bearer('wrong')));
    await open(request());
    await open(request({ cookie: 'admin' }));
    expect(counted).toEqual(['refused anonymous', 'refused anonymous', 'read user']);
    counted = Array.from({ length: 100 }, () => 'before');
    expect((await open(request(bearer('wrong')))).status).toBe(429);
  });

  it('needs neither database nor sign-in for the token', async () => {
    const away = () => Promise.reject(new AppError('UNAVAILABLE', 'away'));
    const without = createMonitorRoute({
      now: () => 0,
      token: () => TOKEN,
      findUser: away,
      findApiKey: away,
      findScreen: away,
      ownOrigin: () => 'https://hub.example.com',
      limitRate: away,
    })({ tag: 'GET /api/x', visibility: 'open', docs: DOCS, handle });
    expect((await without(request(bearer(TOKEN)))).status).toBe(200);
    expect((await without(request({ cookie: 'admin' }))).status).toBe(503);
  });
});
