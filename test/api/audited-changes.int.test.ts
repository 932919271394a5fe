import { randomBytes } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import * as z from 'zod';
import { type Database, inTransaction, openDatabase } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { migrateDatabase } from '@/lib/db/migrate';
import { twoFactors, users } from '@/lib/db/schema/access';
import { activityFlags, alerts, dataIssues } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { applyDecisions } from '@/lib/domain/identity/decisions';
import { identityRevision } from '@/lib/domain/identity/revision';
import { setPayRate } from '@/lib/domain/payrates/mutations';
import { queueRecalculation } from '@/lib/domain/recalculation/mutations';
import { approvePairing, startPairing } from '@/lib/domain/screens/mutations';
import type * as WriteAudit from '@/lib/platform/audit/write-audit';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { getSessionUser } from '@/lib/platform/auth/session';
import { createUser } from '@/lib/platform/auth/users';
import { tellJobPlan } from '@/lib/platform/jobs/job-plan';
import { descriptionOf } from '@/lib/platform/openapi/collect';
import { closeWakeQueue } from '@/lib/platform/queue/wake';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene } from '@/test/day-scene';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { ORIGIN, ownAddress, sessionHeaders } from './askers';
import { readRouteFiles } from './route-files';

/** While it is broken nothing can be audited, so nothing may change. */
const audit = vi.hoisted(() => ({ isBroken: false }));
vi.mock('@/lib/platform/audit/write-audit', async (original) => {
  const real = await original<typeof WriteAudit>();
  const writeAudit: typeof real.writeAudit = async (...given) => {
    if (audit.isBroken) throw new Error('the audit is broken');
    return real.writeAudit(...given);
  };
  return { ...real, writeAudit };
});

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Scene = Awaited<ReturnType<typeof makeScene>>;
/** What is asked of the route, made anew for it: the thing it changes, and the body. */
type Change = (scene: Scene) => Promise<{ id?: string | number; more?: Record<string, string>; body?: object }>;

const values = { multiplier: 1, expectedPerHour: 60, idleThresholdMinutes: 10, monthlyTargetPoints: null };
const rate = { payType: 'hourly', amountCents: 2_000 };
const DAY = '2026-01-05';

/** Changes that are audited: every route that changes something, with a request that it grants. */
const AUDITED: Record<string, Change> = {
  'POST /api/account/sessions/revoke': async ({ askerEmail, signIn }) => {
    await signIn(askerEmail);
    return { body: {} };
  },
  'POST /api/admin/api-keys': async () => ({ body: { name: 'Scanner', scopes: ['ingest'] } }),
  'POST /api/admin/api-keys/:id/revoke': async ({ key }) => ({ id: await key() }),
  'POST /api/admin/api-keys/:id/rotate': async ({ key }) => ({ id: await key(), body: {} }),
  'PUT /api/admin/activity-types': async ({ floor }) => ({
    body: { activityType: 'Folding', roleId: floor.roleId('Packing') },
  }),
  'POST /api/admin/departments': async () => ({
    body: {
      departmentName: 'Gift wrap',
      roleName: 'Wrapper',
      activityType: 'Wrapping',
      roleType: 'batch',
      flowOrder: 6,
      isFinishing: false,
      values,
    },
  }),
  'PATCH /api/admin/departments/:id': async ({ floor }) => ({
    id: floor.roleId('Packing'),
    body: { changes: { roleName: 'Boxer' } },
  }),
  'PUT /api/admin/departments/:id/versions/:validFrom': async ({ floor }) => ({
    id: floor.roleId('Packing'),
    more: { validFrom: DAY },
    body: { values },
  }),
  // The version that the change before this one has made.
  'DELETE /api/admin/departments/:id/versions/:validFrom': async ({ floor }) => ({
    id: floor.roleId('Packing'),
    more: { validFrom: DAY },
    body: {},
  }),
  'POST /api/admin/employees': async () => ({ body: { name: 'Nia' } }),
  'PATCH /api/admin/employees/:id': async ({ floor }) => ({
    id: (await floor.person('Ola')).employeeId,
    body: { changes: { alias: 'Ace' } },
  }),
  'POST /api/admin/employees/:id/merge': async ({ floor }) => ({
    id: (await floor.person('Twin')).employeeId,
    body: { intoId: (await floor.person('Twin')).employeeId },
  }),
  'PUT /api/admin/jobs/:job/pause': async ({ knowJob }) => ({ id: await knowJob(), body: { isPaused: true } }),
  'POST /api/admin/jobs/:job/run': async ({ knowJob }) => ({ id: await knowJob(), body: {} }),
  'POST /api/admin/mappings/decisions': async ({ ignoring }) => ({ body: { decisions: [await ignoring()] } }),
  'POST /api/admin/mappings/undo': async ({ floor, database, ignoring, askerId }) => {
    const decisions = [await ignoring()];
    const author = { siteId: floor.site.id, actor: { type: 'user' as const, id: askerId }, now: currentInstant() };
    const { changeIds } = await applyDecisions(database, { ...author, decisions });
    return { body: { changeIds } };
  },
  'PUT /api/admin/pay-rates/:employeeId/:effectiveFrom': async ({ floor }) => ({
    id: (await floor.person('Paid')).employeeId,
    more: { effectiveFrom: DAY },
    body: rate,
  }),
  'DELETE /api/admin/pay-rates/:employeeId/:effectiveFrom': async ({ floor, database }) => {
    const { employeeId } = await floor.person('Paid');
    const edit = { siteId: floor.site.id, employeeId, actor: TEST_ACTOR, now: currentInstant() };
    await inTransaction(database, (tx) =>
      setPayRate(tx, { ...edit, rate: { payType: 'hourly', amountCents: 2_000, effectiveFrom: DAY } }),
    );
    return { id: employeeId, more: { effectiveFrom: DAY }, body: {} };
  },
  'POST /api/admin/pay-rates/import': async ({ floor, asker }) => {
    const { employeeId } = await floor.person('Paid');
    const csv = `employee_id,effective_from,pay_type,amount\n${employeeId},${DAY},hourly,20.00\n`;
    return { body: { csv, confirmed: await confirmedImport(floor.site.code, asker, csv) } };
  },
  'PATCH /api/admin/settings': async () => ({ body: { changes: { name: 'Another name' } } }),
  'POST /api/admin/recalculations': async () => ({ body: { from: '2026-01-05', to: '2026-01-06', reason: 'test' } }),
  'POST /api/admin/recalculations/:id/cancel': async ({ recalculation }) => ({ id: await recalculation() }),
  'POST /api/admin/screens': async ({ code }) => ({ body: { code: await code(), name: 'Hall' } }),
  'PATCH /api/admin/screens/:id': async ({ screen }) => ({ id: await screen(), body: { version: 1, name: 'Yard' } }),
  'POST /api/admin/screens/:id/revoke': async ({ screen }) => ({ id: await screen(), body: {} }),
  'POST /api/admin/users': async () => ({ body: { email: newEmail(), name: 'Maya', role: 'manager' } }),
  'PATCH /api/admin/users/:id': async ({ user }) => ({ id: (await user()).id, body: { role: 'viewer' } }),
  'POST /api/admin/users/:id/reset-password': async ({ user }) => ({ id: (await user()).id }),
  'POST /api/admin/users/:id/sessions/revoke': async ({ user, signIn }) => {
    const { id, email } = await user();
    await signIn(email);
    return { id, body: {} };
  },
  'POST /api/admin/users/:id/two-factor-off': async ({ user, database }) => {
    const { id } = await user();
    await database.update(users).set({ twoFactorEnabled: true }).where(eq(users.id, id));
    await database.insert(twoFactors).values({ id, userId: id, secret: 'x', backupCodes: 'y' });
    return { id };
  },
  'POST /api/dashboard/activity-flags/:id/review': async ({ flag }) => ({ id: await flag(), body: { note: 'seen' } }),
  'POST /api/dashboard/alerts/:id/acknowledge': async ({ alert }) => ({ id: await alert() }),
  'POST /api/dashboard/alerts/:id/assign': async ({ alert, user }) => ({
    id: await alert(),
    body: { userId: (await user()).id },
  }),
  'POST /api/dashboard/alerts/:id/note': async ({ alert }) => ({ id: await alert(), body: { note: 'seen' } }),
  'POST /api/dashboard/alerts/:id/resolve': async ({ alert }) => ({ id: await alert(), body: { note: 'done' } }),
  'POST /api/dashboard/bottleneck/moves': async ({ floor }) => {
    const amara = await floor.person('Amara');
    const now = currentInstant();
    await floor.punch(amara, now - 3_600, null);
    await floor.request([amara.employeeId], [businessDayOf(floor.site, now)]);
    await floor.drain(now);
    return { body: { employeeId: amara.employeeId, to: 'Packing' } };
  },
  'POST /api/dashboard/issues/:id/reopen': async ({ issue }) => ({ id: await issue('resolved') }),
  'POST /api/dashboard/issues/:id/resolve': async ({ issue }) => ({ id: await issue('open'), body: { note: 'done' } }),
  'POST /api/dashboard/reports/:date': async () => ({ id: '2026-01-05' }),
  'PUT /api/dashboard/employees/:id/mapping': async ({ floor }) => ({
    id: (await floor.person('Bela')).employeeId,
    body: { link: [await floor.login('unmapped')] },
  }),
};

/** Routes that are no changes by somebody, and why. */
const NOT_AUDITED: Record<string, string> = {
  'POST /api/admin/departments/:id/preview': 'a question',
  'POST /api/admin/pay-rates/preview': 'a question',
  'POST /api/admin/settings/preview': 'a question',
  'POST /api/activities': 'facts, which keep their own source and time',
  'POST /api/activities/batch': 'facts, which keep their own source and time',
  'POST /api/dashboard/batch': 'a question',
  'POST /api/dashboard/clock-times/reconcile': 'orders a job, which is kept in job_runs',
  'POST /api/dashboard/sync': 'orders a job, which is kept in job_runs',
  'POST /api/tv/beat': 'a sign of life',
  'POST /api/tv/pairings': 'a code that nobody has typed yet',
  'POST /api/webhooks/connecteam': 'a hint to read the source again',
};

/** Tables that a request may touch whatever comes of it. */
const UNRELATED = ['tv_pairings'];

const admin = openTestDatabase(2);
const name = `hub_audited_${randomBytes(6).toString('hex')}`;
const cases = (await readRouteFiles()).flatMap(({ path, module }) =>
  METHODS.flatMap((method) =>
    descriptionOf(module[method]).map(({ tag }) => ({ tag, path, method, handler: module[method] as Handler })),
  ),
);
const changes = cases.filter(({ tag }) => tag in AUDITED);
const newEmail = () => `u-${randomBytes(6).toString('hex')}@example.com`;
let scene: Scene;

/** A hub of its own: all of its tables are compared. */
beforeAll(async () => {
  await admin.execute(sql.raw(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`));
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.href;
  const database = openDatabase({ url: url.href, poolSize: 3 });
  await migrateDatabase(database);
  scene = await makeScene(database);
});
afterAll(async () => {
  await scene.database.close();
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
  await admin.execute(sql.raw(`DROP DATABASE ${name}`));
});

async function makeScene(database: Database) {
  const now = currentInstant();
  const floor = await DayScene.create(database, { timeZone: zoneWithLocalHour(13, now) });
  const { site } = floor;
  const siteId = site.id;
  const asker = await sessionHeaders(database, 'admin', { canSeePay: true });
  const who = await getSessionUser(new Headers(asker));
  if (who === null) throw new Error('nobody is signed in');
  const password = 'correct horse battery';
  const plain = { name: 'Tomas', role: 'manager' as const, password, mustChangePassword: false };
  const begun = { openedAt: now, details: {}, siteId };
  const code = async () => (await startPairing(database, { now })).code;
  return {
    database,
    floor,
    asker,
    askerId: who.id,
    askerEmail: who.email,
    code,
    signIn: (email: string) => signInAs(email, password),
    /** A decision about a login that waits for one. */
    ignoring: async () => {
      const identityId = await floor.login('unmapped');
      const [login] = await database.select().from(employeeIdentities).where(eq(employeeIdentities.id, identityId));
      if (login === undefined) throw new Error('the login is gone');
      return { action: 'ignore' as const, identityId, revision: identityRevision(login) };
    },
    /** A job that has run once and that a worker tells of. */
    knowJob: async () => {
      const job = 'daily-report';
      await tellJobPlan([{ job, schedule: null, offReason: null }]);
      return job;
    },
    user: async () => {
      const email = newEmail();
      return { id: await createUser(database, { ...plain, email }), email };
    },
    key: async () => (await createApiKey(database, { siteId, name: 'k', scopes: ['read'], actor: TEST_ACTOR, now })).id,
    screen: async () =>
      (await approvePairing(database, { siteId, code: await code(), name: 'Hall', actor: TEST_ACTOR, now })).id,
    recalculation: () =>
      queueRecalculation(database, { site, from: '2026-01-05', to: '2026-01-06', reason: 't', actor: TEST_ACTOR, now }),
    alert: async () => {
      const subject = randomBytes(6).toString('hex');
      const values = {
        ...begun,
        subject,
        kind: 'idle',
        severity: 'info' as const,
        status: 'open' as const,
        title: 'T',
      };
      const [row] = await database.insert(alerts).values({ ...values, updatedAt: now, dueAt: now });
      return row.insertId;
    },
    issue: async (status: 'open' | 'resolved') => {
      const subject = randomBytes(6).toString('hex');
      const resolved = status === 'open' ? {} : { resolvedAt: now, resolvedBy: who.id, note: 'done' };
      const values = { ...begun, subject, kind: 'suspicious_source', scoreDate: '2026-01-05', status, ...resolved };
      const [row] = await database.insert(dataIssues).values(values);
      return row.insertId;
    },
    flag: async () => {
      const activityId = randomBytes(3).readUIntBE(0, 3);
      const values = { siteId, kind: 'impossible_rate', activityId, scoreDate: '2026-01-05', details: {} };
      const [row] = await database.insert(activityFlags).values({ ...values, severity: 'low', flaggedAt: now });
      return row.insertId;
    },
  };
}

/** What the preview of an import answers, to be sent back with it. */
async function confirmedImport(site: string, asker: Record<string, string>, csv: string): Promise<string> {
  const headers = { ...asker, 'content-type': 'application/json' };
  const url = `${ORIGIN}/api/admin/pay-rates/import?site=${site}`;
  const request = new Request(url, { method: 'POST', headers, body: JSON.stringify({ csv }) });
  const { POST } = await import('@/app/api/admin/pay-rates/import/route');
  const response = await POST(request, { params: Promise.resolve({}) });
  return z.object({ confirmation: z.string() }).parse(await response.json()).confirmation;
}

async function signInAs(email: string, password: string): Promise<void> {
  const { getAuth } = await import('@/lib/platform/auth/auth');
  const headers = { 'content-type': 'application/json', origin: ORIGIN, ...ownAddress() };
  const body = JSON.stringify({ email, password });
  const request = new Request(`${ORIGIN}/api/auth/sign-in/email`, { method: 'POST', headers, body });
  expect((await getAuth().handler(request)).status).toBe(200);
}

async function send({ path, method, handler }: (typeof changes)[number], asked: Awaited<ReturnType<Change>>) {
  const { id, more, body } = asked;
  const headers = {
    ...scene.asker,
    'x-forwarded-for': '203.0.113.9',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const url = `${ORIGIN}${path}?site=${scene.floor.site.code}`;
  const request = new Request(url, { method, headers, body: body && JSON.stringify(body) });
  const named = /:(\w+)/.exec(path)?.[1];
  const params: Record<string, string> = named === undefined ? {} : { [named]: String(id), ...more };
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, json: z.record(z.string(), z.unknown()).parse(await response.json()) };
}

/** A sum over each table. */
async function state(): Promise<Record<string, string>> {
  const { database } = scene;
  const rows = z.array(z.record(z.string(), z.coerce.string()));
  const [known] = await database.execute(sql`SELECT table_name AS t FROM information_schema.tables
     WHERE table_schema = ${name} AND table_type = 'BASE TABLE'`);
  const tables = rows.parse(known).flatMap(({ t }) => (t === undefined || UNRELATED.includes(t) ? [] : [t]));
  const [sums] = await database.execute(sql.raw(`CHECKSUM TABLE ${tables.map((one) => `\`${one}\``).join(', ')}`));
  return Object.fromEntries(rows.parse(sums).map(({ Table, Checksum }) => [Table ?? '', Checksum ?? '']));
}

describe('a change', () => {
  it('is in the table for every route that is no mere read', () => {
    expect(cases.map(({ tag }) => tag).sort()).toEqual([...Object.keys(AUDITED), ...Object.keys(NOT_AUDITED)].sort());
  });

  it.each(changes.map((one) => [one.tag, one] as const))('%s is audited, or does not happen', async (tag, one) => {
    const asked = (await AUDITED[tag]?.(scene)) ?? {};
    const before = await state();
    audit.isBroken = true;
    const refused = await send(one, asked).finally(() => {
      audit.isBroken = false;
    });
    expect(refused.status, JSON.stringify(refused.json)).toBe(500);
    expect(await state()).toEqual(before);

    const [last] = await scene.database
      .select({ id: auditEvents.id })
      .from(auditEvents)
      .orderBy(desc(auditEvents.id))
      .limit(1);
    const granted = await send(one, asked);
    expect([200, 201, 202], JSON.stringify(granted.json)).toContain(granted.status);
    const events = await scene.database
      .select()
      .from(auditEvents)
      .where(sql`${auditEvents.id} > ${last?.id ?? 0}`);
    expect(events.filter(({ actorType, actorId }) => actorType === 'user' && actorId === scene.askerId)).not.toEqual(
      [],
    );
    for (const event of events) expect(event.action).toMatch(/^[a-z-]+\.[a-z-]+$/);
    expect(events.map(({ ip }) => ip)).toContain('203.0.113.9');
    for (const secret of [granted.json.key, granted.json.password]) {
      if (typeof secret === 'string') expect(JSON.stringify(events)).not.toContain(secret.slice(12));
    }
  });
});
