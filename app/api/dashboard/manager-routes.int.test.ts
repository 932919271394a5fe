import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { users } from '@/lib/db/schema/access';
import { moveStored } from '@/lib/domain/flow/schema';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { getAuth } from '@/lib/platform/auth/auth';
import type { UserRole } from '@/lib/platform/auth/rights';
import { createUser } from '@/lib/platform/auth/users';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene } from '@/test/day-scene';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { GET as getTeamBottlenecks } from '../team-metrics/bottlenecks/route';
import { GET as getCapacity } from '../team-metrics/capacity/route';
import { GET as getComparison } from '../team-metrics/comparison/route';
import { GET as getHealth } from '../team-metrics/health-score/route';
import { GET as getOverview } from '../team-metrics/overview/route';
import { GET as getTrends } from '../team-metrics/trends/route';
import { GET as getTeamMetrics } from './analytics/team-metrics/route';
import { GET as getCurrent } from './bottleneck/current/route';
import { GET as getHistory } from './bottleneck/history/route';
import { POST as postMove } from './bottleneck/moves/route';
import { GET as getPersonCosts } from './cost-analysis/employees/[id]/route';
import { GET as getCostExport } from './cost-analysis/export/route';
import { GET as getCosts } from './cost-analysis/route';
import { GET as getLive } from './leaderboard/live/route';
import { GET as getSummary } from './summary/route';

const database = openTestDatabase();
const ORIGIN = 'http://localhost:3000';
const PASSWORD = 'correct horse battery';
let scene: DayScene;
let keys: { read: string; admin: string };

beforeAll(async () => {
  scene = await DayScene.create(database, { timeZone: zoneWithLocalHour(13, currentInstant()) });
  const keyFor = async (scope: 'read' | 'admin') => {
    const base = { siteId: scene.site.id, actor: TEST_ACTOR, now: currentInstant() };
    return (await createApiKey(database, { ...base, name: scope, scopes: [scope] })).key;
  };
  keys = { read: await keyFor('read'), admin: await keyFor('admin') };
});
afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/** The cookie of a fresh session. */
async function signedIn(role: UserRole, canSeePay: boolean): Promise<string> {
  const email = `u-${randomBytes(6).toString('hex')}@example.com`;
  const id = await createUser(database, {
    email,
    name: 'Robin Vale',
    role,
    password: PASSWORD,
    mustChangePassword: false,
  });
  await database.update(users).set({ canSeePay }).where(eq(users.id, id));
  const address = `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`;
  const response = await getAuth().handler(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, 'x-forwarded-for': address },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  );
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');
}

type Sent = { path: string; headers?: Record<string, string>; body?: object };

async function send(handler: typeof getCosts, { path, headers = {}, body }: Sent) {
  const url = `${ORIGIN}${path}${path.includes('?') ? '&' : '?'}site=${scene.site.code}`;
  const request = new Request(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json', origin: ORIGIN }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { status: response.status, etag: response.headers.get('etag'), json: await response.json() };
}

describe.each([
  ['/api/dashboard/cost-analysis', getCosts],
  ['/api/dashboard/cost-analysis/export', getCostExport],
  ['/api/dashboard/cost-analysis/employees/:id', getPersonCosts],
] as const)('GET %s', (path, handler) => {
  it('is for people with the pay right: not for an admin without it, no viewer, no key of any scope', async () => {
    const { employeeId } = await scene.person('Ada');
    const ask = async (headers: Record<string, string>) => {
      const request = new Request(`${ORIGIN}${path}?site=${scene.site.code}`, { headers });
      return handler(request, { params: Promise.resolve({ id: String(employeeId) }) });
    };
    for (const role of ['admin', 'manager'] as const) {
      expect((await ask({ cookie: await signedIn(role, true) })).status).toBe(200);
    }
    const refused: Record<string, string>[] = [
      { cookie: await signedIn('admin', false) },
      { cookie: await signedIn('manager', false) },
      { cookie: await signedIn('viewer', true) },
      { 'x-api-key': keys.read },
      { 'x-api-key': keys.admin },
    ];
    for (const headers of refused) {
      const answer = await ask(headers);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toEqual({ error: expect.objectContaining({ code: 'FORBIDDEN' }) });
    }
    expect((await ask({})).status).toBe(401);
  });
});

describe('GET /api/dashboard/cost-analysis', () => {
  const path = '/api/dashboard/cost-analysis';

  it('answers people with the pay right', async () => {
    for (const role of ['admin', 'manager'] as const) {
      const answer = await send(getCosts, { path, headers: { cookie: await signedIn(role, true) } });
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ totals: { labourCents: 0 }, people: [] });
    }
  });

  it('answers nobody else: not an admin without the right, no viewer, no key of any scope', async () => {
    const refused: Record<string, string>[] = [
      { cookie: await signedIn('admin', false) },
      { cookie: await signedIn('manager', false) },
      { cookie: await signedIn('viewer', true) },
      { 'x-api-key': keys.read },
      { 'x-api-key': keys.admin },
      // A key is looked at before a session.
      { cookie: await signedIn('admin', true), 'x-api-key': keys.admin },
    ];
    for (const headers of refused) {
      const answer = await send(getCosts, { path, headers });
      expect(answer.status).toBe(403);
      expect(answer.json).toEqual({ error: expect.objectContaining({ code: 'FORBIDDEN' }) });
    }
    expect((await send(getCosts, { path })).status).toBe(401);
  });

  it('says which day is wrong', async () => {
    const headers = { cookie: await signedIn('admin', true) };
    const shape = await send(getCosts, { path: `${path}?from=2026-02-30`, headers });
    expect(shape.status).toBe(400);
    expect(shape.json.error.details).toMatchObject([{ field: 'from' }]);
    const order = await send(getCosts, { path: `${path}?from=2026-02-03&to=2026-02-01`, headers });
    expect(order.json.error.details).toMatchObject([{ field: 'to' }]);
    expect((await send(getCosts, { path: `${path}?from=2024-01-01&to=2026-02-01`, headers })).status).toBe(400);
  });
});

describe('reads of the team', () => {
  const reads = {
    '/api/dashboard/summary': getSummary,
    '/api/dashboard/leaderboard/live': getLive,
    '/api/dashboard/bottleneck/current': getCurrent,
    '/api/dashboard/bottleneck/history?hours=168': getHistory,
    '/api/dashboard/analytics/team-metrics': getTeamMetrics,
    '/api/team-metrics/overview': getOverview,
    '/api/team-metrics/comparison': getComparison,
    '/api/team-metrics/trends': getTrends,
    '/api/team-metrics/capacity': getCapacity,
    '/api/team-metrics/bottlenecks': getTeamBottlenecks,
    '/api/team-metrics/health-score': getHealth,
  };

  it.each(Object.entries(reads))(
    '%s answers a key, tagged, with when it was computed, and shows no pay',
    async (path, handler) => {
      const answer = await send(handler, { path, headers: { 'x-api-key': keys.read } });
      expect(answer.status).toBe(200);
      expect(answer.etag).toMatch(/^W\//);
      expect(answer.json).toMatchObject({ asOf: expect.any(String), source: 'live' });
      expect(JSON.stringify(answer.json)).not.toMatch(/cents|labour/i);
      expect((await send(handler, { path })).status).toBe(401);
    },
  );

  it.each([
    ['/api/dashboard/bottleneck/history?hours=0', getHistory, 'hours'],
    ['/api/dashboard/bottleneck/history?hours=169', getHistory, 'hours'],
    ['/api/dashboard/analytics/team-metrics?date=2999-01-01', getTeamMetrics, 'date'],
    ['/api/dashboard/summary?date=soon', getSummary, 'date'],
    ['/api/team-metrics/comparison?compare=none', getComparison, 'compare'],
    ['/api/team-metrics/trends?from=2020-01-01', getTrends, 'to'],
  ] as const)('%s is refused', async (path, handler, field) => {
    const answer = await send(handler, { path, headers: { 'x-api-key': keys.read } });
    expect(answer.status).toBe(400);
    expect(answer.json.error.details).toMatchObject([{ field }]);
  });
});

describe('POST /api/dashboard/bottleneck/moves', () => {
  const path = '/api/dashboard/bottleneck/moves';

  it('is for managers and admins, and stores who goes where', async () => {
    const now = currentInstant();
    const ada = await scene.person('Ada');
    await scene.punch(ada, now - 3_600, null);
    await scene.request([ada.employeeId], [businessDayOf(scene.site, now)]);
    await scene.drain(now);
    const body = { employeeId: ada.employeeId, to: 'Packing' };
    expect((await send(postMove, { path, body, headers: { 'x-api-key': keys.admin } })).status).toBe(403);
    const viewer = { cookie: await signedIn('viewer', false) };
    expect((await send(postMove, { path, body, headers: viewer })).status).toBe(403);
    const headers = { cookie: await signedIn('manager', false) };
    const stored = await send(postMove, { path, body, headers });
    expect(stored).toMatchObject({ status: 201, json: { from: null, to: 'Packing' } });
    expect(() => moveStored.parse(stored.json)).not.toThrow();
    expect((await send(postMove, { path, body, headers })).status).toBe(409);
    expect((await send(postMove, { path, body: { employeeId: 'x' }, headers })).status).toBe(400);
    const current = await send(getCurrent, { path: '/api/dashboard/bottleneck/current', headers });
    expect(current.json.moves).toMatchObject([{ name: 'Ada', to: 'Packing', movedBy: 'Robin Vale', effect: null }]);
  });
});
