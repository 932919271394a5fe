import { randomBytes } from 'node:crypto';
import { type Page, test } from '@playwright/test';
import { tvScreens } from '@/lib/db/schema/access';
import { screenSettings } from '@/lib/domain/screens/schema';
import { hashOfScreenToken, SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import type { BusyFloor } from './test';

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
