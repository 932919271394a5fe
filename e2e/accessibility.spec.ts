import { currentInstant } from '@/lib/platform/time/clock';
import { seriousProblemsInAnyColours } from './support/serious-problems';
import { expect, namesShown, test } from './support/test';

test("nothing serious stands in anybody's way, in any colours", async ({ page, context, busyFloor }) => {
  await page.goto(busyFloor.path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect.poll(() => namesShown(page)).toEqual(['Emeka Tanaka']);
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  await page.goto('/account');
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  await context.clearCookies({ name: /session/ });
  await page.goto('/login');
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
});

test('works at 360 px, with targets for thumbs', async ({ page, busyFloor }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(busyFloor.path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const row = page.getByRole('row', { name: /Amara Okafor/ });
  await expect(row).toContainText('980.00');
  await expect(row).toContainText('1,000 items');
  const small = await page
    .locator('main :is(button, a, select, input):visible, header :is(button, a):visible')
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.closest('thead') === null)
        .map((element) => ({ box: element.getBoundingClientRect(), label: element.textContent }))
        .filter(({ box }) => box.height < 44)
        .map(({ box, label }) => `${label} ${box.height}`),
    );
  expect(small).toEqual([]);
  await page.getByLabel('Sort by').selectOption('name');
  await expect
    .poll(() => namesShown(page))
    .toEqual(['Amara Okafor', 'Bela Lindqvist', 'Dolores Novak', 'José Ferreira']);
});

test('everything can be done with the keyboard', async ({ page, busyFloor }) => {
  await page.goto(busyFloor.path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search people')).toBeFocused();
  await page.keyboard.type('t?/bela');
  await expect(page.getByLabel('Search people')).toHaveValue('t?/bela');
  await page.getByLabel('Search people').fill('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Previous day' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/date=/);
  await page.locator('main').focus();
  await page.keyboard.press('t');
  await expect(page).not.toHaveURL(/date=/);
  await page.getByRole('button', { name: 'Points' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('columnheader', { name: 'Points' })).toHaveAttribute('aria-sort', 'descending');
  await page.goto('/account');
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/leaderboard/);
});

test('the colours are chosen once and are there at the first paint', async ({ page, busyFloor }) => {
  await page.goto(busyFloor.path);
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const html = await (await page.request.get('/account')).text();
  expect(html).toContain('data-theme="dark"');
});

test('a board of a thousand people draws only what is near the screen, and all of it on paper', async ({
  page,
  emptyFloor,
}) => {
  const { floor, today } = emptyFloor;
  await floor.crowd(1_000, today, currentInstant());
  await page.goto(emptyFloor.path);
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
  await expect(page.getByRole('row', { name: /Person 0000/ })).toBeVisible();
  expect(await page.locator('tbody tr').count()).toBeLessThan(100);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(page.getByRole('row', { name: /Person 0999/ })).toBeVisible();
  expect(await page.locator('tbody tr').count()).toBeLessThan(100);
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('tbody tr')).toHaveCount(1_000);
});
