import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import type { Database } from '@/lib/db/client';
import { heatmap } from '@/lib/domain/heatmap/schema';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tagsOfScoredDay } from '@/lib/platform/cache/keys';
import { publishLive } from '@/lib/platform/live/publish';
import { currentInstant } from '@/lib/platform/time/clock';
import { FactFloor } from '@/test/fact-floor';
import { expect, test } from './support/test';
import { tryAgain } from './support/try-again';

/** A Tuesday and the one before. */
const DAY = '2025-10-14';
const WEEK_BEFORE = '2025-10-07';
const AUTUMN = '2025-11-02';
const SPRING = '2025-03-09';

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/**
 * On DAY Ada picks 50 at 6 and 20 at 7 and stays until 10, Bo packs 30 at 7 and is there from 7 to 9, 5 are packed at 9
 * by nobody known. A week before Ada picked 40 at 6.
 */
async function workedFloor(database: Database, context: BrowserContext, cookies: Cookies) {
  await context.addCookies(cookies);
  const floor = await FactFloor.create(database, { name: 'Riverside warehouse' });
  const [ada, bo, nobody] = [await floor.person('Ada Example'), await floor.person('Bo Example'), await floor.login()];
  const at = (time: string, day = DAY) => floor.at(day, time);
  await floor.punch(ada, at('06:00'), at('10:00'));
  await floor.punch(bo, at('07:00'), at('09:00'));
  await floor.scan(ada, 'Picking', 50, at('06:10'), at('06:20'));
  await floor.scan(ada, 'Picking', 20, at('07:30'), at('07:40'));
  await floor.scan(bo, 'Packing', 30, at('07:10'), at('07:20'));
  await floor.scan(nobody, 'Packing', 5, at('09:10'), at('09:20'));
  await floor.punch(ada, at('06:00', WEEK_BEFORE), at('07:00', WEEK_BEFORE));
  await floor.scan(ada, 'Picking', 40, at('06:10', WEEK_BEFORE), at('06:20', WEEK_BEFORE));
  await floor.score([ada.employeeId, bo.employeeId, 0], [DAY, WEEK_BEFORE], currentInstant());
  const path = (view: string) => `/heatmap?site=${floor.site.code}&${view}`;
  return { floor, ada, bo, path };
}

const dayView = `from=${DAY}&to=${DAY}`;
const cell = (page: Page, row: string, hour: string) =>
  page.getByRole('row', { name: new RegExp(`^${row}`) }).getByRole('button', { name: `${row}, ${hour}:` });

test('a manager sees in which hour which department did what', async ({ page, context, database, manager }) => {
  const { path } = await workedFloor(database, context, manager.cookies);
  await page.goto(path(dayView));
  await expect(page.getByTestId('shown-day')).toHaveText('Riverside warehouse, Tue, 14 Oct 2025');
  const table = page.getByRole('table', { name: 'Heat map, items by hour and department' });
  await expect(table.getByRole('columnheader')).toHaveText([
    'Department',
    '',
    '06:00',
    '07:00',
    '08:00',
    '09:00',
    '',
    /Total/,
  ]);
  await expect(cell(page, 'Picking', '06:00')).toHaveText('50');
  await expect(cell(page, 'Picking', '06:00')).toHaveAccessibleName('Picking, 06:00: 50 items, 50.00 points, 1 person');
  // Somebody was there, but nothing was packed: 0, which is not the same as no one there.
  await expect(cell(page, 'Packing', '06:00')).toHaveText('0');
  await expect(cell(page, 'Packing', '09:00')).toHaveText('5');
  const packing = page.getByRole('row', { name: /^Packing/ });
  await expect(packing).toContainText('35');
  await expect(packing).toContainText('unmapped 5');
  await expect(page.getByRole('row', { name: /^Whole site/ })).toContainText('105');
  await expect(page.getByText('of which unmapped 5')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText('to 50');
  // The shade follows the number.
  expect(await cell(page, 'Picking', '06:00').getAttribute('data-level')).toBe('5');
  expect(await cell(page, 'Picking', '07:00').getAttribute('data-level')).toBe('2');
});

test('hours in which no one was there are folded, and can be opened', async ({ page, context, database, manager }) => {
  const { path } = await workedFloor(database, context, manager.cookies);
  await page.goto(path(dayView));
  await page.getByRole('button', { name: 'Unfold 00:00–06:00, no one there' }).click();
  await expect(page).toHaveURL(/open=0/);
  await expect(page.getByRole('columnheader', { name: '05:00' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Picking/ }).getByText('no one there')).toHaveCount(7);
  await page.reload();
  await expect(page.getByRole('columnheader', { name: '05:00' })).toBeVisible();
  await page.getByRole('button', { name: '00:00, fold 00:00–06:00' }).click();
  await expect(page.getByRole('columnheader', { name: '05:00' })).toHaveCount(0);
  await page.getByRole('button', { name: 'All hours' }).click();
  await expect(page.getByRole('columnheader')).toHaveCount(26);
  await page.getByRole('button', { name: 'All hours' }).click();
  await expect(page.getByRole('columnheader')).toHaveCount(8);
});

test('rows and counts are in the URL, and back leads back', async ({ page, context, database, manager }) => {
  const { path, ada } = await workedFloor(database, context, manager.cookies);
  await page.goto(path(dayView));
  await page.getByRole('button', { name: 'By person' }).click();
  await expect(page).toHaveURL(/by=employee/);
  const link = page.getByRole('link', { name: 'Ada Example, 07:00: 20 items, 20.00 points, there' });
  await expect(link).toHaveAttribute('href', new RegExp(`/employees/${ada.employeeId}\\?.*date=${DAY}`));
  await page.getByRole('button', { name: 'People', exact: true }).click();
  await expect(page).toHaveURL(/measure=people/);
  await expect(page.getByRole('row', { name: /^Everybody/ })).toContainText('6');
  await page.getByLabel('Order').selectOption('least');
  await page.getByLabel('Search people').fill('example');
  await expect(page).toHaveURL(/q=example/);
  const copied = page.url();
  await page.goto('/account');
  await page.goto(copied);
  await expect(page.getByRole('table').getByRole('rowheader')).toHaveText(['Bo Example', 'Ada Example', 'Everybody']);
  await page.getByLabel('Search people').fill('nobody of this name');
  await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await page.getByRole('button', { name: 'By weekday' }).click();
  await expect(cell(page, 'Tuesday', '06:00')).toHaveText('1.0');
  await page.goBack();
  await expect(page.getByRole('table').getByRole('rowheader')).toHaveCount(3);
});

test('a cell says who is behind it, and leads to the person', async ({ page, context, database, manager }) => {
  const { path, ada } = await workedFloor(database, context, manager.cookies);
  await page.goto(path(`from=${WEEK_BEFORE}&to=${DAY}`));
  await cell(page, 'Picking', '06:00').click();
  const dialog = page.getByRole('dialog', { name: 'Picking, 06:00–07:00' });
  await expect(dialog).toContainText('90 items');
  const lines = dialog.getByRole('row');
  await expect(lines).toHaveText([
    /Person/,
    /Ada Example.*Tue, 14 Oct 2025.*50.*60 min/,
    /Ada Example.*Tue, 7 Oct 2025.*40/,
  ]);
  await expect(lines.nth(1).getByRole('link')).toHaveAttribute(
    'href',
    new RegExp(`/employees/${ada.employeeId}\\?.*date=${DAY}`),
  );
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await cell(page, 'Packing', '09:00').click();
  await expect(page.getByRole('dialog')).toContainText('All of it is of logins that are linked to nobody yet.');
});

test('a day on which the clocks change shows its real hours', async ({ page, context, database, manager }) => {
  const { floor, ada, path } = await workedFloor(database, context, manager.cookies);
  const first = floor.at(AUTUMN, '01:00');
  await floor.punch(ada, first, first + 7200);
  await floor.scan(ada, 'Picking', 3, first + 60, first + 120);
  await floor.scan(ada, 'Picking', 4, first + 3660, first + 3720);
  await floor.score([ada.employeeId], [AUTUMN], currentInstant());
  await page.goto(path(`from=${AUTUMN}&to=${AUTUMN}&open=0,2`));
  await expect(page.getByRole('columnheader')).toHaveCount(27); // 25 hours, label and total
  await expect(page.getByRole('columnheader', { name: /^01:00/ })).toHaveText(['01:00', '01:00again']);
  await expect(page.getByRole('row', { name: /^Picking/ }).getByRole('button')).toHaveText(['3', '4']);
  await expect(page.getByRole('button', { name: /^Picking, 01:00 again: 4 items/ })).toBeVisible();
  await expect(page.getByRole('note')).toContainText('it has 25 hours, and 01:00 is there twice');
  await page
    .getByRole('row', { name: /^Picking/ })
    .getByRole('button')
    .nth(1)
    .click();
  await expect(page.getByRole('dialog')).toContainText('4 items');
  // By local hour both are the hour of 1.
  await page.goto(path(`from=2025-11-01&to=${AUTUMN}`));
  await expect(cell(page, 'Picking', '01:00')).toHaveText('7');
  const answer = await page.request.get(
    `/api/dashboard/analytics/hourly-heatmap?site=${floor.site.code}&from=${SPRING}&to=${SPRING}`,
  );
  expect(heatmap.parse(await answer.json()).hours).toHaveLength(23);
});

test('a comparison names both ranges and says what changed', async ({ page, context, database, manager }) => {
  const { path } = await workedFloor(database, context, manager.cookies);
  await page.goto(path(dayView));
  await page.getByLabel('Compare').selectOption('weekday');
  await expect(page).toHaveURL(/compare=weekday/);
  await expect(page.getByTestId('compared')).toHaveText('Tue, 14 Oct 2025 compared with Tue, 7 Oct 2025.');
  await expect(page.getByTestId('change-items')).toHaveText('+162.5%, before 40');
  await expect(page.getByRole('row', { name: /^Picking/ })).toContainText('+30+75.0%');
  // Nobody packed a week before, so there is no share of it.
  await expect(page.getByRole('row', { name: /^Packing/ })).toContainText('+35');
  await page.getByLabel('Compare').selectOption('previous');
  await expect(page.getByTestId('compared')).toContainText('compared with Mon, 13 Oct 2025');
});

test('the CSV holds what the API answers', async ({ page, context, database, manager }) => {
  const { floor, path } = await workedFloor(database, context, manager.cookies);
  await page.goto(path(`${dayView}&by=employee&order=most`));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Download as CSV').click()]);
  expect(download.suggestedFilename()).toBe(`heatmap-${floor.site.code}-employee-items-${DAY}-${DAY}.csv`);
  const text = await readFile((await download.path()) ?? '', 'utf8');
  const lines: Record<string, string>[] = parse(text, { bom: true, columns: true });
  const answer = await page.request.get(
    `/api/dashboard/analytics/hourly-heatmap?site=${floor.site.code}&${dayView}&by=employee`,
  );
  const map = heatmap.parse(await answer.json());
  const shown = [...map.rows].sort((a, b) => (b.total?.items ?? 0) - (a.total?.items ?? 0));
  expect(lines).toHaveLength(2);
  lines.forEach((line, index) => {
    const row = shown[index];
    expect(line.name).toBe(row?.label);
    expect(line['items total']).toBe(String(row?.total?.items));
    const cells = map.hours.map((hour) => line[hour.label]);
    expect(cells).toEqual(row?.cells.map((one) => (one === null ? '' : String(one.items))));
  });
});

test('an empty day says that it is empty, and what comes appears by itself', async ({ page, emptyFloor }) => {
  const { floor, today } = emptyFloor;
  await page.goto(`/heatmap?site=${floor.site.code}`);
  await expect(page.getByRole('heading', { name: 'Nobody has started yet today' })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await floor.unmapped(today, 'Packing', 40);
  await invalidateTags(tagsOfScoredDay(floor.site.id, today));
  await publishLive({ siteId: floor.site.id, type: 'day-changed', date: today });
  await expect(page.getByRole('row', { name: /^Packing/ })).toContainText('40');
  await page.goto(`/heatmap?site=${floor.site.code}&from=2025-01-05&to=2025-01-06`);
  await expect(page.getByRole('heading', { name: 'Nothing recorded' })).toBeVisible();
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Go to today' }).click();
  await expect(page).not.toHaveURL(/from=/);
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('the last good numbers stay; what was never there says why', async ({ page, context, database, manager }) => {
    const { floor, path } = await workedFloor(database, context, manager.cookies);
    await page.goto(path(dayView));
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.route('**/api/dashboard/analytics/hourly-heatmap?*', (route) => route.abort());
    await publishLive({ siteId: floor.site.id, type: 'day-changed', date: DAY });
    await expect(page.getByText(/These are the last good numbers/)).toBeVisible();
    await expect(cell(page, 'Picking', '06:00')).toHaveText('50');
    await page.getByRole('button', { name: 'Earlier' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The heat map could not be loaded' });
    await expect(alert).toContainText('The server did not answer.');
    await page.unroute('**/api/dashboard/analytics/hourly-heatmap?*');
    await tryAgain(alert);
    await expect(page.getByRole('heading', { name: 'Nothing recorded' })).toBeVisible();
  });

  test('too long a range is refused in words', async ({ page, emptyFloor }) => {
    await page.goto(`/heatmap?site=${emptyFloor.floor.site.code}&from=2023-01-01&to=2025-01-06`);
    await expect(page.getByRole('alert').filter({ hasText: '400 days' })).toBeVisible();
  });
});

test('everything can be done with the keyboard', async ({ page, context, database, manager }) => {
  const { path } = await workedFloor(database, context, manager.cookies);
  await page.goto(path(dayView));
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Unfold 10:00–24:00, no one there' }).focus();
  await page.keyboard.press('Tab'); // the department
  await page.keyboard.press('Tab'); // its first cell
  await expect(cell(page, 'Picking', '06:00')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(cell(page, 'Picking', '07:00')).toBeFocused();
  await expect(page.getByText('20 items, 20.00 points, 1 person')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('20 items, 20.00 points, 1 person')).toBeHidden();
  await page.keyboard.press('Control+End');
  await expect(cell(page, 'Whole site', '09:00')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await expect(cell(page, 'Packing', '06:00')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Packing, 07:00–08:00' });
  await expect(dialog.getByRole('link', { name: 'Bo Example' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cell(page, 'Packing', '07:00')).toBeFocused();
  await page.keyboard.press('/');
  await expect(page).toHaveURL(/by=employee/);
  await expect(page.getByLabel('Search people')).toBeFocused();
});

test('hundreds of people scroll inside, with their names and hours in view', async ({
  page,
  context,
  database,
  manager,
}) => {
  const { floor, path } = await workedFloor(database, context, manager.cookies);
  const ids: number[] = [];
  for (let index = 0; index < 150; index += 1) {
    const person = await floor.person(`Person ${String(index).padStart(3, '0')}`);
    await floor.punch(person, floor.at(DAY, '06:00'), floor.at(DAY, '08:00'));
    ids.push(person.employeeId);
  }
  await floor.score(ids, [DAY], currentInstant());
  await page.goto(path(`${dayView}&by=employee`));
  const table = page.getByRole('table');
  await expect(table).toHaveAttribute('aria-rowcount', '154');
  const drawn = page.locator('tbody tr[data-row]');
  expect(await drawn.count()).toBeLessThan(60);
  await page.getByRole('link', { name: /^Ada Example, 06:00/ }).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('link', { name: /^Person \d+|^Ada|^Bo/ }).last()).toBeVisible();
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('PageUp');
  await page.keyboard.press('Control+Home');
  await expect(page.getByRole('link', { name: /^Ada Example, 06:00/ })).toBeFocused();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('link', { name: /^Person 018, 06:00/ })).toBeFocused();
  expect(await drawn.count()).toBeLessThan(80);
  await expect(page.getByRole('columnheader', { name: '06:00', exact: true })).toBeInViewport();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(drawn).toHaveCount(152);
});

test('works at 360 px without scrolling the page sideways', async ({ page, context, database, manager }) => {
  const { path } = await workedFloor(database, context, manager.cookies);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(path(`${dayView}&compare=weekday`));
  await expect(page.getByTestId('compared')).toContainText('compared with');
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const small = await page.locator('main :is(button, a, select, input):visible').evaluateAll((elements) =>
    elements
      .map((element) => ({ box: element.getBoundingClientRect(), label: element.textContent }))
      .filter(({ box }) => box.height < 44)
      .map(({ box, label }) => `${label} ${box.height}`),
  );
  expect(small).toEqual([]);
});
