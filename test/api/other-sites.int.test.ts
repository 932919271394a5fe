import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { tvScreens } from '@/lib/db/schema/access';
import { activityFlags, alerts, dataIssues } from '@/lib/db/schema/attention';
import { queueRecalculation } from '@/lib/domain/recalculation/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { descriptionOf } from '@/lib/platform/openapi/collect';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { currentInstant } from '@/lib/platform/time/clock';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene } from '@/test/day-scene';
import { ORIGIN, sessionHeaders } from './askers';
import { readRouteFiles } from './route-files';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Kind = 'alert' | 'flag' | 'issue' | 'employee' | 'twin' | 'screen' | 'apiKey' | 'recalculation' | 'role';

const note = { note: 'looked at it' };
/** What each route that names a thing of a site is asked about, and what it is sent so that it gets as far as the thing. */
type Asked = {
  of: Kind;
  body?: object | (() => object);
  query?: string | (() => string);
  more?: Record<string, string>;
};
const values = { multiplier: 1, expectedPerHour: 60, idleThresholdMinutes: 10, monthlyTargetPoints: null };
const rate = { payType: 'hourly', amountCents: 2_000 };
const NAMED: Record<string, Asked> = {
  'POST /api/admin/api-keys/:id/revoke': { of: 'apiKey' },
  'POST /api/admin/api-keys/:id/rotate': { of: 'apiKey', body: {} },
  'PATCH /api/admin/departments/:id': { of: 'role', body: { changes: { roleName: 'Other' } } },
  'GET /api/admin/departments/:id/history': { of: 'role' },
  'POST /api/admin/departments/:id/preview': { of: 'role', body: { kind: 'changes', changes: { roleName: 'Mine' } } },
  'PUT /api/admin/departments/:id/versions/:validFrom': {
    of: 'role',
    more: { validFrom: '2026-01-05' },
    body: { values },
  },
  'DELETE /api/admin/departments/:id/versions/:validFrom': {
    of: 'role',
    more: { validFrom: '2026-01-05' },
    body: {},
  },
  'GET /api/admin/employees/:id': { of: 'employee' },
  'PATCH /api/admin/employees/:id': { of: 'employee', body: { changes: { alias: 'Ace' } } },
  'GET /api/admin/employees/:id/merge': { of: 'twin', query: () => `intoId=${ids.get('employee')}` },
  'POST /api/admin/employees/:id/merge': { of: 'twin', body: () => ({ intoId: ids.get('employee') }) },
  'PUT /api/admin/pay-rates/:employeeId/:effectiveFrom': {
    of: 'employee',
    more: { effectiveFrom: '2026-01-05' },
    body: rate,
  },
  'DELETE /api/admin/pay-rates/:employeeId/:effectiveFrom': {
    of: 'employee',
    more: { effectiveFrom: '2026-01-05' },
    body: {},
  },
  'GET /api/admin/recalculations/:id': { of: 'recalculation' },
  'POST /api/admin/recalculations/:id/cancel': { of: 'recalculation' },
  'PATCH /api/admin/screens/:id': { of: 'screen', body: { version: 1, name: 'Mine' } },
  'POST /api/admin/screens/:id/revoke': { of: 'screen', body: {} },
  'POST /api/dashboard/activity-flags/:id/review': { of: 'flag', body: note },
  'GET /api/dashboard/alerts/:id': { of: 'alert' },
  'POST /api/dashboard/alerts/:id/acknowledge': { of: 'alert' },
  'POST /api/dashboard/alerts/:id/assign': { of: 'alert', body: { userId: 'u1' } },
  'POST /api/dashboard/alerts/:id/note': { of: 'alert', body: note },
  'POST /api/dashboard/alerts/:id/resolve': { of: 'alert', body: note },
  'GET /api/dashboard/clock-times/employee/:id': { of: 'employee', query: 'from=2026-01-05&to=2026-01-06' },
  'GET /api/dashboard/cost-analysis/employees/:id': { of: 'employee', query: 'from=2026-01-05&to=2026-01-06' },
  'GET /api/dashboard/employees/:id/calendar': { of: 'employee' },
  'GET /api/dashboard/employees/:id/day': { of: 'employee' },
  'GET /api/dashboard/employees/:id/export': { of: 'employee', query: 'table=day' },
  'GET /api/dashboard/employees/:id/mapping': { of: 'employee' },
  'PUT /api/dashboard/employees/:id/mapping': { of: 'employee', body: { unlink: [4_000_000_000] } },
  'GET /api/dashboard/employees/:id/stats': { of: 'employee' },
  'POST /api/dashboard/issues/:id/reopen': { of: 'issue' },
  'POST /api/dashboard/issues/:id/resolve': { of: 'issue', body: note },
  'GET /api/gamification/achievements/:employeeId': { of: 'employee' },
};
/** They name no thing of a site: a day of it, a job that every site has, or a person who signs in. */
const OTHER_NAMES = /\/:date|\/admin\/(users|jobs)\//;

const database = openTestDatabase();
const cases = (await readRouteFiles()).flatMap(({ path, module }) =>
  METHODS.flatMap((method) =>
    descriptionOf(module[method]).map(({ tag }) => ({ tag, path, method, handler: module[method] as Handler })),
  ),
);
const named = cases.filter(({ tag }) => tag.includes('/:') && !OTHER_NAMES.test(tag));
let home: Site;
let there: Site;
let asker: Record<string, string>;
const ids = new Map<Kind, number>();

beforeAll(async () => {
  home = await createTestSite(database);
  asker = await sessionHeaders(database, 'admin', { canSeePay: true });
  const scene = await DayScene.create(database);
  there = scene.site;
  const { id: siteId } = there;
  const now = currentInstant();
  ids.set('employee', (await scene.person('Ada')).employeeId).set('twin', (await scene.person('Ada')).employeeId);
  ids.set('role', scene.roleId('Packing'));
  const at = { openedAt: now, details: {}, siteId, subject: 'clock:1' };
  const [alert] = await database
    .insert(alerts)
    .values({ ...at, kind: 'idle', severity: 'info', status: 'open', title: 'T', updatedAt: now, dueAt: now });
  const [issue] = await database
    .insert(dataIssues)
    .values({ ...at, kind: 'suspicious_source', scoreDate: '2026-01-05', status: 'open' });
  const [flag] = await database.insert(activityFlags).values({
    siteId,
    kind: 'impossible_rate',
    activityId: 1,
    scoreDate: '2026-01-05',
    severity: 'low',
    flaggedAt: now,
    details: {},
  });
  const screen = { siteId, name: 'Hall', settings: {}, status: 'active' };
  const [tv] = await database.insert(tvScreens).values(screen);
  const days = { from: '2026-01-05', to: '2026-01-06' };
  const order = { site: there, ...days, reason: 'test', actor: TEST_ACTOR, now };
  ids.set('recalculation', await queueRecalculation(database, order));
  const key = await createApiKey(database, { siteId, name: 'k', scopes: ['read'], actor: TEST_ACTOR, now });
  ids.set('alert', alert.insertId).set('issue', issue.insertId).set('flag', flag.insertId);
  ids.set('screen', tv.insertId).set('apiKey', key.id);
});
afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

async function ask({ tag, path, method, handler }: (typeof named)[number], site: Site): Promise<number> {
  const { of, body: given, query: asked = '', more = {} } = NAMED[tag] ?? { of: 'employee' };
  const body = typeof given === 'function' ? given() : given;
  const query = typeof asked === 'function' ? asked() : asked;
  const name = /:(\w+)/.exec(path)?.[1] ?? '';
  const headers = { ...asker, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const url = `${ORIGIN}${path}?site=${site.code}&${query}`;
  const request = new Request(url, { method, headers, body: body && JSON.stringify(body) });
  const response = await handler(request, { params: Promise.resolve({ [name]: String(ids.get(of)), ...more }) });
  return response.status;
}

describe('a thing of another site', () => {
  it('is looked for by every route that names one', () => {
    expect(named.map(({ tag }) => tag).sort()).toEqual(Object.keys(NAMED).sort());
  });

  it.each(named.map((one) => [one.tag, one] as const))('%s does not find it, but at its own site', async (_, one) => {
    expect(await ask(one, home)).toBe(404);
    // Found there: it goes well, or what is asked does not fit the thing.
    expect([200, 201, 204, 409, 422]).toContain(await ask(one, there));
  });
});
