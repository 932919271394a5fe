import { getSessionCookie } from 'better-auth/cookies';
import * as z from 'zod';
import { processWide } from '@/lib/platform/process/process-wide';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { COOKIE_PREFIX, getAuth } from './auth';
import { USER_ROLES } from './users';

/** The signed-in person of a request. */
const sessionUserSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(USER_ROLES),
  canSeePay: z.boolean(),
  /** Still uses a password that somebody else made. */
  mustChangePassword: z.boolean(),
});
export type SessionUser = z.infer<typeof sessionUserSchema>;

/** A page asks several times a second while it is live; an ended session or changed right counts after at most this. */
const REMEMBERED_MILLIS = 3_000;
const MAX_REMEMBERED = 5_000;

function remembered(): Map<string, { user: SessionUser; until: number }> {
  return processWide('session-users', () => new Map());
}

/** Who is signed in with the cookies of `headers`; null for nobody, also for an expired, revoked or forged session. */
export async function getSessionUser(headers: Headers): Promise<SessionUser | null> {
  const cookie = getSessionCookie(headers, { cookiePrefix: COOKIE_PREFIX });
  if (cookie === null) return null;
  const now = monotonicMillis();
  const known = remembered().get(cookie);
  if (known !== undefined && known.until > now) return known.user;
  const found = await getAuth().api.getSession({ headers });
  if (found === null) {
    remembered().delete(cookie);
    return null;
  }
  const user = sessionUserSchema.parse(found.user);
  if (remembered().size >= MAX_REMEMBERED) remembered().clear();
  remembered().set(cookie, { user, until: now + REMEMBERED_MILLIS });
  return user;
}

/** For routes that end or change sessions: the next request looks again. */
export function forgetSessionUser(headers: Headers): void {
  const cookie = getSessionCookie(headers, { cookiePrefix: COOKIE_PREFIX });
  if (cookie !== null) remembered().delete(cookie);
}
