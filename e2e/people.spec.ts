import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { employees } from '@/lib/db/schema/employees';
import { employeeList, type ListedEmployee } from '@/lib/domain/employees/schema';
import { currentInstant } from '@/lib/platform/time/clock';
import { type PeopleFloor, test } from './support/people';
import { seriousProblemsInAnyColours } from './support/serious-problems';
import { announce, expect } from './support/test';
import { tryAgain } from './support/try-again';

const listPath = ({ floor }: PeopleFloor, query = '') => `/employees?site=${floor.site.code}${query}`;
const table = (page: Page) => page.getByRole('table', { name: 'People' });
const names = (page: Page) => table(page).locator('tbody tr [data-column=name] a').allTextContents();
const live = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible();

/** Five people: two packed today, one is here now, one has left, one has no work. */
async function crew({ floor, today }: PeopleFloor) {
  const now = currentInstant();
  const ada = await floor.person('Ada Marsh');
  const bo = await floor.person('Bo Quist');
  const zoe = await floor.person('Zoë Marlow', { isContractor: true });
  await floor.person('Mara Vale', { isScanning: false });
  await floor.person('Gone Marlow', { archivedAt: now });
  await floor.punch(ada, now - 7200, null);
  await floor.scan(ada, 'Packing', 10, now - 7000, now - 6400);
  await floor.punch(bo, now - 10_800, now - 7200);
  await floor.scan(bo, 'Picking', 40, now - 10_000, now - 9400);
  await floor.scan(zoe, 'Packing', 5, now - 5000, now - 4800);
  await floor.score(
    [ada, bo, zoe].map((one) => one.employeeId),
    [today],
    now,
  );
  return { ada, bo, zoe };
}

test('somebody is found by the beginning of a name, with the day behind the name', async ({ page, people }) => {
  const { ada } = await crew(people);
  await page.goto(listPath(people));
  await live(page);
  await expect.poll(() => names(page)).toEqual(['Ada Marsh', 'Bo Quist', 'Mara Vale', 'Zoë Marlow']);
  const row = table(page).getByRole('row', { name: /Ada Marsh/ });
  await expect(row).toContainText('Clocked in now');
  await expect(row).toContainText('Packing');
  await expect(row).toContainText('8.00');
  await expect(table(page).getByRole('row', { name: /Zoë Marlow/ })).toContainText('Contractor');
  await expect(table(page).getByRole('row', { name: /Mara Vale/ })).toContainText('Does not scan');
  await page.getByLabel('Search by name').fill('mar');
  await expect.poll(() => names(page)).toEqual(['Ada Marsh', 'Mara Vale', 'Zoë Marlow']);
  await page.getByLabel('Search by name').fill('zoe m');
  await expect.poll(() => names(page)).toEqual(['Zoë Marlow']);
  await expect(page).toHaveURL(/q=zoe/);
  await page.reload();
  expect(await names(page)).toEqual(['Zoë Marlow']);
  await page.getByLabel('Search by name').fill('Ada');
  await expect.poll(() => names(page)).toEqual(['Ada Marsh']);
  await table(page).getByRole('link', { name: 'Ada Marsh' }).click();
  await expect(page).toHaveURL(new RegExp(`/employees/${ada.employeeId}\\?`));
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Marsh' })).toBeVisible();
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(['Ada Marsh']);
});

test('filters stand in the URL, back takes them away, and another day has its own figures', async ({
  page,
  people,
}) => {
  await crew(people);
  await page.goto(listPath(people));
  await live(page);
  await page.getByLabel('Department').selectOption('Packing');
  await expect.poll(() => names(page)).toEqual(['Ada Marsh', 'Zoë Marlow']);
  await expect(page).toHaveURL(/department=Packing/);
  await page.goBack();
  await expect.poll(() => names(page)).toHaveLength(4);
  await page.getByLabel('Who').selectOption('archived');
  await expect.poll(() => names(page)).toEqual(['Gone Marlow']);
  await expect(table(page).getByRole('row', { name: /Gone Marlow/ })).toContainText('Archived');
  await page.getByLabel('Who').selectOption('all');
  await expect.poll(() => names(page)).toHaveLength(5);
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect(page).toHaveURL(new RegExp(`date=${people.yesterday}`));
  const row = table(page).getByRole('row', { name: /Ada Marsh/ });
  await expect(row.locator('[data-column=points]')).toHaveText('–');
  await expect(row).toContainText('Clocked in now');
  await row.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`date=${people.yesterday}`));
});

test('more are shown when asked for, and the CSV has all of the filter', async ({ page, people, database }) => {
  const { floor, today } = people;
  await database.insert(employees).values(
    Array.from({ length: 120 }, (_, index) => ({
      siteId: floor.site.id,
      name: index === 7 ? '=Person 007' : `Person ${String(index).padStart(3, '0')}`,
      createdAt: 0,
      updatedAt: 0,
    })),
  );
  await page.goto(listPath(people));
  await expect(page.getByText('50 people shown, there are more')).toBeVisible();
  await live(page);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByText('120 people shown', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show more' })).toBeHidden();
  await page.reload();
  await expect(page.getByText('120 people shown', { exact: true })).toBeVisible();
  const shown = await names(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Download as CSV').click()]);
  expect(download.suggestedFilename()).toBe(`people-${floor.site.code}-${today}.csv`);
  const lines: Record<string, string>[] = parse(await readFile((await download.path()) ?? '', 'utf8'), {
    bom: true,
    columns: true,
  });
  const rows: ListedEmployee[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ site: floor.site.code, limit: '50', ...(cursor === '' ? {} : { cursor }) });
    const answer = employeeList.parse(await (await page.request.get(`/api/dashboard/employees?${query}`)).json());
    rows.push(...answer.rows);
    cursor = answer.nextCursor;
  }
  expect(rows.map((row) => row.name)).toEqual(shown);
  expect(lines.map((line) => [line.employee_id, line.name?.replace(/^'/, '')])).toEqual(
    rows.map((row) => [String(row.employeeId), row.name]),
  );
  expect(lines[0]?.name).toBe("'=Person 007");
});

test('a change on the floor reaches the list without a reload', async ({ page, people }) => {
  const { floor, today } = people;
  const { bo } = await crew(people);
  await page.goto(listPath(people));
  await live(page);
  const row = table(page).getByRole('row', { name: /Bo Quist/ });
  await expect(row.locator('[data-column=points]')).toHaveText('40.00');
  const now = currentInstant();
  await floor.scan(bo, 'Picking', 60, now - 9300, now - 8700);
  await floor.score([bo.employeeId], [today], now);
  await announce(floor, today);
  await expect(row.locator('[data-column=points]')).toHaveText('100.00');
});

test('a site without people says where they come from, a search without a find how it searches', async ({
  page,
  people,
}) => {
  await page.goto(listPath(people));
  await expect(page.getByRole('heading', { name: 'There are no people yet' })).toBeVisible();
  await people.floor.person('Ada Marsh');
  await page.goto(listPath(people, '&q=nobody'));
  await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everybody here' }).click();
  await expect.poll(() => names(page)).toEqual(['Ada Marsh']);
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('it says so and keeps the last good list', async ({ page, people }) => {
    await crew(people);
    await page.goto(listPath(people));
    await live(page);
    await page.route('**/api/dashboard/employees?*', (route) => route.abort());
    await announce(people.floor, people.today);
    await expect(page.getByText(/These are the last good numbers, \d+ s old/)).toBeVisible();
    expect(await names(page)).toHaveLength(4);
    await page.getByLabel('Search by name').fill('bo');
    const alert = page.getByRole('alert').filter({ hasText: 'The people could not be loaded' });
    await expect(alert).toContainText('The server did not answer.');
    await page.unroute('**/api/dashboard/employees?*');
    await tryAgain(alert);
    await expect.poll(() => names(page)).toEqual(['Bo Quist']);
  });
});

test('the keyboard alone finds a person', async ({ page, people }) => {
  const { bo } = await crew(people);
  await page.goto(listPath(people));
  await live(page);
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search by name')).toBeFocused();
  await page.keyboard.type('qui');
  await expect.poll(() => names(page)).toEqual(['Bo Quist']);
  for (const stop of ['Who', 'Department', 'Download as CSV']) {
    await page.keyboard.press('Tab');
    await expect(page.getByLabel(stop)).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(table(page).getByRole('link', { name: 'Bo Quist' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/employees/${bo.employeeId}`));
});

test('long and foreign names break nothing at 360 px, in any colours', async ({ page, people }) => {
  await crew(people);
  await people.floor.person('Wolfeschlegelsteinhausenbergerdorff'.repeat(5));
  await people.floor.person('雅婷 林');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(listPath(people));
  await live(page);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  const small = await page.locator('main :is(button, a, select, input):visible').evaluateAll((elements) =>
    elements
      .map((element) => ({ box: element.getBoundingClientRect(), label: element.textContent }))
      .filter(({ box }) => box.height < 44)
      .map(({ box, label }) => `${label} ${box.height}`),
  );
  expect(small).toEqual([]);
});
