import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { sessions, users } from '@/lib/db/schema/access';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { openTestDatabase } from '@/test/database';
import { AUTH_PATHS, getAuth } from './auth';
import { forgetSessionUser, getSessionUser } from './session';
import { MAX_SIGN_IN_FAILURES } from './sign-in-lock';
import { countUsers, createUser, makeOneTimePassword, setPassword } from './users';

const database = openTestDatabase();
const ORIGIN = 'http://localhost:3000';
const PASSWORD = 'correct horse battery';
/** Nine addresses in a row, so that the limit per address of one test does not meet that of another. */
const newAddress = () => `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`;
const newEmail = () => `u-${randomBytes(6).toString('hex')}@example.com`;

type Sent = { path: string; body: object; cookie?: string; address?: string; origin?: string };

function post({ path, body, cookie, address = newAddress(), origin = ORIGIN }: Sent): Promise<Response> {
  const headers: Record<string, string> = { 'content-type': 'application/json', origin, 'x-forwarded-for': address };
  if (cookie !== undefined) headers.cookie = cookie;
  return getAuth().handler(
    new Request(`${ORIGIN}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
}

const signIn = (email: string, password: string, address?: string) =>
  post({ path: '/sign-in/email', body: { email, password }, address });

async function newUser(
  changes: Partial<Parameters<typeof createUser>[1]> = {},
): Promise<{ id: string; email: string }> {
  const email = newEmail();
  const user = {
    email,
    name: 'Robin Vale',
    role: 'manager',
    password: PASSWORD,
    mustChangePassword: false,
    ...changes,
  } as const;
  return { id: await createUser(database, user), email };
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');
}

const withCookie = (cookie: string) => new Headers({ cookie });

describe('signing in', () => {
  it('opens a session that says who it is', async () => {
    const { id, email } = await newUser({ role: 'viewer', mustChangePassword: true });
    const response = await signIn(email.toUpperCase(), PASSWORD);
    expect(response.status).toBe(200);
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^hub\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await getSessionUser(withCookie(cookieOf(response)))).toEqual({
      sessionId: expect.any(String),
      siteIds: null,
      twoFactorEnabled: false,
      id,
      email,
      name: 'Robin Vale',
      role: 'viewer',
      canSeePay: false,
      mustChangePassword: true,
    });
  });

  it('refuses a wrong password and an unknown address in the same words', async () => {
    const { email } = await newUser();
    const [wrong, unknown] = [await signIn(email, 'not the password'), await signIn(newEmail(), PASSWORD)];
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
  });

  it('takes no forged, altered or missing session', async () => {
    const { email } = await newUser();
    const cookie = cookieOf(await signIn(email, PASSWORD));
    expect(await getSessionUser(new Headers())).toBeNull();
    expect(await getSessionUser(withCookie('hub.session_token=abc.def'))).toBeNull();
    expect(
      await getSessionUser(withCookie(cookie.replace(/=(.)/, (_, first) => `=${first === 'x' ? 'y' : 'x'}`))),
    ).toBeNull();
  });

  it('is not open to other pages, which a browser would send the cookie for', async () => {
    const { email } = await newUser();
    const cookie = cookieOf(await signIn(email, PASSWORD));
    const response = await post({ path: '/sign-out', body: {}, cookie, origin: 'https://evil.example' });
    expect(response.status).toBe(403);
    forgetSessionUser(withCookie(cookie));
    expect(await getSessionUser(withCookie(cookie))).not.toBeNull();
  });

  it('ends with signing out', async () => {
    const { email } = await newUser();
    const cookie = cookieOf(await signIn(email, PASSWORD));
    expect((await post({ path: '/sign-out', body: {}, cookie })).status).toBe(200);
    forgetSessionUser(withCookie(cookie));
    expect(await getSessionUser(withCookie(cookie))).toBeNull();
  });

  it('cannot be used to sign up', async () => {
    const response = await post({
      path: '/sign-up/email',
      body: { email: newEmail(), password: PASSWORD, name: 'Eve' },
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(AUTH_PATHS.has('/sign-up/email')).toBe(false);
  });

  it('locks an account after too many wrong passwords, from whatever addresses, and no other', async () => {
    const [victim, other] = [await newUser(), await newUser()];
    for (let time = 0; time < MAX_SIGN_IN_FAILURES; time += 1) {
      expect((await signIn(victim.email, 'guess number one')).status).toBe(401);
    }
    const locked = await signIn(victim.email, PASSWORD);
    expect(locked.status).toBe(429);
    expect(await locked.json()).toMatchObject({ code: 'ACCOUNT_LOCKED', message: expect.stringContaining('15 min') });
    expect((await signIn(other.email, PASSWORD)).status).toBe(200);
  });

  it('limits one address over all accounts', async () => {
    const address = newAddress();
    const statuses = new Set<number>();
    for (let time = 0; time < 32; time += 1)
      statuses.add((await signIn(newEmail(), 'guess number one', address)).status);
    expect(statuses).toEqual(new Set([401, 429]));
  });
});

describe('passwords', () => {
  it('can be changed by their owner, who then is no longer asked to, and other devices are signed out', async () => {
    const { id, email } = await newUser({ mustChangePassword: true });
    const here = cookieOf(await signIn(email, PASSWORD));
    const there = cookieOf(await signIn(email, PASSWORD));
    const change = (currentPassword: string) =>
      post({
        path: '/change-password',
        cookie: here,
        body: { currentPassword, newPassword: 'an entirely new one', revokeOtherSessions: true },
      });
    expect((await change('not the password')).status).toBe(400);
    expect((await getSessionUser(withCookie(here)))?.mustChangePassword).toBe(true);
    const changed = await change(PASSWORD);
    expect(changed.status).toBe(200);
    expect(await getSessionUser(withCookie(cookieOf(changed)))).toMatchObject({ email, mustChangePassword: false });
    forgetSessionUser(withCookie(there));
    expect(await getSessionUser(withCookie(there))).toBeNull();
    expect((await signIn(email, PASSWORD)).status).toBe(401);
    expect((await signIn(email, 'an entirely new one')).status).toBe(200);
    const events = await database
      .select({ action: auditEvents.action, actorId: auditEvents.actorId })
      .from(auditEvents)
      .where(and(eq(auditEvents.entity, 'user'), eq(auditEvents.entityId, id)))
      .orderBy(auditEvents.id);
    expect(events).toEqual([
      { action: 'user.create', actorId: 'setup' },
      { action: 'user.change-password', actorId: id },
    ]);
  });

  it('can be reset from the shell, which ends all sessions', async () => {
    const { id, email } = await newUser();
    await signIn(email, PASSWORD);
    const password = makeOneTimePassword();
    await setPassword(
      database,
      { email, password, mustChangePassword: true },
      { actor: { type: 'shell', id: 'shell' } },
    );
    expect(await database.select().from(sessions).where(eq(sessions.userId, id))).toEqual([]);
    expect((await signIn(email, PASSWORD)).status).toBe(401);
    const cookie = cookieOf(await signIn(email, password));
    expect(await getSessionUser(withCookie(cookie))).toMatchObject({ mustChangePassword: true });
  });

  it('made by the hub are long, readable and never the same', () => {
    const made = new Set(Array.from({ length: 50 }, makeOneTimePassword));
    expect(made.size).toBe(50);
    for (const password of made) expect(password).toMatch(/^([a-hjkmnp-z2-9]{6}-){3}[a-hjkmnp-z2-9]{6}$/);
  });

  it('are kept only as a hash', async () => {
    const { id } = await newUser();
    const [user] = await database.select().from(users).where(eq(users.id, id));
    expect(JSON.stringify(user)).not.toContain(PASSWORD);
  });
});

describe('users', () => {
  it('are counted, and an address is taken once', async () => {
    const { email } = await newUser();
    const user = { email: newEmail(), name: 'Robin Vale', role: 'manager' as const, password: PASSWORD };
    // In a snapshot, so that users of other tests are not counted in between.
    const [before, after] = await database.transaction(
      async (tx) => {
        const counted = await countUsers(tx);
        await createUser(tx, { ...user, mustChangePassword: false });
        return [counted, await countUsers(tx)];
      },
      { isolationLevel: 'repeatable read' },
    );
    expect(after).toBe((before ?? 0) + 1);
    await expect(newUser({ email: ` ${email.toUpperCase()} ` })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('see pay only when they were given the right, which is in the record', async () => {
    for (const [role, canSeePay] of [
      ['admin', true],
      ['manager', true],
      ['admin', false],
      ['viewer', false],
    ] as const) {
      const { id, email } = await newUser({ role, canSeePay });
      const cookie = cookieOf(await signIn(email, PASSWORD));
      expect(await getSessionUser(withCookie(cookie))).toMatchObject({ role, canSeePay });
      const [event] = await database.select().from(auditEvents).where(eq(auditEvents.entityId, id));
      expect(event).toMatchObject({ action: 'user.create', after: { role, canSeePay } });
    }
    await expect(newUser({ role: 'viewer', canSeePay: true })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it.each([{ email: 'nobody' }, { password: 'too short' }, { name: ' ' }])('are refused with %j', async (changes) => {
    await expect(newUser(changes)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('must exist to get a new password', async () => {
    const reset = setPassword(database, { email: newEmail(), password: PASSWORD, mustChangePassword: true });
    await expect(reset).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
