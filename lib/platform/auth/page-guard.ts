import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { maySeePay } from './rights';
import { getSessionUser, type SessionUser } from './session';

/** The signed-in person of the page being drawn, looked up once per request. */
export const getPageUser = cache(async (): Promise<SessionUser | null> => getSessionUser(await headers()));

/** Like {@link getPageUser}; nobody is sent to the sign-in page and from there back here. */
export async function requirePageUser(): Promise<SessionUser> {
  const user = await getPageUser();
  if (user !== null) return user;
  const path = (await headers()).get('x-path') ?? '/';
  redirect(path === '/' ? '/login' : `/login?next=${encodeURIComponent(path)}`);
}

/** For pages of admins: others are sent to a page that says so. */
export async function requirePageAdmin(): Promise<SessionUser> {
  const user = await requirePageUser();
  if (user.role !== 'admin') redirect('/no-access');
  return user;
}

/** For pages of admins that are of no site in particular: an admin of some sites is sent to a page that says so. */
export async function requirePageHubAdmin(): Promise<SessionUser> {
  const user = await requirePageAdmin();
  if (user.siteIds !== null) redirect('/no-access?right=hub');
  return user;
}

/** For pages of managers and admins: viewers are sent to a page that says so. */
export async function requirePageManager(): Promise<SessionUser> {
  const user = await requirePageUser();
  if (user.role === 'viewer') redirect('/no-access?right=manager');
  return user;
}

/** For pages that show pay: who may not see it is sent to a page that says so. */
export async function requirePagePay(): Promise<SessionUser> {
  const user = await requirePageUser();
  if (!maySeePay(user)) redirect('/no-access?right=pay');
  return user;
}
