import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { tvScreens } from '@/lib/db/schema/access';
import { sites } from '@/lib/db/schema/sites';
import type { ScreenIdentity } from '@/lib/platform/http/principal';

/** Holds the token of a paired screen. */
export const SCREEN_COOKIE = 'hub.screen';
/** Holds the secret of a screen that waits to be paired. */
export const PAIRING_COOKIE = 'hub.screen-pairing';

const TOKEN_PATTERN = /^[A-Za-z0-9_-]{43}$/;
/** As long as browsers keep a cookie at all; it is set anew with every visit. */
const YEAR_SECONDS = 400 * 24 * 3600;

/** What is kept of a token. */
export function hashOfScreenToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The screen whose token is in the cookies of `headers`; null for none, an unknown or a revoked one. */
export async function findScreen(db: Db, headers: Headers): Promise<ScreenIdentity | null> {
  const token = screenCookie(headers, SCREEN_COOKIE);
  if (token === null) return null;
  const [row] = await db
    .select({ screenId: tvScreens.id, siteId: tvScreens.siteId, siteCode: sites.code })
    .from(tvScreens)
    .innerJoin(sites, eq(sites.id, tvScreens.siteId))
    .where(and(eq(tvScreens.tokenHash, hashOfScreenToken(token)), isNull(tvScreens.revokedAt)));
  return row ?? null;
}

/** The value of one of the two cookies, when it has the form of one. */
export function screenCookie(headers: Headers, name: typeof SCREEN_COOKIE | typeof PAIRING_COOKIE): string | null {
  const cookies = headers.get('cookie') ?? '';
  for (const part of cookies.split(';')) {
    const [key, value = ''] = part.trim().split('=');
    if (key === name && TOKEN_PATTERN.test(value)) return value;
  }
  return null;
}

/** A `Set-Cookie` that no script of a page can read. */
export function setScreenCookie(
  name: typeof SCREEN_COOKIE | typeof PAIRING_COOKIE,
  value: string | null,
  isSecure: boolean,
): string {
  const age = value === null ? 0 : YEAR_SECONDS;
  return `${name}=${value ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}
