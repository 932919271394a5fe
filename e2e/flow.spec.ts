import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { runMeasureMoves } from '@/lib/domain/flow/run-measure-moves';
import { flowHistory } from '@/lib/domain/flow/schema';
import { createUser } from '@/lib/platform/auth/users';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatClock } from '@/lib/platform/time/format';
import { type EpochSeconds, toSqlInstant } from '@/lib/platform/time/instant';
import { FactFloor } from '@/test/fact-floor';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { announce, expect, PASSWORD, test } from './support/test';
import { tryAgain } from './support/try-again';

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** It is early afternoon there, so that what happened in the last hours is of today. */
async function newFloor(database: Database, context: BrowserContext, cookies: Cookies) {
  await context.addCookies(cookies);
  const now = currentInstant();
  const floor = await FactFloor.create(database, { name: 'Riverside warehouse', timeZone: zoneWithLocalHour(13, now) });
  const today = businessDayOf(floor.site, now);
  return { floor, now, today, path: `/flow?site=${floor.site.code}` };
}

/**
 * Ana, Bo and Cy pick far more than Dee alone can label in the half hour before `at`, which is now unless said otherwise;
 * Bo made 50 labels in an hour yesterday.
 */
async function jammedFloor(
  database: Database,
  context: BrowserContext,
  cookies: Cookies,
  at: (now: EpochSeconds) => EpochSeconds = (now) => now,
) {
  const made = await newFloor(database, context, cookies);
  const { floor, now, today } = made;
  const end = at(now);
  const people = [];
  for (const name of ['Ana', 'Bo', 'Cy', 'Dee']) {
    const person = await floor.person(`${name} Example`);
    await floor.punch(person, end - 3 * HOUR, null);
    people.push(person);
  }
  const [ana, bo, cy, dee] = people;
  if (ana === undefined || bo === undefined || cy === undefined || dee === undefined) throw new Error('nobody is here');
  const scan = (who: typeof ana, department: string, items: number, startedAgo: number) =>
    floor.scan(who, department, items, end - startedAgo * MINUTE, end - (startedAgo - 10) * MINUTE);
  await scan(ana, 'Picking', 60, 25);
  await scan(bo, 'Picking', 40, 20);
  await scan(cy, 'Picking', 20, 22);
  await scan(dee, 'Labeling', 10, 24);
  const yesterday = addDays(today, -1);
  await floor.punch(bo, floor.at(yesterday, '10:00'), floor.at(yesterday, '11:00'));
  await floor.scan(bo, 'Labeling', 50, floor.at(yesterday, '10:10'), floor.at(yesterday, '10:20'));
  const ids = people.map((one) => one.employeeId);
  await floor.score([...ids, 0], [yesterday, today], now);
  return { ...made, bo, ids };
}

const card = (page: Page, department: string) => page.getByRole('listitem', { name: department, exact: true });

test('the bottleneck, its cause and who could help are there at once', async ({ page, context, database, manager }) => {
  const { path, bo } = await jammedFloor(database, context, manager.cookies);
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'Labeling is the bottleneck' })).toBeVisible();
  const state = page.getByRole('region', { name: 'State of the line' });
  await expect(state).toContainText('Labeling gets 240 items an hour and makes 20: 220 more are waiting every hour.');
  await expect(state).toContainText('Built up today110 of 300');
  await expect(state).toContainText('There will be 300 waiting in 52 min, about');
  await expect(state).toContainText('4 clocked in');
  const labeling = card(page, 'Labeling');
  await expect(labeling).toContainText('Critical');
  await expect(labeling).toContainText('Bottleneck');
  await expect(labeling).toContainText('+220/h');
  await expect(labeling).toContainText('110 of 300');
  await expect(card(page, 'Picking')).toContainText('Flowing');
  await expect(card(page, 'Packing')).toContainText('Nothing has been scanned here today.');
  const best = page.getByRole('list', { name: 'Recommended moves' }).getByRole('listitem').first();
  await expect(best).toContainText('Bo Example');
  await expect(best).toContainText('50 items an hour at Labeling in the last 28 days; Picking keeps 2 people.');
  // Bo makes 80 an hour at Picking now, which Labeling does not get any more, and 50 at Labeling: 220 - 80 - 50.
  await expect(best).toContainText('Growth from +220 to +90 an hour: 300 waiting in 2 h 7 min.');
  await expect(page.getByRole('link', { name: 'Bo Example' })).toHaveAttribute(
    'href',
    new RegExp(`/employees/${bo.employeeId}`),
  );
});

test('a move is made with one click and its effect shown when measured', async ({
  page,
  context,
  database,
  manager,
}) => {
  const { floor, path, bo, now, today, ids } = await jammedFloor(database, context, manager.cookies);
  await page.goto(path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Move Bo Example to Labeling' }).click();
  await expect(page.getByText('Bo Example moves to Labeling')).toBeVisible();
  const moves = page.getByRole('list', { name: 'Moves today' });
  await expect(moves).toContainText('Bo Example');
  await expect(moves).toContainText(`by ${manager.account.name}`);
  await expect(moves).toContainText(/Effect measured at \d\d:\d\d/);
  await expect(page.getByRole('button', { name: 'Move Bo Example to Labeling' })).toHaveCount(0);
  await expect(page.getByText(/Moved, effect at \d\d:\d\d/)).toBeVisible();

  // As if it had been 35 minutes ago; since then Bo made 30 labels.
  const movedAt = now - 35 * MINUTE;
  await database.execute(sql`UPDATE moves SET moved_at = ${toSqlInstant(movedAt)} WHERE site_id = ${floor.site.id}`);
  await floor.scan(bo, 'Labeling', 30, now - 20 * MINUTE, now - 12 * MINUTE);
  await floor.score(ids, [today], currentInstant());
  expect(await runMeasureMoves(database, floor.site, currentInstant())).toEqual({ measured: 1 });
  await invalidateTags([tags.moves(floor.site.id)]);
  await announce(floor, today);
  await expect(moves).toContainText(formatClock(movedAt, floor.site.timeZone));
  await expect(moves).toContainText(
    'Labeling 0 → 80 items an hour; growth 0 → +160; Picking 0 → 240; Bo Example 60 items an hour.',
  );
});

test.describe('a move that is refused', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('says why', async ({ page, context, database, manager }) => {
    const { floor, path, bo } = await jammedFloor(database, context, manager.cookies);
    await page.goto(path);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    const origin = new URL(page.url()).origin;
    const first = await page.request.post(`/api/dashboard/bottleneck/moves?site=${floor.site.code}`, {
      headers: { origin },
      data: { employeeId: bo.employeeId, to: 'Labeling' },
    });
    expect(first.status()).toBe(201);
    await page.getByRole('button', { name: 'Move Bo Example to Labeling' }).click();
    await expect(page.getByText('Bo Example was not moved.')).toBeVisible();
    await expect(page.getByText('This move is stored already; its effect is being measured.')).toBeVisible();
    await expect(page.getByText(/Moved, effect at/)).toBeVisible();
  });
});

test('a viewer sees everything and can move nobody', async ({ browser, context, database, manager, baseURL }) => {
  const { path } = await jammedFloor(database, context, manager.cookies);
  const email = `viewer-${currentInstant()}-${Math.floor(performance.now() * 1000)}@example.com`;
  await createUser(database, {
    email,
    name: 'Vera Vale',
    role: 'viewer',
    password: PASSWORD,
    mustChangePassword: false,
  });
  const own = await browser.newContext({ baseURL });
  const signedIn = await own.request.post('/api/auth/sign-in/email', {
    headers: { origin: new URL(baseURL ?? '').origin },
    data: { email, password: PASSWORD },
  });
  expect(signedIn.ok()).toBe(true);
  const page = await own.newPage();
  await page.goto(path);
  await expect(page.getByRole('list', { name: 'Recommended moves' })).toContainText('Bo Example');
  await expect(page.getByRole('button', { name: /^Move / })).toHaveCount(0);
  await own.close();
});

test('a department says who works there', async ({ page, context, database, manager }) => {
  const { path, bo } = await jammedFloor(database, context, manager.cookies);
  await page.goto(path);
  await card(page, 'Picking').getByRole('button', { name: '3 people at Picking' }).click();
  const dialog = page.getByRole('dialog', { name: 'At Picking now' });
  await expect(dialog).toContainText('120 items in the last 30 minutes, 240 an hour');
  await expect(dialog.getByRole('row')).toHaveText([/Person/, /Ana Example.*60/, /Bo Example.*40/, /Cy Example.*20/]);
  await expect(dialog.getByRole('link', { name: 'Bo Example' })).toHaveAttribute(
    'href',
    new RegExp(`/employees/${bo.employeeId}`),
  );
});

test('the line follows the floor without a reload', async ({ page, context, database, manager }) => {
  const { floor, path, bo, now, today, ids } = await jammedFloor(database, context, manager.cookies);
  await page.goto(path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
  await floor.scan(bo, 'Labeling', 115, now - 9 * MINUTE, now - MINUTE);
  await floor.score(ids, [today], currentInstant());
  await announce(floor, today);
  await expect(page.getByRole('heading', { name: 'The line flows' })).toBeVisible();
  await expect(card(page, 'Labeling')).toContainText('250');
  expect(await page.evaluate(() => Reflect.get(window, 'stillTheSamePage'))).toBe(true);
});

test('the history shows hours, marks and people, and its CSV the same', async ({
  page,
  context,
  database,
  manager,
}) => {
  // In the middle of the last full hour, so that all of it is in one cell.
  const middle = (now: EpochSeconds) => now - (now % HOUR) - 15 * MINUTE;
  const { floor, path } = await jammedFloor(database, context, manager.cookies, middle);
  await page.goto(path);
  const table = page.getByRole('table', { name: /^Last 24 hours, items/ });
  await expect(table.getByRole('row', { name: /^Picking/ })).toContainText('120');
  const marked = table.getByRole('button', { name: /^Labeling.*marked, Picking made 120/ });
  await expect(marked).toHaveText('10');
  await marked.click();
  await expect(page.getByRole('dialog')).toContainText('Dee Example');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'People', exact: true }).click();
  await expect(page).toHaveURL(/show=people/);
  await expect(page.getByRole('table', { name: /^Last 24 hours, people/ })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByLabel('Download the history as CSV').click(),
  ]);
  expect(download.suggestedFilename()).toMatch(new RegExp(`^flow-${floor.site.code}-people-24h-`));
  const lines: Record<string, string>[] = parse(await readFile((await download.path()) ?? '', 'utf8'), {
    bom: true,
    columns: true,
  });
  const answer = await page.request.get(`/api/dashboard/bottleneck/history?site=${floor.site.code}`);
  const history = flowHistory.parse(await answer.json());
  // An hour may have begun between the two.
  const both = history.hours.flatMap((hour, index) => (hour in (lines[0] ?? {}) ? [{ hour, index }] : []));
  expect(both.length).toBeGreaterThanOrEqual(23);
  expect(lines.map((line) => [line.department, ...both.map(({ hour }) => line[hour])])).toEqual(
    history.departments.map((one) => [one.department, ...both.map(({ index }) => String(one.cells[index]?.people))]),
  );
  await page.goBack();
  await expect(page.getByRole('table', { name: /^Last 24 hours, items/ })).toBeVisible();
});

test('an empty line, and one that has not started, say so', async ({ page, context, database, manager }) => {
  const { floor, path, now, today } = await newFloor(database, context, manager.cookies);
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'Nobody is clocked in' })).toBeVisible();
  await expect(page.getByText('Nothing has been scanned in the last 24 hours.')).toBeVisible();
  await expect(card(page, 'Picking')).toContainText('Not started');
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const ann = await floor.person('Ann Example');
  await floor.punch(ann, now - 10 * MINUTE, null);
  await floor.score([ann.employeeId], [today], currentInstant());
  await announce(floor, today);
  await expect(page.getByRole('heading', { name: 'Work has not started yet' })).toBeVisible();
  await expect(page.getByText('1 person is clocked in; nothing has been scanned today.')).toBeVisible();
});

test('a department whose people all left has stopped', async ({ page, context, database, manager }) => {
  const { floor, path, now, today } = await newFloor(database, context, manager.cookies);
  const [ann, ben] = [await floor.person('Ann Example'), await floor.person('Ben Example')];
  await floor.punch(ann, now - 120 * MINUTE, now - 40 * MINUTE);
  await floor.punch(ben, now - 120 * MINUTE, null);
  await floor.scan(ann, 'Picking', 10, now - 55 * MINUTE, now - 45 * MINUTE);
  await floor.score([ann.employeeId, ben.employeeId], [today], now);
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'Picking has stopped' })).toBeVisible();
  await expect(card(page, 'Picking')).toContainText('Stopped');
  await expect(card(page, 'Picking')).toContainText('Nobody is at Picking any more, the last scan was 45 min ago.');
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('the last good line stays, with its age', async ({ page, context, database, manager }) => {
    const { floor, path, today } = await jammedFloor(database, context, manager.cookies);
    await page.goto(path);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.route('**/api/dashboard/bottleneck/current?*', (route) =>
      route.fulfill({
        status: 503,
        json: { error: { code: 'UNAVAILABLE', message: 'The database is not reachable.', requestId: 'r' } },
      }),
    );
    await announce(floor, today);
    await expect(page.getByText(/The database is not reachable. These are the last good numbers/)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Labeling is the bottleneck' })).toBeVisible();
    await page.unroute('**/api/dashboard/bottleneck/current?*');
    await tryAgain(page);
    await expect(page.getByText(/These are the last good numbers/)).toBeHidden();
  });
});

test('the main task needs no mouse', async ({ page, context, database, manager }) => {
  const { path } = await jammedFloor(database, context, manager.cookies);
  await page.goto(path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const move = page.getByRole('button', { name: 'Move Bo Example to Labeling' });
  await page.locator('main').focus();
  for (let step = 0; step < 15 && !(await move.evaluate((one) => one === document.activeElement)); step += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(move).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Bo Example moves to Labeling')).toBeVisible();
});

test('on a phone the line is a list, without scrolling sideways', async ({ page, context, database, manager }) => {
  const { path } = await jammedFloor(database, context, manager.cookies);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'Labeling is the bottleneck' })).toBeInViewport();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const [picking, labeling] = [await card(page, 'Picking').boundingBox(), await card(page, 'Labeling').boundingBox()];
  expect(labeling?.x).toBe(picking?.x);
  expect(labeling?.y).toBeGreaterThan((picking?.y ?? 0) + (picking?.height ?? 0) - 1);
});
