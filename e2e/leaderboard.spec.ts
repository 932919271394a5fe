import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { leaderboard } from '@/lib/domain/leaderboard/schema';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatDay } from '@/lib/platform/time/format';
import { announce, expect, namesShown, test } from './support/test';
import { tryAgain } from './support/try-again';

test.use({ reducedMotion: 'no-preference' });

test('a manager sees who is ahead, by how much, and how fresh it is', async ({ page, busyFloor }) => {
  await page.goto(busyFloor.path);
  await expect(page.getByTestId('shown-day')).toHaveText(`Riverside warehouse, ${formatDay(busyFloor.today)}`);
  await expect
    .poll(() => namesShown(page))
    .toEqual(['Amara Okafor', 'Bela Lindqvist', 'José Ferreira', 'Dolores Novak']);
  const amara = page.getByRole('row', { name: /Amara Okafor/ });
  await expect(amara).toContainText('980.00');
  await expect(amara).toContainText('1,000');
  await expect(amara).toContainText('200.0');
  await expect(amara).toContainText('5:00');
  await expect(amara).toContainText('90%');
  await expect(amara).toContainText('Clocked in');
  await expect(amara.locator('[data-column=department]').getByRole('img')).toHaveAccessibleName(
    'Picking 900 items, 900.00 points; Packing 100 items, 80.00 points',
  );
  const bela = page.getByRole('row', { name: /Bela Lindqvist/ });
  await expect(bela).toContainText('Top Performer');
  await expect(bela).not.toContainText('Clocked in');
  const dolores = page.getByRole('row', { name: /Dolores Novak/ });
  await expect(dolores.locator('[data-column=itemsPerHour]')).toHaveText('–');
  await expect(dolores.locator('[data-column=clocked]')).toHaveText('–');
  await expect(page.getByText('of which unmapped 40')).toBeVisible();
  await expect(page.locator('[data-source=connecteam]')).toHaveText('Connecteam 2 min ago');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByTestId('as-of')).toHaveText(/^as of \d+ s ago$/);
});

test('the first paint has the numbers without any script', async ({ browser, busyFloor, manager, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await context.addCookies(manager.cookies);
  const page = await context.newPage();
  await page.goto(busyFloor.path);
  await expect(page.getByText('Amara Okafor')).toBeAttached();
  await expect(page.getByText('of which unmapped 40')).toBeAttached();
  await context.close();
});

test('a change moves rows in place, without a reload', async ({ page, busyFloor }) => {
  const { floor, today } = busyFloor;
  await page.goto(busyFloor.path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
  await floor.score(
    'José Ferreira',
    today,
    { items: { Labeling: 400, Picking: 1200 }, clockedSeconds: 7200, activeSeconds: 7200, isClockedIn: true },
    currentInstant(),
  );
  await announce(floor, today);
  await expect
    .poll(() => namesShown(page))
    .toEqual(['José Ferreira', 'Amara Okafor', 'Bela Lindqvist', 'Dolores Novak']);
  await expect(page.getByRole('row', { name: /José Ferreira/ })).toContainText('1,400.00');
  expect(await page.evaluate(() => Reflect.get(window, 'stillTheSamePage'))).toBe(true);
});

test('somebody new appears by themselves, and the numbers keep their age', async ({ page, emptyFloor }) => {
  const { floor, today } = emptyFloor;
  await page.goto(emptyFloor.path);
  await expect(page.getByRole('heading', { name: 'Nobody has started yet today' })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await floor.score(
    'Farah Haddad',
    today,
    { items: { Packing: 10 }, clockedSeconds: 600, activeSeconds: 600 },
    currentInstant(),
  );
  await announce(floor, today);
  await expect(page.getByRole('row', { name: /Farah Haddad/ })).toBeVisible();
  await expect(page.getByTestId('as-of')).toHaveText(/^as of \d s ago$/);
});

test('another day is said to be one, and back leads to today', async ({ page, busyFloor }) => {
  const { today, yesterday } = busyFloor;
  await page.goto(busyFloor.path);
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect(page).toHaveURL(new RegExp(`date=${yesterday}`));
  await expect(
    page.getByRole('status').filter({ hasText: `This is ${formatDay(yesterday)}, yesterday.` }),
  ).toBeVisible();
  await expect.poll(() => namesShown(page)).toEqual(['Emeka Tanaka']);
  await page.goBack();
  await expect(page).not.toHaveURL(/date=/);
  await expect.poll(() => namesShown(page)).toHaveLength(4);
  await page.getByLabel('Date', { exact: true }).fill(yesterday);
  await expect.poll(() => namesShown(page)).toEqual(['Emeka Tanaka']);
  await page.getByRole('button', { name: 'Go to today' }).click();
  await expect(page.getByTestId('shown-day')).toContainText(formatDay(today));
  await expect(page.getByRole('button', { name: 'Next day' })).toBeDisabled();
});

test('a copied link shows the same view', async ({ page, busyFloor }) => {
  await page.goto(busyFloor.path);
  await page.getByRole('button', { name: 'Packing' }).click();
  await expect(page).toHaveURL(/department=Packing/);
  await expect.poll(() => namesShown(page)).toEqual(['Dolores Novak', 'Amara Okafor']);
  await expect(page.getByText('Rank, points and items in Packing')).toBeVisible();
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(page).toHaveURL(/sort=name/);
  await page.getByLabel('Search people').fill('a');
  await expect(page).toHaveURL(/q=a/);
  const shown = ['Amara Okafor', 'Dolores Novak'];
  await expect.poll(() => namesShown(page)).toEqual(shown);
  const link = page.url();
  await page.goto('/account');
  await page.goto(link);
  await expect.poll(() => namesShown(page)).toEqual(shown);
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByLabel('Search people')).toHaveValue('a');
});

test('back takes the department filter away', async ({ page, busyFloor }) => {
  await page.goto(busyFloor.path);
  await page.getByRole('button', { name: 'Heat Press' }).click();
  await expect.poll(() => namesShown(page)).toEqual(['Bela Lindqvist']);
  await page.goBack();
  await expect.poll(() => namesShown(page)).toHaveLength(4);
});

test('search finds people whatever their marks and says when there is nobody', async ({ page, busyFloor }) => {
  await page.goto(busyFloor.path);
  await page.getByLabel('Search people').fill('jose');
  await expect.poll(() => namesShown(page)).toEqual(['José Ferreira']);
  await page.getByLabel('Search people').fill('nobody of this name');
  await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect.poll(() => namesShown(page)).toHaveLength(4);
});

test('the CSV holds what the API answers', async ({ page, busyFloor }) => {
  await page.goto(busyFloor.path);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Download as CSV').click()]);
  expect(download.suggestedFilename()).toBe(`leaderboard-${busyFloor.floor.site.code}-${busyFloor.today}.csv`);
  const text = await readFile((await download.path()) ?? '', 'utf8');
  const lines: Record<string, string>[] = parse(text, { bom: true, columns: true });
  const answer = await page.request.get(`/api/dashboard/leaderboard?site=${busyFloor.floor.site.code}`);
  const board = leaderboard.parse(await answer.json());
  const numberText = (value: number | null) => (value === null ? '' : String(value));
  expect(
    lines.map((line) => [line.rank, line.name, line.points, line.items, line.items_per_hour, line.efficiency]),
  ).toEqual(
    board.rows.map((row) => [
      String(row.rank),
      row.name,
      String(row.points),
      String(row.items),
      numberText(row.itemsPerHour),
      numberText(row.efficiency),
    ]),
  );
  expect(lines).toHaveLength(4);
});

test('an empty day says that it is empty', async ({ page, emptyFloor }) => {
  await page.goto(`${emptyFloor.path}&date=2026-01-05`);
  await expect(page.getByRole('heading', { name: 'Nothing recorded' })).toBeVisible();
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('it says what failed, and trying again works', async ({ page, busyFloor }) => {
    await page.goto(busyFloor.path);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    const unavailable = { error: { code: 'UNAVAILABLE', message: 'The database is not reachable.', requestId: 'r' } };
    await page.route('**/api/dashboard/leaderboard?*', (route) => route.fulfill({ status: 503, json: unavailable }));
    await page.getByRole('button', { name: 'Previous day' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The leaderboard could not be loaded' });
    await expect(alert).toContainText('The database is not reachable.');
    await expect(page.getByRole('table')).toHaveCount(0);
    await page.unroute('**/api/dashboard/leaderboard?*');
    await tryAgain(alert);
    await expect.poll(() => namesShown(page)).toEqual(['Emeka Tanaka']);
  });

  test('the last good numbers stay, with their age, until it can again', async ({ page, busyFloor }) => {
    const { floor, today } = busyFloor;
    await page.goto(busyFloor.path);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.route('**/api/dashboard/leaderboard?*', (route) => route.abort());
    await announce(floor, today);
    await expect(page.getByText(/These are the last good numbers, \d+ s old/)).toBeVisible();
    await expect(page.getByText('Last good numbers', { exact: true })).toBeVisible();
    expect(await namesShown(page)).toHaveLength(4);
    await page.unroute('**/api/dashboard/leaderboard?*');
    await tryAgain(page);
    await expect(page.getByText(/These are the last good numbers/)).toBeHidden();
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
  });

  test('without push it says how it keeps fresh instead', async ({ page, busyFloor }) => {
    await page.route('**/api/live?*', (route) => route.abort());
    await page.goto(busyFloor.path);
    await expect(page.getByText('Not live, every 30 s')).toBeVisible();
    await page.unroute('**/api/live?*');
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
  });

  test('an ended session leads back here after signing in', async ({ page, context, busyFloor }) => {
    await page.goto(busyFloor.path);
    await context.clearCookies();
    await page.getByRole('button', { name: 'Previous day' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'You are signed out.' });
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page).toHaveURL(/\/login\?next=%2Fleaderboard/);
  });
});

test('a slow old answer never replaces a newer one', async ({ page, busyFloor }) => {
  const { yesterday } = busyFloor;
  await page.goto(busyFloor.path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const letGo = Promise.withResolvers<void>();
  await page.route(`**/api/dashboard/leaderboard?*date=${yesterday}*`, async (route) => {
    await letGo.promise;
    await route.continue().catch(() => undefined); // cancelled meanwhile
  });
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect(page.getByRole('status', { name: 'Loading the leaderboard' })).toBeVisible();
  await page.getByRole('button', { name: 'Today' }).first().click();
  await expect.poll(() => namesShown(page)).toHaveLength(4);
  letGo.resolve();
  await page.unrouteAll({ behavior: 'wait' });
  expect(await namesShown(page)).toHaveLength(4);
});

test('a failing source is named with its reason', async ({ page, busyFloor }) => {
  await busyFloor.floor.sync('failed', currentInstant() - 5, 'Connecteam answered 401');
  await page.goto(busyFloor.path);
  await expect(page.locator('[data-source=connecteam]')).toHaveText(
    'Connecteam failed: Connecteam answered 401; last good 2 min ago',
  );
});

test('a site keeps its day, wherever the browser is', async ({ browser, busyFloor, manager, baseURL }) => {
  const context = await browser.newContext({ timezoneId: 'Pacific/Kiritimati', locale: 'de-DE', baseURL });
  await context.addCookies(manager.cookies);
  const page = await context.newPage();
  await page.goto(busyFloor.path);
  await expect(page.getByTestId('shown-day')).toHaveText(`Riverside warehouse, ${formatDay(busyFloor.today)}`);
  await expect(page.getByLabel('Date', { exact: true })).toHaveValue(busyFloor.today);
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect(page).toHaveURL(new RegExp(`date=${busyFloor.yesterday}`));
  await expect.poll(() => namesShown(page)).toEqual(['Emeka Tanaka']);
  await context.close();
});
