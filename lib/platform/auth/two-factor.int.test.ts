import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { twoFactors, users } from '@/lib/db/schema/access';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { AUTH_PATHS, getAuth } from './auth';
import { getSessionUser } from './session';
import { MAX_SIGN_IN_FAILURES } from './sign-in-lock';
import { switchOffTwoFactor } from './user-changes';
import { createUser } from './users';

const database = openTestDatabase();
const ORIGIN = 'http://localhost:3000';
const PASSWORD = 'correct horse battery';

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/** A browser: it keeps its cookies. */
class Visitor {
  readonly #cookies = new Map<string, string>();

  get headers(): Headers {
    return new Headers({ cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') });
  }

  async post(path: string, body: object) {
    expect(AUTH_PATHS.has(path)).toBe(true);
    const headers = this.headers;
    headers.set('content-type', 'application/json');
    headers.set('origin', ORIGIN);
    headers.set('x-forwarded-for', `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`);
    const request = new Request(`${ORIGIN}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const response = await getAuth().handler(request);
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value.join('='));
    }
    return { status: response.status, json: await response.json() };
  }

  signIn(email: string, password = PASSWORD) {
    return this.post('/sign-in/email', { email, password });
  }

  verify(code: string) {
    return this.post('/two-factor/verify-totp', { code });
  }
}

const codeOf = async (secret: string) => (await getAuth().api.generateTOTP({ body: { secret } })).code;

async function newUser() {
  const email = `u-${randomBytes(6).toString('hex')}@example.com`;
  const user = { email, name: 'Robin Vale', role: 'manager' as const, password: PASSWORD, mustChangePassword: false };
  return { id: await createUser(database, user), email };
}

/** The secret that a phone has scanned. */
function secretOf(totpUri: string): string {
  const text = new URL(totpUri).searchParams.get('secret') ?? '';
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('');
}

async function enrolled() {
  const user = await newUser();
  const visitor = new Visitor();
  await visitor.signIn(user.email);
  const begun = await visitor.post('/two-factor/enable', { password: PASSWORD });
  const secret = secretOf(begun.json.totpURI);
  expect((await visitor.verify(await codeOf(secret))).status).toBe(200);
  const backupCodes: string[] = begun.json.backupCodes;
  return { ...user, visitor, secret, backupCodes };
}

const actionsOf = async (userId: string) =>
  (
    await database
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(and(eq(auditEvents.entity, 'user'), eq(auditEvents.entityId, userId)))
      .orderBy(auditEvents.id)
  ).map(({ action }) => action);

describe('a second factor', () => {
  it('is on once its first code was right, and needs the password to begin', async () => {
    const { id, email } = await newUser();
    const visitor = new Visitor();
    await visitor.signIn(email);
    expect((await visitor.post('/two-factor/enable', { password: 'not the password' })).status).toBe(400);
    const begun = await visitor.post('/two-factor/enable', { password: PASSWORD });
    expect(begun.json.backupCodes).toHaveLength(10);
    expect((await visitor.verify('000000')).status).toBe(401);
    // Not yet: nobody is locked out by an enrolment that was given up.
    expect((await new Visitor().signIn(email)).json.twoFactorRedirect).toBeUndefined();
    const secret = secretOf(begun.json.totpURI);
    expect((await visitor.verify(await codeOf(secret))).status).toBe(200);
    expect(await getSessionUser(visitor.headers)).toMatchObject({ id, twoFactorEnabled: true });
    expect(await actionsOf(id)).toEqual(['user.create', 'user.two-factor-on']);
    const [stored] = await database.select().from(twoFactors).where(eq(twoFactors.userId, id));
    expect(JSON.stringify(stored)).not.toContain(secret);
    for (const code of begun.json.backupCodes) expect(JSON.stringify(stored)).not.toContain(code);
  });

  it('is asked for after the password, and the password alone opens nothing', async () => {
    const { id, email, secret } = await enrolled();
    const visitor = new Visitor();
    const first = await visitor.signIn(email);
    expect(first.json.twoFactorRedirect).toBe(true);
    expect(await getSessionUser(visitor.headers)).toBeNull();
    expect((await visitor.verify('000000')).status).toBe(401);
    expect(await getSessionUser(visitor.headers)).toBeNull();
    const code = await codeOf(secret);
    expect((await new Visitor().verify(code)).status).toBe(401);
    expect((await visitor.post('/two-factor/verify-totp', { code, trustDevice: true })).status).toBe(400);
    expect((await visitor.verify(code)).status).toBe(200);
    expect(await getSessionUser(visitor.headers)).toMatchObject({ id });
  });

  it('lets each backup code in once', async () => {
    const { id, email, backupCodes } = await enrolled();
    const [code = ''] = backupCodes;
    const tryCode = async () => {
      const visitor = new Visitor();
      await visitor.signIn(email);
      return (await visitor.post('/two-factor/verify-backup-code', { code })).status;
    };
    expect([await tryCode(), await tryCode()]).toEqual([200, 401]);
    expect(await actionsOf(id)).toContain('user.use-backup-code');
  });

  it('locks the account after too many wrong codes, over any number of attempts to sign in', async () => {
    const { email, secret } = await enrolled();
    let failures = 0;
    while (failures < MAX_SIGN_IN_FAILURES) {
      const visitor = new Visitor();
      await visitor.signIn(email);
      for (let time = 0; time < 4 && failures < MAX_SIGN_IN_FAILURES; time += 1) {
        expect((await visitor.verify('000000')).status).toBe(401);
        failures += 1;
      }
    }
    const visitor = new Visitor();
    await visitor.signIn(email);
    expect((await visitor.verify(await codeOf(secret))).status).toBe(429);
    expect(await getSessionUser(visitor.headers)).toBeNull();
  });

  it('goes off with the password, or by an admin, which signs the person out', async () => {
    const [own, lost] = [await enrolled(), await enrolled()];
    expect((await own.visitor.post('/two-factor/disable', { password: 'not the password' })).status).toBe(400);
    expect((await own.visitor.post('/two-factor/disable', { password: PASSWORD })).status).toBe(200);
    expect((await new Visitor().signIn(own.email)).json.twoFactorRedirect).toBeUndefined();
    expect(await actionsOf(own.id)).toEqual(['user.create', 'user.two-factor-on', 'user.two-factor-off']);

    await switchOffTwoFactor(database, { userId: lost.id, actor: TEST_ACTOR, now: 1_800_000_000 });
    expect(await getSessionUser(lost.visitor.headers)).toBeNull();
    expect((await new Visitor().signIn(lost.email)).json.twoFactorRedirect).toBeUndefined();
    const [stored] = await database.select().from(users).where(eq(users.id, lost.id));
    expect(stored?.twoFactorEnabled).toBe(false);
  });

  it('gets new backup codes for the password, and the old ones are good no more', async () => {
    const { id, email, visitor, backupCodes } = await enrolled();
    const wrong = await visitor.post('/two-factor/generate-backup-codes', { password: 'not the password' });
    expect(wrong.status).toBe(400);
    const made = await visitor.post('/two-factor/generate-backup-codes', { password: PASSWORD });
    expect(made.json.backupCodes).toHaveLength(10);
    const late = new Visitor();
    await late.signIn(email);
    expect((await late.post('/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(401);
    expect((await late.post('/two-factor/verify-backup-code', { code: made.json.backupCodes[0] })).status).toBe(200);
    expect(await actionsOf(id)).toContain('user.new-backup-codes');
  });
});
