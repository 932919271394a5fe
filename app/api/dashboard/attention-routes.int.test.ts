import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { raiseAlert } from '@/lib/domain/alerts/mutations';
import { alertAnswer, alertCounts, alertList, assigneeList } from '@/lib/domain/alerts/schema';
import { settleFlags } from '@/lib/domain/flags/mutations';
import { flagList } from '@/lib/domain/flags/schema';
import { settleIssues } from '@/lib/domain/issues/mutations';
import { issueList } from '@/lib/domain/issues/schema';
import { estimate, recalculation, recalculationList } from '@/lib/domain/recalculation/schema';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { getAuth } from '@/lib/platform/auth/auth';
import type { UserRole } from '@/lib/platform/auth/rights';
import { createUser } from '@/lib/platform/auth/users';
import type { RouteHandler } from '@/lib/platform/http/api-route';
import { closeWakeQueue } from '@/lib/platform/queue/wake';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { currentInstant } from '@/lib/platform/time/clock';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene } from '@/test/day-scene';
import { POST as postCancel } from '../admin/recalculations/[id]/cancel/route';
import { GET as getRecalculation } from '../admin/recalculations/[id]/route';
import { GET as getRecalculations, POST as postRecalculation } from '../admin/recalculations/route';
import { POST as postReview } from './activity-flags/[id]/review/route';
import { GET as getFlagsExport } from './activity-flags/export/route';
import { GET as getFlags } from './activity-flags/route';
import { POST as postAcknowledge } from './alerts/[id]/acknowledge/route';
import { POST as postAssign } from './alerts/[id]/assign/route';
import { POST as postNote } from './alerts/[id]/note/route';
import { POST as postResolve } from './alerts/[id]/resolve/route';
import { GET as getAlert } from './alerts/[id]/route';
import { GET as getAssignees } from './alerts/assignees/route';
import { GET as getCounts } from './alerts/counts/route';
import { GET as getAlertsExport } from './alerts/export/route';
import { GET as getAlerts } from './alerts/route';
import { POST as postReopen } from './issues/[id]/reopen/route';
import { POST as postResolveIssue } from './issues/[id]/resolve/route';
import { GET as getIssuesExport } from './issues/export/route';
import { GET as getIssues } from './issues/route';

const database = openTestDatabase();
const ORIGIN = 'http://localhost:3000';
const PASSWORD = 'correct horse battery';
type SignedIn = { id: string; cookie: string };
let admin: SignedIn;
let manager: SignedIn;
let viewer: SignedIn;
let scene: DayScene;

beforeAll(async () => {
  [admin, manager, viewer] = [await signIn('admin'), await signIn('manager'), await signIn('viewer')];
});
beforeEach(async () => {
  scene = await DayScene.create(database);
});
afterAll(async () => {
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
});

async function signIn(role: UserRole): Promise<SignedIn> {
  const email = `u-${randomBytes(6).toString('hex')}@example.com`;
  const id = await createUser(database, {
    email,
    name: 'Robin Vale',
    role,
    password: PASSWORD,
    mustChangePassword: false,
  });
  const response = await getAuth().handler(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: ORIGIN,
        'x-forwarded-for': `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`,
      },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  );
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return { id, cookie: cookies.join('; ') };
}

type Call = { query?: string; body?: object; id?: number | string; as?: SignedIn | string; method?: 'GET' | 'POST' };

/** `as`: who is signed in, or an API key. */
async function call(handler: RouteHandler, { query = '', body, id, as = manager, method }: Call = {}) {
  const url = `${ORIGIN}/api/x?site=${scene.site.code}${query}`;
  const isPost = (method ?? (body === undefined ? 'GET' : 'POST')) === 'POST';
  const request = new Request(url, {
    method: isPost ? 'POST' : 'GET',
    headers: {
      ...(typeof as === 'string' ? { 'x-api-key': as } : { cookie: as.cookie }),
      ...(isPost ? { origin: ORIGIN } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const params: Record<string, string> = id === undefined ? {} : { id: String(id) };
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, json: await response.json() };
}

const readKey = async (scope: 'read' | 'admin' = 'read') => {
  const base = { siteId: scene.site.id, actor: TEST_ACTOR, now: currentInstant() };
  return (await createApiKey(database, { ...base, name: scope, scopes: [scope] })).key;
};

describe('alerts over the API', () => {
  const raise = (subject: string, severity: 'warning' | 'critical' = 'warning') =>
    inTransaction(database, (tx) =>
      raiseAlert(tx, {
        siteId: scene.site.id,
        alert: {
          kind: 'idle',
          subject,
          severity,
          title: 'No scans at Heat Press for 22 min',
          details: { minutes: 22 },
        },
        now: currentInstant(),
      }),
    );

  it('are listed in pages by due time and settled by managers', async () => {
    await raise('employee:1');
    await raise('employee:2', 'critical');
    const first = await call(getAlerts, { query: '&limit=1' });
    expect(first.status).toBe(200);
    const list = alertList.parse(first.json);
    expect(list.rows).toMatchObject([{ subject: 'employee:2', isBreached: false, details: { minutes: 22 } }]);
    const second = await call(getAlerts, { query: `&limit=1&cursor=${list.nextCursor}` });
    expect(alertList.parse(second.json)).toMatchObject({ rows: [{ subject: 'employee:1' }], nextCursor: null });
    const id = list.rows[0]?.id ?? 0;
    expect(await call(postAcknowledge, { id, method: 'POST' })).toMatchObject({ status: 200 });
    expect((await call(postAcknowledge, { id, method: 'POST', as: admin })).status).toBe(409);
    expect(await call(postAssign, { id, body: { userId: admin.id } })).toMatchObject({ status: 200 });
    expect((await call(postAssign, { id, body: { userId: viewer.id } })).status).toBe(422);
    expect((await call(postResolve, { id, body: { note: '  ' } })).status).toBe(400);
    expect((await call(postResolve, { id, body: { note: 'spoke to them' } })).status).toBe(200);
    const resolved = await call(getAlerts, { query: '&status=resolved' });
    expect(resolved.json.rows).toMatchObject([{ id, resolvedBy: 'Robin Vale', note: 'spoke to them' }]);
    expect((await call(getAlerts, { as: await readKey() })).json.rows).toHaveLength(1);
  });

  it('are told one by one with their history, noted, counted and given to somebody of a list', async () => {
    await raise('employee:1', 'critical');
    const id = alertList.parse((await call(getAlerts)).json).rows[0]?.id;
    expect((await call(postNote, { id, body: { note: '' } })).status).toBe(400);
    expect((await call(postNote, { id, body: { note: 'called them' } })).json).toEqual({ status: 'noted' });
    const one = alertAnswer.parse((await call(getAlert, { id })).json);
    expect(one).toMatchObject({ alert: { note: 'called them' }, history: [{ action: 'note' }, { action: 'open' }] });
    expect((await call(getAlert, { id: 999_999_999 })).status).toBe(404);
    const counts = alertCounts.parse((await call(getCounts)).json);
    expect(counts).toMatchObject({ counts: [{ severity: 'critical', alerts: 1 }], critical: [{ id }] });
    await call(postResolve, { id, body: { note: 'done' } });
    expect((await call(getCounts)).json).toMatchObject({ counts: [], critical: [] });
    const assignees = assigneeList.parse((await call(getAssignees)).json).rows.map((row) => row.userId);
    expect(assignees).toEqual(expect.arrayContaining([admin.id, manager.id]));
    expect(assignees).not.toContain(viewer.id);
    for (const handler of [getAlert, getCounts, getAssignees, getAlertsExport, getIssuesExport, getFlagsExport]) {
      expect((await call(handler, { id: 1, as: viewer })).status).toBe(403);
    }
  });

  it('refuse viewers, wrong parameters and unknown ones', async () => {
    expect((await call(getAlerts, { as: viewer })).status).toBe(403);
    expect((await call(postAcknowledge, { id: 1, method: 'POST', as: viewer })).status).toBe(403);
    expect((await call(postAcknowledge, { id: 1, method: 'POST', as: await readKey() })).status).toBe(403);
    expect((await call(getAlerts, { query: '&status=none' })).status).toBe(400);
    expect((await call(getAlerts, { query: '&cursor=abc' })).status).toBe(400);
    expect((await call(postAcknowledge, { id: 'abc', method: 'POST' })).status).toBe(400);
    expect((await call(postAcknowledge, { id: 999_999_999, method: 'POST' })).status).toBe(404);
  });
});

describe('data issues and flags over the API', () => {
  it('are listed, settled with a note and reopened', async () => {
    const ada = await scene.person('Ada Example');
    const place = { subject: `employee:${ada.employeeId}`, scoreDate: '2026-03-02' };
    await inTransaction(database, (tx) =>
      settleIssues(tx, {
        siteId: scene.site.id,
        checked: { kinds: ['overlap'], places: [place] },
        found: [{ kind: 'overlap', ...place, employeeId: ada.employeeId, details: { periodIds: [1, 2] } }],
        now: currentInstant(),
      }),
    );
    const { rows } = issueList.parse((await call(getIssues, { query: `&employeeId=${ada.employeeId}` })).json);
    expect(rows).toMatchObject([{ kind: 'overlap', name: 'Ada Example', details: { periodIds: [1, 2] } }]);
    const id = rows[0]?.id;
    expect((await call(postResolveIssue, { id, body: { note: 'two badges' } })).status).toBe(200);
    expect((await call(getIssues)).json.rows).toEqual([]);
    expect((await call(getIssues, { query: '&status=resolved&from=2026-03-02&to=2026-03-02' })).json.rows).toHaveLength(
      1,
    );
    expect((await call(postReopen, { id, method: 'POST' })).status).toBe(200);
    expect((await call(postReopen, { id, method: 'POST' })).status).toBe(409);
    expect((await call(getIssues, { query: '&kind=none' })).status).toBe(400);
    expect((await call(getIssues, { query: '&from=2026-13-01' })).status).toBe(400);
    expect((await call(getIssues, { as: viewer })).status).toBe(403);
  });

  it('shows flags and takes a review', async () => {
    const ada = await scene.person('Ada Example');
    const flag = {
      activityId: 1,
      employeeId: ada.employeeId,
      kind: 'repeat' as const,
      severity: 'medium' as const,
      details: { itemsCount: 10 },
    };
    await inTransaction(database, (tx) =>
      settleFlags(tx, { siteId: scene.site.id, day: '2026-03-02', found: [flag], now: currentInstant() }),
    );
    const { rows } = flagList.parse((await call(getFlags)).json);
    expect(rows).toMatchObject([{ kind: 'repeat', name: 'Ada Example', date: '2026-03-02' }]);
    expect((await call(postReview, { id: rows[0]?.id, body: { note: 'a full box' } })).status).toBe(200);
    expect((await call(postReview, { id: rows[0]?.id, body: { note: 'again' } })).status).toBe(409);
    expect((await call(getFlags)).json.rows).toEqual([]);
    expect((await call(getFlags, { query: '&status=reviewed' })).json.rows).toMatchObject([{ note: 'a full box' }]);
  });
});

describe('recalculations over the API', () => {
  const order = { from: '2026-03-01', to: '2026-03-31', reason: 'new punches' };

  it('are estimated, ordered, watched and cancelled by admins', async () => {
    const only = await call(postRecalculation, { body: { ...order, estimate: true }, as: admin });
    expect(only.status).toBe(200);
    expect(estimate.parse(only.json)).toMatchObject({ days: 31, personDays: 31 });
    expect(recalculationList.parse((await call(getRecalculations, { as: admin })).json).rows).toEqual([]);
    const ordered = await call(postRecalculation, { body: order, as: admin });
    expect(ordered.status).toBe(202);
    const { id, status, progress } = recalculation.parse(ordered.json);
    expect({ status, progress }).toEqual({ status: 'queued', progress: 0 });
    expect((await call(getRecalculation, { id, as: await readKey('admin') })).json).toMatchObject({ id, ...order });
    expect((await call(postCancel, { id, method: 'POST', as: admin })).json).toMatchObject({ status: 'cancelled' });
    expect((await call(postCancel, { id, method: 'POST', as: admin })).status).toBe(409);
    expect((await call(getRecalculation, { id: 999_999_999, as: admin })).status).toBe(404);
  });

  it('refuse everybody else and days that make no range', async () => {
    expect((await call(postRecalculation, { body: order })).status).toBe(403);
    expect((await call(getRecalculations, { as: await readKey() })).status).toBe(403);
    const wrong = { ...order, to: '2026-02-01' };
    const answer = await call(postRecalculation, { body: wrong, as: admin });
    expect(answer.status).toBe(400);
    expect(answer.json.error.details).toEqual([{ field: 'to', message: 'must not be before from' }]);
    expect((await call(postRecalculation, { body: { ...order, from: 'today' }, as: admin })).status).toBe(400);
  });
});
