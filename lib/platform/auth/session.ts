import { getSessionCookie } from 'better-auth/cookies';
import { asc, eq } from 'drizzle-orm';
import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { userSites } from '@/lib/db/schema/access';
import { processWide } from '@/lib/platform/process/process-wide';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { COOKIE_PREFIX, getAuth } from './auth';
import { USER_ROLES } from './rights';

/** The signed-in person of a request. */
const sessionUserSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(USER_ROLES),
  canSeePay: z.boolean(),
  /** Sees every site; who does not sees those of `siteIds`. */
  allSites: z.boolean(),
  /** Still uses a password that somebody else made. */
  mustChangePassword: z.boolean(),
  twoFactorEnabled: z.boolean(),
  deactivatedAt: z.date().nullish(),
});
export type SessionUser = Omit<z.infer<typeof sessionUserSchema>, 'allSites' | 'deactivatedAt'> & {
  sessionId: string;
  /** The sites that the person sees; null: all. */
  siteIds: readonly number[] | null;
};

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
  const { allSites, deactivatedAt, ...person } = sessionUserSchema.parse(found.user);
  if (deactivatedAt != null) return null;
  const user = { ...person, sessionId: found.session.id, siteIds: allSites ? null : await getSitesOfUser(person.id) };
  if (remembered().size >= MAX_REMEMBERED) remembered().clear();
  remembered().set(cookie, { user, until: now + REMEMBERED_MILLIS });
  return user;
}

async function getSitesOfUser(userId: string): Promise<number[]> {
  const rows = await getDatabase()
    .select({ siteId: userSites.siteId })
    .from(userSites)
    .where(eq(userSites.userId, userId))
    .orderBy(asc(userSites.siteId));
  return rows.map(({ siteId }) => siteId);
}

/** For whoever ends sessions of others or changes their rights: it counts in this process at once. */
export function forgetSessionUsers(): void {
  remembered().clear();
}

/** For routes that end or change sessions: the next request looks again. */
export function forgetSessionUser(headers: Headers): void {
  const cookie = getSessionCookie(headers, { cookiePrefix: COOKIE_PREFIX });
  if (cookie !== null) remembered().delete(cookie);
}
