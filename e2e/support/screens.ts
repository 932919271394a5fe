import { randomBytes } from 'node:crypto';
import { type Browser, type BrowserContext, type Page, test } from '@playwright/test';
import type { Database } from '@/lib/db/client';
import { tvScreens } from '@/lib/db/schema/access';
import { screenSettings } from '@/lib/domain/screens/schema';
import { hashOfScreenToken, SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { createUser } from '@/lib/platform/auth/users';
import { type BusyFloor, PASSWORD } from './test';

/** Makes the browser of `page` a paired screen, without the detour over a code. */
export async function becomeScreen(page: Page, { floor }: BusyFloor, settings: object): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await floor.database.insert(tvScreens).values({
    siteId: floor.site.id,
    name: 'Hall',
    settings: screenSettings.parse(settings),
    status: 'active',
    tokenHash: hashOfScreenToken(token),
  });
  await page.context().clearCookies();
  await page.context().addCookies([{ name: SCREEN_COOKIE, value: token, url: test.info().project.use.baseURL ?? '' }]);
}

export type Admin = { context: BrowserContext; headers: Record<string, string> };

/** An admin who is signed in beside the screen, in a browser of their own. */
export async function signInAdmin(database: Database, browser: Browser): Promise<Admin> {
  const baseURL = test.info().project.use.baseURL ?? '';
  const email = `tv-${randomBytes(6).toString('hex')}@example.com`;
  const user = { email, name: 'Kim Arden', role: 'admin' as const, password: PASSWORD, mustChangePassword: false };
  await createUser(database, user);
  const context = await browser.newContext({ baseURL });
  const headers = { origin: new URL(baseURL).origin };
  await context.request.post('/api/auth/sign-in/email', { headers, data: { email, password: PASSWORD } });
  return { context, headers };
}
