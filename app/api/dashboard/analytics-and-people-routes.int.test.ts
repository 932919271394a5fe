import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { recentActivities } from '@/lib/domain/activities/schema';
import { activePeople, clockTimesOfDay, clockTimesOfPerson, orderedJob } from '@/lib/domain/clock/schema';
import { departmentBattle, departmentStats } from '@/lib/domain/departments/schema';
import { employeeList, employeeStats, mapping, personDay } from '@/lib/domain/employees/schema';
import { heatmap } from '@/lib/domain/heatmap/schema';
import { dateRange } from '@/lib/domain/ranges/schema';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import type { ApiScope } from '@/lib/platform/auth/rights';
import type { RouteHandler } from '@/lib/platform/http/api-route';
import { closeWakeQueue } from '@/lib/platform/queue/wake';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { FactFloor } from '@/test/fact-floor';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { GET as getRecent } from './activities/recent/route';
import { GET as getDateRange } from './analytics/date-range/route';
import { GET as getHeatmap } from './analytics/hourly-heatmap/route';
import { GET as getActive } from './clock-times/active/route';
import { GET as getPersonClock } from './clock-times/employee/[id]/route';
import { POST as postReconcile } from './clock-times/reconcile/route';
import { GET as getClockTimes } from './clock-times/route';
import { GET as getBattle } from './departments/battle/route';
import { GET as getDepartments } from './departments/stats/route';
import { GET as getDay } from './employees/[id]/day/route';
import { PUT as putMapping } from './employees/[id]/mapping/route';
import { GET as getStats } from './employees/[id]/stats/route';
import { GET as getEmployees } from './employees/route';

const database = openTestDatabase();
const now = currentInstant();
let floor: FactFloor;
let ada: { employeeId: number; identityId: number };
let today: string;
let keys: Record<ApiScope, string>;

beforeAll(async () => {
  floor = await FactFloor.create(database, { timeZone: zoneWithLocalHour(13, now) });
  today = businessDayOf(floor.site, now);
  ada = await floor.person('Ada Example');
  await floor.punch(ada, now - 7200, null);
  await floor.scan(ada, 'Packing', 10, now - 3600, now - 3000);
  await floor.score([ada.employeeId], [today, addDays(today, -1)], now);
  const keyFor = async (scope: ApiScope) =>
    (await createApiKey(database, { siteId: floor.site.id, actor: TEST_ACTOR, now, name: scope, scopes: [scope] })).key;
  keys = { read: await keyFor('read'), ingest: await keyFor('ingest'), admin: await keyFor('admin') };
});
afterAll(async () => {
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
});

type Sent = { id?: string; key?: string | null; method?: string; body?: unknown };

async function send(handler: RouteHandler, query = '', { id, key = keys.read, method = 'GET', body }: Sent = {}) {
  const headers: Record<string, string> = key === null ? {} : { 'x-api-key': key };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const request = new Request(`http://localhost:3000/api/x?${query}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const params: Record<string, string> = id === undefined ? {} : { id };
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, etag: response.headers.get('etag'), json: await response.json() };
}

const reads = () => [
  { name: 'departments/stats', handler: getDepartments, query: `date=${today}`, answer: departmentStats },
  { name: 'departments/battle', handler: getBattle, query: '', answer: departmentBattle },
  { name: 'hourly-heatmap', handler: getHeatmap, query: `from=${today}&to=${today}&by=employee`, answer: heatmap },
  { name: 'date-range', handler: getDateRange, query: `from=${today}&to=${today}&compare=weekday`, answer: dateRange },
  { name: 'employees', handler: getEmployees, query: 'q=ada', answer: employeeList },
  { name: 'stats', handler: getStats, query: '', id: String(ada.employeeId), answer: employeeStats },
  { name: 'day', handler: getDay, query: `date=${today}`, id: String(ada.employeeId), answer: personDay },
  { name: 'clock-times', handler: getClockTimes, query: '', answer: clockTimesOfDay },
  { name: 'clock-times/active', handler: getActive, query: '', answer: activePeople },
  {
    name: 'clock-times/employee',
    handler: getPersonClock,
    query: '',
    id: String(ada.employeeId),
    answer: clockTimesOfPerson,
  },
  { name: 'activities/recent', handler: getRecent, query: 'limit=5', answer: recentActivities },
];

describe('reads of people and analytics', () => {
  it('answer as their schema says, with a tag', async () => {
    for (const { name, handler, query, id, answer } of reads()) {
      const { status, json, etag } = await send(handler, query, { id });
      expect(status, `${name} ${JSON.stringify(json)}`).toBe(200);
      expect(answer.safeParse(json).error, name).toBeUndefined();
      expect(Object.keys(json), name).toEqual(expect.arrayContaining(['asOf', 'source']));
      expect(etag, name).not.toBeNull();
    }
  });

  it('want a key with the scope read or admin', async () => {
    for (const { name, handler, query, id } of reads()) {
      expect((await send(handler, query, { id, key: null })).status, name).toBe(401);
      expect((await send(handler, query, { id, key: keys.ingest })).status, name).toBe(403);
    }
  });

  it('answer 400 with the field to what cannot be', async () => {
    const tomorrow = addDays(today, 1);
    const wrong: [RouteHandler, string, string, string?][] = [
      [getDepartments, `date=${tomorrow}`, 'date'],
      [getBattle, 'date=2026-02-30', 'date'],
      [getHeatmap, 'by=moon', 'by'],
      [getHeatmap, `from=${today}&to=${tomorrow}`, 'to'],
      [getDateRange, `from=${addDays(today, -400)}&to=${today}`, 'to'],
      [getDateRange, `from=${today}`, 'to'],
      [getDateRange, `from=${today}&to=${today}&compare=twice`, 'compare'],
      [getEmployees, 'cursor=nonsense', 'cursor'],
      [getEmployees, 'limit=501', 'limit'],
      [getEmployees, 'status=gone', 'status'],
      [getStats, `date=${tomorrow}`, 'date', '1'],
      [getStats, '', 'id', 'x'],
      [getDay, '', 'id', '-1'],
      [getDay, 'date=0001-01-01', 'date', '1'],
      [getPersonClock, `from=${tomorrow}`, 'from', '1'],
      [getClockTimes, `date=${tomorrow}`, 'date'],
      [getRecent, 'limit=0', 'limit'],
    ];
    for (const [handler, query, field, id] of wrong) {
      const { status, json } = await send(handler, query, { id });
      expect(status, query).toBe(400);
      expect(json.error.details?.[0]?.field, `${query} ${JSON.stringify(json)}`).toBe(field);
    }
  });

  it('answer 404 to unknown people and those of another site', async () => {
    const stranger = await (await FactFloor.create(database)).person('Stranger Example');
    for (const id of ['4294967295', String(stranger.employeeId)]) {
      for (const handler of [getStats, getDay, getPersonClock]) {
        expect((await send(handler, '', { id })).status).toBe(404);
      }
      const body = { link: [ada.identityId] };
      expect((await send(putMapping, '', { id, key: keys.admin, method: 'PUT', body })).status).toBe(404);
    }
  });

  it('list the windows that ended last first, without ignored logins', async () => {
    const ignored = await floor.login(null, 'ignored');
    await floor.scan(ignored, 'Packing', 99, now - 100, now - 50);
    await floor.scan(await floor.login(), null, 7, now - 1000, now - 900);
    const { json } = await send(getRecent, 'limit=2');
    expect(json.rows.map((row: { name: string; items: number }) => [row.name, row.items])).toEqual([
      ['Unknown Login', 7],
      ['Ada Example', 10],
    ]);
    expect(json.rows[0]).toMatchObject({ employeeId: null, activityType: 'Folding', role: null, department: null });
  });
});

describe('PUT /api/dashboard/employees/:id/mapping', () => {
  const put = (employeeId: number, body: unknown, key = keys.admin) =>
    send(putMapping, '', { id: String(employeeId), key, method: 'PUT', body });

  it('links and unlinks logins, asks for the scores of both sides and answers the logins of the person', async () => {
    const bo = await floor.person('Bo Example');
    const login = await floor.login();
    await floor.scan(login, 'Packing', 4, now - 2000, now - 1900);
    const linked = await put(bo.employeeId, { link: [login.identityId] });
    expect(linked.status).toBe(200);
    expect(mapping.parse(linked.json).identities.map((one) => one.identityId)).toEqual([
      bo.identityId,
      login.identityId,
    ]);
    const waiting = await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, floor.site.id));
    expect(waiting.map((row) => row.employeeId)).toEqual(expect.arrayContaining([0, bo.employeeId]));
    const swapped = await put(bo.employeeId, { unlink: [login.identityId] });
    expect(swapped.json.identities).toHaveLength(1);
    const [row] = await database.select().from(employeeIdentities).where(eq(employeeIdentities.id, login.identityId));
    expect(row).toMatchObject({ employeeId: null, status: 'unmapped' });
  });

  it('changes nothing when a part cannot be done', async () => {
    const bo = await floor.person('Bo Sample');
    const login = await floor.login();
    const conflict = await put(bo.employeeId, { link: [login.identityId], unlink: [ada.identityId] });
    expect(conflict).toMatchObject({ status: 409, json: { error: { code: 'CONFLICT' } } });
    expect((await put(bo.employeeId, { link: [login.identityId, 4_294_967_295] })).status).toBe(404);
    const [row] = await database.select().from(employeeIdentities).where(eq(employeeIdentities.id, login.identityId));
    expect(row?.employeeId).toBeNull();
  });

  it('is for admins, and wants something to do', async () => {
    expect((await put(ada.employeeId, { link: [1] }, keys.read)).status).toBe(403);
    expect((await put(ada.employeeId, {})).status).toBe(400);
    expect((await put(ada.employeeId, { link: [5], unlink: [5] })).status).toBe(400);
    expect((await put(ada.employeeId, { links: [5] })).status).toBe(400);
  });
});

describe('POST /api/dashboard/clock-times/reconcile', () => {
  const post = (body: unknown, key = keys.admin) => send(postReconcile, '', { key, method: 'POST', body });

  it('puts one order into the queue, the same one once', async () => {
    const order = { from: addDays(today, -3), to: today };
    const first = await post(order);
    expect(first.status).toBe(202);
    expect(orderedJob.parse(first.json)).toMatchObject({ status: 'ordered', job: 'reconcile-clock-times' });
    expect((await post(order)).json.orderId).toBe(first.json.orderId);
    expect((await post({})).json.orderId).not.toBe(first.json.orderId);
  });

  it('refuses keys that may only read, and days that cannot be', async () => {
    expect((await post({}, keys.read)).status).toBe(403);
    expect((await post({ to: addDays(today, 1) })).status).toBe(400);
    expect((await post({ form: today })).status).toBe(400);
  });
});
