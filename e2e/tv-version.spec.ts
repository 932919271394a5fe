import { createHash, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { tvScreens } from '@/lib/db/schema/access';
import { SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { type BusyFloor, expect, test } from './support/test';

/** A paired screen in the browser of `page`, without the detour over a code. */
async function openPaired(page: Page, floor: BusyFloor): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await floor.floor.database.insert(tvScreens).values({
    siteId: floor.floor.site.id,
    name: 'Hall',
    settings: {
      playlist: [
        { board: 'leaderboard', seconds: 40 },
        { board: 'departments', seconds: 20 },
        { board: 'heat', seconds: 20 },
        { board: 'streaks', seconds: 20 },
      ],
    },
    status: 'active',
    tokenHash: createHash('sha256').update(token).digest('hex'),
  });
  await page.context().clearCookies();
  await page.context().addCookies([{ name: SCREEN_COOKIE, value: token, url: test.info().project.use.baseURL ?? '' }]);
}

test('a new version loads by itself, once', async ({ page, busyFloor }) => {
  await openPaired(page, busyFloor);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  let isDeployed = false;
  await page.route('**/api/tv/screen', async (route) => {
    const response = await route.fetch();
    const own = await response.json();
    await route.fulfill({ response, json: isDeployed ? { ...own, build: 'the-next-build' } : own });
  });
  await page.goto('/tv');
  await expect(page.getByText('Amara O.')).toBeVisible();
  isDeployed = true;
  // The screen asks what it is whenever its connection is made anew.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => loads, { timeout: 40_000 }).toBe(2);
  await expect(page.getByText('Amara O.')).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForResponse('**/api/tv/screen');
  await page.waitForResponse('**/api/tv/floor', { timeout: 1_000 }).catch(() => undefined);
  expect(loads).toBe(2);
});
