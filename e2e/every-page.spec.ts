import { PAGES } from '@/components/layout/pages';
import { createUser } from '@/lib/platform/auth/users';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatDay } from '@/lib/platform/time/format';
import { seriousProblemsInAnyColours } from './support/serious-problems';
import { expect, PASSWORD, test } from './support/test';

/** Pages of everybody who manages a floor. Those of admins have specs of their own. */
const pages = PAGES.filter(({ isAdmin, needsPay }) => isAdmin !== true && needsPay !== true);

test('no page has a serious accessibility problem, in any colours', async ({ page, busyFloor }) => {
  test.setTimeout(240_000);
  for (const { path, name } of pages) {
    await page.goto(`${path}?site=${busyFloor.floor.site.code}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    // Whatever the page asks for by itself: figures and charts come after the heading.
    await page.waitForLoadState('networkidle').catch(() => undefined);
    expect(await seriousProblemsInAnyColours(page), name).toEqual([]);
  }
});

test('every page works at 360 pixels without scrolling sideways', async ({ page, busyFloor }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const { path, name } of pages) {
    await page.goto(`${path}?site=${busyFloor.floor.site.code}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, name).toBeLessThanOrEqual(0);
  }
});

test('every page has something to say on an empty site', async ({ page, emptyFloor }) => {
  test.setTimeout(180_000);
  for (const { path, name } of pages) {
    await page.goto(`${path}?site=${emptyFloor.floor.site.code}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    const text = await page.locator('main').innerText();
    expect(text, name).not.toMatch(/NaN|Infinity|undefined|null/);
  }
});

for (const timezoneId of ['Pacific/Kiritimati', 'Asia/Kolkata', 'America/St_Johns']) {
  test.describe(`a browser in ${timezoneId}`, () => {
    test.use({ timezoneId });

    test('shows the days of the site, not its own', async ({ page, busyFloor }) => {
      const { floor, today, yesterday } = busyFloor;
      await page.goto(`/leaderboard?site=${floor.site.code}`);
      await expect(page.getByTestId('shown-day')).toContainText(formatDay(today));
      await expect(page.getByText('Amara Okafor')).toBeVisible();
      await page.goto(`/leaderboard?site=${floor.site.code}&date=${yesterday}`);
      await expect(page.getByTestId('shown-day')).toContainText(formatDay(yesterday));
      await expect(page.getByText('Emeka Tanaka')).toBeVisible();
      await page.goto(`/?site=${floor.site.code}`);
      await expect(page.getByTestId('shown-day')).toContainText(formatDay(today));
    });
  });
}

test('the keyboard alone goes anywhere', async ({ page, busyFloor }) => {
  await page.goto(`/leaderboard?site=${busyFloor.floor.site.code}`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  for (const { letter, name } of pages) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    expect(new URL(page.url()).searchParams.get('site')).toBe(busyFloor.floor.site.code);
  }
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('amara');
  await expect(page.getByRole('option', { name: /Amara Okafor/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/employees\/\d+/);
});

test('who is no admin does not see the pages of admins', async ({ page, busyFloor }) => {
  const site = busyFloor.floor.site.code;
  await page.goto(`/?site=${site}`);
  await expect(page.getByRole('link', { name: 'Screens' })).toHaveCount(0);
  await page.goto(`/admin/screens?site=${site}`);
  await expect(page.getByRole('heading', { name: 'This page is for admins' })).toBeVisible();
});

test('a viewer reads, and is offered nothing that is not for viewers', async ({
  browser,
  busyFloor,
  database,
  baseURL,
}) => {
  const email = `viewer-${currentInstant()}-${busyFloor.floor.site.code}@example.com`;
  await createUser(database, {
    email,
    name: 'Vic Ewer',
    role: 'viewer',
    password: PASSWORD,
    mustChangePassword: false,
  });
  const context = await browser.newContext({ baseURL });
  const headers = { origin: new URL(baseURL ?? '').origin };
  await context.request.post('/api/auth/sign-in/email', { headers, data: { email, password: PASSWORD } });
  const page = await context.newPage();
  await page.goto(`/leaderboard?site=${busyFloor.floor.site.code}`);
  await expect(page.getByText('Amara Okafor')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync now' })).toHaveCount(0);
  await context.close();
});
