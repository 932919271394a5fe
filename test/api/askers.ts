import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { tvScreens, users } from '@/lib/db/schema/access';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { getAuth } from '@/lib/platform/auth/auth';
import type { ApiScope, UserRole } from '@/lib/platform/auth/rights';
import { hashOfScreenToken, SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { createUser } from '@/lib/platform/auth/users';
import { currentInstant } from '@/lib/platform/time/clock';
import { TEST_ACTOR } from '@/test/database';

export const ORIGIN = 'http://localhost:3000';
const PASSWORD = 'correct horse battery';

/** The header of an address that nobody else asks from: one address may ask only so often without a key or a session. */
export function ownAddress(): { 'x-forwarded-for': string } {
  const part = () => randomBytes(2).toString('hex');
  return { 'x-forwarded-for': `2001:db8:${part()}:${part()}::1` };
}

/** Headers of a program with a fresh key. */
export async function keyHeaders(
  database: Database,
  siteId: number,
  scopes: ApiScope[],
): Promise<Record<string, string>> {
  const order = { siteId, name: 'test', scopes, actor: TEST_ACTOR, now: currentInstant() };
  return { 'x-api-key': (await createApiKey(database, order)).key };
}

/** Headers of a page with a fresh session. */
export async function sessionHeaders(
  database: Database,
  role: UserRole,
  rights: { canSeePay?: boolean; siteIds?: number[] } = {},
): Promise<Record<string, string>> {
  const email = `u-${randomBytes(6).toString('hex')}@example.com`;
  const { siteIds } = rights;
  const person = { email, name: 'Robin Vale', role, password: PASSWORD, mustChangePassword: false, siteIds };
  const id = await createUser(database, person);
  await database
    .update(users)
    .set({ canSeePay: rights.canSeePay ?? false })
    .where(eq(users.id, id));
  const response = await getAuth().handler(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, ...ownAddress() },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  );
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return { cookie: cookies.join('; '), origin: ORIGIN };
}

/** Headers of a paired screen. */
export async function screenHeaders(database: Database, siteId: number): Promise<Record<string, string>> {
  const token = randomBytes(32).toString('base64url');
  const screen = { siteId, name: 'Hall', settings: {}, status: 'active', tokenHash: hashOfScreenToken(token) };
  await database.insert(tvScreens).values(screen);
  return { cookie: `${SCREEN_COOKIE}=${token}`, origin: ORIGIN };
}
