import { randomBytes } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { migrateDatabase } from '@/lib/db/migrate';
import { sessions } from '@/lib/db/schema/access';
import { auditEvents } from '@/lib/db/schema/audit-events';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { currentInstant } from '@/lib/platform/time/clock';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { getAuth } from './auth';
import { listSessions, listUsers } from './list-users';
import { getSessionUser } from './session';
import { changeUser, resetPassword, revokeSessions, switchOffTwoFactor } from './user-changes';
import { createUser } from './users';

const database = openTestDatabase();
const ORIGIN = 'http://localhost:3000';
const PASSWORD = 'correct horse battery';
const NOW = 1_800_000_000;
const newEmail = () => `u-${randomBytes(6).toString('hex')}@example.com`;

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

async function newUser(values: Partial<Parameters<typeof createUser>[1]> = {}) {
  const email = newEmail();
  const plain = { email, name: 'Robin Vale', role: 'manager' as const, password: PASSWORD, mustChangePassword: false };
  return { id: await createUser(database, { ...plain, ...values }), email };
}

async function signIn(email: string, password = PASSWORD) {
  const address = `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`;
  const headers = {
    'content-type': 'application/json',
    origin: ORIGIN,
    'x-forwarded-for': address,
    'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0',
  };
  const body = JSON.stringify({ email, password });
  const response = await getAuth().handler(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, { method: 'POST', headers, body }),
  );
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ');
  return { status: response.status, headers: new Headers({ cookie }), json: await response.json() };
}

type Changes = Parameters<typeof changeUser>[1]['changes'];
const change = (userId: string, changes: Changes, actor: Actor = TEST_ACTOR) =>
  changeUser(database, { userId, changes, actor, now: NOW });

async function eventsOf(userId: string) {
  const rows = await database
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.entityId, userId), eq(auditEvents.entity, 'user')))
    .orderBy(auditEvents.id);
  return rows.slice(1).map(({ action, before, after }) => ({ action, before, after }));
}

describe('rights of a person', () => {
  it('count from the next request on, and the audit has what changed and nothing else', async () => {
    const site = await createTestSite(database);
    const { id, email } = await newUser({ canSeePay: true });
    const { headers } = await signIn(email);
    expect(await getSessionUser(headers)).toMatchObject({ role: 'manager', canSeePay: true, siteIds: null });
    await change(id, { siteIds: [site.id] });
    expect(await getSessionUser(headers)).toMatchObject({ siteIds: [site.id] });
    await change(id, { siteIds: [site.id], name: 'Robin Vale' });
    await change(id, { role: 'viewer' });
    expect(await getSessionUser(headers)).toMatchObject({ role: 'viewer', canSeePay: false });
    await change(id, { siteIds: null });
    expect(await getSessionUser(headers)).toMatchObject({ siteIds: null });
    expect(await eventsOf(id)).toEqual([
      { action: 'user.change', before: { sites: 'all' }, after: { sites: [site.code] } },
      {
        action: 'user.change',
        before: { role: 'manager', canSeePay: true },
        after: { role: 'viewer', canSeePay: false },
      },
      { action: 'user.change', before: { sites: [site.code] }, after: { sites: 'all' } },
    ]);
  });

  it('must go together', async () => {
    const { id } = await newUser();
    await expect(change(id, { role: 'viewer', canSeePay: true })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(change(id, { siteIds: [] })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(change(id, { siteIds: [4_000_000_000] })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(change('nobody', { name: 'X' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(newUser({ siteIds: [] })).rejects.toMatchObject({ code: 'VALIDATION' });
    expect(await eventsOf(id)).toEqual([]);
  });

  it('never leave the hub without an admin of all sites, also when two are taken away at once', async () => {
    const own = await ownDatabase();
    const site = await createTestSite(own);
    const admin = { name: 'Ada', role: 'admin' as const, password: PASSWORD, mustChangePassword: false };
    const [ada, bo] = [
      await createUser(own, { ...admin, email: newEmail() }),
      await createUser(own, { ...admin, email: newEmail() }),
    ];
    // An admin of one site, and one who cannot sign in any more, do not count.
    await createUser(own, { ...admin, email: newEmail(), siteIds: [site.id] });
    const gone = await createUser(own, { ...admin, email: newEmail() });
    const ofOwn = (userId: string, changes: Changes) =>
      changeUser(own, { userId, changes, actor: TEST_ACTOR, now: NOW });
    await ofOwn(gone, { isDeactivated: true });
    const outcomes = await Promise.allSettled([ada, bo].map((id) => ofOwn(id, { role: 'manager' })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const last = outcomes[0]?.status === 'rejected' ? ada : bo;
    for (const changes of [{ role: 'manager' as const }, { isDeactivated: true }, { siteIds: [site.id] }]) {
      await expect(ofOwn(last, changes)).rejects.toMatchObject({ code: 'CONFLICT' });
    }
    await ofOwn(last, { name: 'Still Here' });
  });
});

/** A hub of its own, where nobody else is an admin. */
async function ownDatabase(): Promise<Database> {
  const name = `hub_users_${randomBytes(6).toString('hex')}`;
  await database.execute(sql.raw(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`));
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  const own = openDatabase({ url: url.href, poolSize: 3 });
  onTestFinished(async () => {
    await own.close();
    await database.execute(sql.raw(`DROP DATABASE ${name}`));
  });
  await migrateDatabase(own);
  return own;
}

describe('a closed account', () => {
  it('is signed out, cannot sign in, and can be opened again', async () => {
    const { id, email } = await newUser();
    const { headers } = await signIn(email);
    await change(id, { isDeactivated: true });
    expect(await getSessionUser(headers)).toBeNull();
    const refused = await signIn(email);
    expect([refused.status, refused.json.code]).toEqual([403, 'ACCOUNT_DEACTIVATED']);
    expect((await signIn(email, 'not the password')).status).toBe(401);
    expect(await database.select().from(sessions).where(eq(sessions.userId, id))).toEqual([]);
    await change(id, { isDeactivated: false });
    expect((await signIn(email)).status).toBe(200);
  });

  it('is not closed by its own owner', async () => {
    const { id } = await newUser({ role: 'admin' });
    await expect(change(id, { isDeactivated: true }, { type: 'user', id })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('sessions', () => {
  it('are listed with their devices, and end one by one or all but one', async () => {
    const { id, email } = await newUser();
    const [one, two, three] = [await signIn(email), await signIn(email), await signIn(email)];
    const currentId = (await getSessionUser(three.headers))?.sessionId ?? null;
    const list = () => listSessions(database, { userId: id, currentId, now: currentInstant() });
    const { rows } = await list();
    expect(rows).toHaveLength(3);
    expect(rows.filter(({ isCurrent }) => isCurrent).map((row) => row.id)).toEqual([currentId]);
    expect(rows[0]).toMatchObject({ device: 'Firefox on Windows' });
    const idOfOne = (await getSessionUser(one.headers))?.sessionId ?? '';
    const end = (which: Parameters<typeof revokeSessions>[1]['which']) =>
      revokeSessions(database, { userId: id, which, actor: TEST_ACTOR, now: NOW });
    expect(await end({ id: idOfOne })).toEqual({ count: 1 });
    expect(await getSessionUser(one.headers)).toBeNull();
    expect(await getSessionUser(two.headers)).not.toBeNull();
    await expect(end({ id: idOfOne })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await end({ except: currentId })).toEqual({ count: 1 });
    expect((await list()).rows.map((row) => row.id)).toEqual([currentId]);
    expect(await end({ except: null })).toEqual({ count: 1 });
    expect(await getSessionUser(three.headers)).toBeNull();
    expect((await eventsOf(id)).map(({ action }) => action)).toEqual(Array(3).fill('user.revoke-sessions'));
  });

  it('of somebody else are not ended', async () => {
    const [mine, other] = [await newUser(), await newUser()];
    const { headers } = await signIn(other.email);
    const theirs = (await getSessionUser(headers))?.sessionId ?? '';
    const order = { userId: mine.id, which: { id: theirs }, actor: TEST_ACTOR, now: NOW };
    await expect(revokeSessions(database, order)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await getSessionUser(headers)).not.toBeNull();
  });
});

describe('an admin', () => {
  it('gives a one-time password, which ends all sessions and is kept nowhere', async () => {
    const { id, email } = await newUser();
    const { headers } = await signIn(email);
    const password = await resetPassword(database, { userId: id, actor: TEST_ACTOR, now: NOW });
    expect(await getSessionUser(headers)).toBeNull();
    expect(await getSessionUser((await signIn(email, password)).headers)).toMatchObject({ mustChangePassword: true });
    expect(JSON.stringify(await eventsOf(id))).not.toContain(password);
    const unknown = { userId: 'nobody', actor: TEST_ACTOR, now: NOW };
    await expect(resetPassword(database, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(switchOffTwoFactor(database, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('sees everybody with rights and open sessions', async () => {
    const site = await createTestSite(database);
    const { id, email } = await newUser({ siteIds: [site.id] });
    await signIn(email);
    await signIn(email);
    const list = await listUsers(database, id, currentInstant());
    expect(list.rows.find((row) => row.id === id)).toMatchObject({
      email,
      role: 'manager',
      siteIds: [site.id],
      sessions: 2,
      isYou: true,
      isDeactivated: false,
      hasTwoFactor: false,
    });
    expect(list.sites).toContainEqual({ id: site.id, code: site.code, name: site.name });
    const text = JSON.stringify(list);
    const stored = await database.select({ token: sessions.token }).from(sessions).where(eq(sessions.userId, id));
    for (const { token } of stored) expect(text).not.toContain(token);
  });
});
