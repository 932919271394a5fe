import { seriousProblemsInAnyColours } from './support/serious-problems';
import { announce, expect, newAccount, PASSWORD } from './support/test';
import { tryAgain } from './support/try-again';
import { liveMark, test, tile } from './support/working-day';

test.describe('when something cannot be loaded', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('the last good numbers stay, and what there never was says so', async ({ page, day }) => {
    await page.goto(day.path);
    await expect(liveMark(page)).toBeVisible();
    await page.route('**/api/dashboard/summary?*', (route) => route.abort());
    await announce(day.floor, day.today);
    await expect(page.getByText(/These are the last good numbers/)).toBeVisible();
    await expect(tile(page, 'finished')).toContainText('260');
    await page.getByRole('button', { name: 'Previous day' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The figures of the day could not be loaded' });
    await expect(alert).toBeVisible();
    await expect(page.getByRole('region', { name: 'Time clock' })).toContainText('Amara Okafor');
    await page.unroute('**/api/dashboard/summary?*');
    await tryAgain(alert);
    await expect(tile(page, 'finished')).toContainText('200');
  });

  test('a part that fails is named in its place, the others go on', async ({ page, day }) => {
    await page.goto(day.path);
    await expect(liveMark(page)).toBeVisible();
    const failed = { ok: false, error: { code: 'INTERNAL', message: 'This part could not be loaded.' } };
    await page.route('**/api/dashboard/summary?*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), metrics: failed, departments: failed } });
    });
    await announce(day.floor, day.today);
    const figures = page.getByRole('list', { name: 'The day in figures' });
    await expect(figures.getByText('This part could not be loaded.')).toHaveCount(4);
    await expect(tile(page, 'pace')).toContainText('65%');
    await expect(tile(page, 'alerts')).toContainText('1 critical');
    await expect(page.getByRole('alert').filter({ hasText: 'The departments could not be loaded' })).toBeVisible();
    await page.unroute('**/api/dashboard/summary?*');
    await figures.getByRole('button', { name: 'Try again' }).first().click();
    await expect(tile(page, 'finished')).toContainText('260');
  });

  test('a figure says what failed when it is opened', async ({ page, day }) => {
    await page.goto(day.path);
    await expect(liveMark(page)).toBeVisible();
    const unavailable = { error: { code: 'UNAVAILABLE', message: 'The database is not reachable.', requestId: 'r' } };
    await page.route('**/api/dashboard/people?*', (route) => route.fulfill({ status: 503, json: unavailable }));
    await tile(page, 'clocked').click();
    const alert = page.getByRole('dialog').getByRole('alert');
    await expect(alert).toContainText('The database is not reachable.');
    await page.unroute('**/api/dashboard/people?*');
    await tryAgain(alert);
    await expect(page.getByRole('dialog').getByRole('row', { name: /Amara/ })).toBeVisible();
  });
});

test("nothing serious stands in anybody's way, in any colours", async ({ page, day }) => {
  await page.goto(day.path);
  await expect(liveMark(page)).toBeVisible();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  await tile(page, 'people').click();
  await expect(page.getByRole('dialog').getByRole('row', { name: /José/ })).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
});

test('works at 360 px, with targets for thumbs', async ({ page, day }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(day.path);
  await expect(liveMark(page)).toBeAttached();
  await page.getByRole('figure').first().scrollIntoViewIfNeeded();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const small = await page.locator('main :is(button, a, select, input):visible').evaluateAll((elements) =>
    elements
      .map((element) => ({ box: element.getBoundingClientRect(), label: element.textContent }))
      .filter(({ box }) => box.height < 44)
      .map(({ box, label }) => `${label} ${box.height}`),
  );
  expect(small).toEqual([]);
  await tile(page, 'people').click();
  await expect(page.getByRole('dialog').getByRole('row', { name: /José/ })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('who only looks sees the figures, and no list of data issues', async ({
  page,
  context,
  database,
  day,
  baseURL,
}) => {
  await context.clearCookies();
  const { email } = await newAccount(database, false, false, 'viewer');
  const signedIn = await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: new URL(baseURL ?? '').origin },
    data: { email, password: PASSWORD },
  });
  expect(signedIn.ok()).toBe(true);
  await page.goto(day.path);
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await expect(attention.getByText('1 shift without a scan')).toBeVisible();
  await expect(attention.getByRole('button')).toHaveCount(0);
  await tile(page, 'alerts').click();
  await expect(page.getByRole('dialog').getByRole('link', { name: /Amara Okafor/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect(tile(page, 'issues')).toContainText('Open data issues');
  await expect(page.locator('button[data-tile=issues]')).toHaveCount(0);
});
