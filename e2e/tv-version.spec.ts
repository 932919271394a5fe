import { becomeScreen } from './support/screens';
import { expect, test } from './support/test';

test('a new version loads by itself, once', async ({ page, busyFloor }) => {
  await becomeScreen(page, busyFloor, {});
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
