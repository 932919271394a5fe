import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as postBatch } from '@/app/api/dashboard/batch/route';
import { GET as getCosts } from '@/app/api/dashboard/cost-analysis/route';
import { GET as getLeaderboard } from '@/app/api/dashboard/leaderboard/route';
import { closeDatabases } from '@/lib/db/handles';
import { RATE_LIMITS } from '@/lib/platform/rate-limit/limits';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { openTestDatabase } from '@/test/database';
import { DayScene } from '@/test/day-scene';
import { keyHeaders, ORIGIN, sessionHeaders } from './askers';

const database = openTestDatabase();
let scene: DayScene;
let personId: number;
let key: Record<string, string>;

beforeAll(async () => {
  scene = await DayScene.create(database);
  personId = (await scene.person('Ada')).employeeId;
  key = await keyHeaders(database, scene.site.id, ['read']);
});
afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

async function batch(requests: unknown[], headers: Record<string, string> = key) {
  const request = new Request(`${ORIGIN}/api/dashboard/batch?site=${scene.site.code}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ requests }),
  });
  const response = await postBatch(request, { params: Promise.resolve({}) });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), json: await response.json() };
}

async function alone(handler: typeof getCosts, path: string, headers: Record<string, string>) {
  const request = new Request(`${ORIGIN}${path}${path.includes('?') ? '&' : '?'}site=${scene.site.code}`, { headers });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { status: response.status, json: await response.json() };
}

describe('POST /api/dashboard/batch', () => {
  it('answers each entry as its route alone does, in the order asked', async () => {
    const { status, json } = await batch([
      { id: 'board', endpoint: '/api/dashboard/leaderboard', params: { date: '2026-01-05', limit: 5 } },
      { endpoint: `employees/${personId}/stats` },
      { endpoint: 'clock-times/active', params: {} },
    ]);
    expect(status).toBe(200);
    expect(json.responses).toMatchObject([
      { id: 'board', endpoint: '/api/dashboard/leaderboard', status: 200 },
      { id: '1', status: 200, data: { employee: { employeeId: personId, name: 'Ada' } } },
      { id: '2', status: 200, data: { rows: [] } },
    ]);
    const same = await alone(getLeaderboard, '/api/dashboard/leaderboard?date=2026-01-05&limit=5', key);
    expect(json.responses[0].data).toEqual(same.json);
  });

  it('tells of each entry that fails, and answers the others', async () => {
    const { status, json } = await batch([
      { endpoint: 'leaderboard', params: { date: 'soon' } },
      { endpoint: 'employees/4000000000/stats' },
      { endpoint: 'batch' },
      { endpoint: '/api/admin/api-keys' },
      { endpoint: 'leaderboard/export' },
      { endpoint: 'leaderboard?limit=1' },
      { endpoint: '../admin/api-keys' },
      { endpoint: 'leaderboard', params: { site: 'elsewhere' } },
      { endpoint: 'summary' },
    ]);
    expect(status).toBe(200);
    expect(json.responses.map((one: { status: number }) => one.status)).toEqual([
      400, 404, 404, 404, 404, 404, 404, 403, 200,
    ]);
    expect(json.responses[0].error).toMatchObject({ code: 'VALIDATION', details: [{ field: 'date' }] });
    expect(json.responses[0].data).toBeUndefined();
  });

  it('gives nobody more rights than each route does', async () => {
    const entries = [{ endpoint: 'cost-analysis' }, { endpoint: 'alerts' }, { endpoint: 'leaderboard' }];
    const statuses = async (headers: Record<string, string>) =>
      (await batch(entries, headers)).json.responses.map((one: { status: number }) => one.status);
    expect(await statuses(key)).toEqual([403, 200, 200]);
    expect(await statuses(await sessionHeaders(database, 'viewer', { canSeePay: true }))).toEqual([403, 403, 200]);
    expect(await statuses(await sessionHeaders(database, 'manager'))).toEqual([403, 200, 200]);
    const withPay = await sessionHeaders(database, 'manager', { canSeePay: true });
    expect(await statuses(withPay)).toEqual([200, 200, 200]);
    expect((await alone(getCosts, '/api/dashboard/cost-analysis', withPay)).status).toBe(200);
    expect((await batch(entries, await keyHeaders(database, scene.site.id, ['ingest']))).status).toBe(403);
    expect((await batch(entries, {})).status).toBe(401);
  });

  it('takes 1 to 20 entries', async () => {
    const many = (length: number) => Array.from({ length }, () => ({ endpoint: 'clock-times/active' }));
    const full = await batch(many(20));
    expect(full.json.responses.map((one: { status: number }) => one.status)).toEqual(many(20).map(() => 200));
    expect((await batch(many(21))).status).toBe(400);
    expect((await batch([])).status).toBe(400);
  });

  it('has a limit of its own, which says when to go on, and leaves single reads alone', async () => {
    const headers = await keyHeaders(database, scene.site.id, ['read']);
    // Twice the limit and one more: also when a new minute begins meanwhile, one of them is refused.
    const answers = await Promise.all(
      Array.from({ length: 2 * RATE_LIMITS.batch + 1 }, () => batch([{ endpoint: 'nothing' }], headers)),
    );
    const refused = answers.find((answer) => answer.status === 429);
    expect(refused?.json.error).toMatchObject({ code: 'RATE_LIMITED' });
    expect(Number(refused?.retryAfter)).toBeGreaterThan(0);
    expect((await alone(getLeaderboard, '/api/dashboard/leaderboard', headers)).status).toBe(200);
  });
});
