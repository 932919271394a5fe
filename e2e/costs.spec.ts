import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { costAnalysis, personCosts } from '@/lib/domain/costs/schema';
import { addDays } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatDay } from '@/lib/platform/time/format';
import { FORMULA_NAME, newPaidFloor, type PaidFloor } from './support/paid-floor';
import { seriousProblemsInAnyColours } from './support/serious-problems';
import { test as base, expect, newAccount, signedInCookies } from './support/test';
import { tryAgain } from './support/try-again';

type Costs = PaidFloor & {
  /** Of yesterday, whose labour is known to the cent. */
  path: string;
  api: string;
};

const test = base.extend<
  { costs: Costs },
  { payCookies: Awaited<ReturnType<typeof signedInCookies>>; paidFloor: PaidFloor }
>({
  payCookies: [
    async ({ database, browser }, use, workerInfo) => {
      const account = await newAccount(database, false, true);
      await use(await signedInCookies(browser, workerInfo.project.use.baseURL ?? '', account));
    },
    { scope: 'worker' },
  ],
  paidFloor: [async ({ database }, use) => use(await newPaidFloor(database)), { scope: 'worker' }],
  costs: async ({ paidFloor, payCookies, context }, use) => {
    await context.addCookies(payCookies);
    const { code } = paidFloor.floor.site;
    const range = `from=${paidFloor.yesterday}&to=${paidFloor.yesterday}`;
    await use({
      ...paidFloor,
      path: `/costs?site=${code}&${range}`,
      api: `/api/dashboard/cost-analysis?site=${code}&${range}`,
    });
  },
});

const tile = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const people = (page: Page) => page.getByRole('table', { name: 'Cost of the people' });
const sheet = (page: Page) => page.getByRole('dialog');

async function namesOf(page: Page): Promise<string[]> {
  return people(page).locator('tbody [data-column=name] button').allTextContents();
}

async function download(page: Page, press: () => Promise<void>): Promise<Download> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return file;
}

async function csvOf(file: Download): Promise<Record<string, string>[]> {
  return parse(await readFile(await file.path(), 'utf8'), { bom: true, columns: true });
}

/** Cents as a file writes them. */
const units = (cents: number | null) => (cents === null ? '' : String(Math.round(cents * 1_000) / 100_000));

test('a manager sees what a day cost and why, beside the day before', async ({ page, costs }) => {
  await page.goto(`${costs.path}&compare=previous`);
  await expect(page.getByTestId('shown-day')).toHaveText(`Riverside warehouse, ${formatDay(costs.yesterday)}`);
  const before = formatDay(addDays(costs.yesterday, -1));
  await expect(
    page.getByText(`${formatDay(costs.yesterday)}, compared with ${before} (the days before).`),
  ).toBeVisible();
  // Sal 110.50, Una 20.00, Two 26.00; the day before only Una.
  await expect(tile(page, 'Labour')).toContainText('$156.50');
  await expect(tile(page, 'Labour')).toContainText('+682.5% from $20.00');
  await expect(tile(page, 'Labour')).toContainText('11:30 paid hours of 4 people');
  await expect(tile(page, 'Labour per finished item')).toContainText('$1.423'); // 156.50 / 110
  await expect(tile(page, 'Labour per finished item')).toContainText('– from –');
  await expect(tile(page, 'Active share')).toContainText('72.7%'); // 8 of 11 hours
  await expect(tile(page, 'Active share')).toContainText('Efficient');
  await expect(tile(page, 'Active share')).toContainText('+72.7 points from 0.0%');
  await expect(tile(page, 'Waiting and gaps')).toContainText('$46.00'); // 26.00 of Sal, 20.00 of Una
  await expect(tile(page, 'On the default rate')).toContainText('2 of 4');
  await expect(tile(page, 'On the default rate')).toContainText('$13.00 an hour is assumed. Their labour: $26.00.');

  const spent = page.getByRole('table', { name: 'What labour was spent on' });
  await expect(spent.getByRole('row', { name: /^Active work/ })).toContainText('$104.00');
  await expect(spent.getByRole('row', { name: /^Waiting and gaps/ })).toContainText('$46.00');
  await expect(spent.getByRole('row', { name: /^Paid breaks/ })).toContainText('$6.50');
  await expect(spent.getByRole('row', { name: /^Labour/ })).toContainText('$156.50');

  const departments = page.getByRole('table', { name: 'Cost of the departments' });
  await expect(departments.getByRole('row', { name: /Heat Press/ })).toContainText('$110.50');
  await expect(departments.getByRole('row', { name: /Unassigned/ })).toContainText('$20.00');

  expect(await namesOf(page)).toEqual(['Sal Okafor', 'Two Ferreira', 'Una Brandt', FORMULA_NAME]);
  const est = people(page).getByRole('row', { name: /SUM/ });
  await expect(est).toContainText('1 d without clock');
  await expect(est.locator('[data-column=labour]')).toHaveText('–');
  await expect(people(page).getByRole('row', { name: /Una/ })).toContainText('No scans');
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
});

test('the first paint has the numbers without any script', async ({ browser, costs, payCookies, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await context.addCookies(payCookies);
  const page = await context.newPage();
  await page.goto(costs.path);
  await expect(page.getByText('$156.50').first()).toBeAttached();
  await expect(page.getByText('Sal Okafor').first()).toBeAttached();
  await context.close();
});

test('a row opens the person, a day its ins and outs, and back closes what was opened', async ({ page, costs }) => {
  await page.goto(costs.path);
  await people(page)
    .getByRole('row', { name: /Sal Okafor/ })
    .locator('[data-column=items]')
    .click();
  await expect(page).toHaveURL(new RegExp(`person=${costs.people.sal.employeeId}`));
  await expect(sheet(page)).toContainText('Sal Okafor');
  const byDepartment = sheet(page).getByRole('table', { name: 'Cost of the person by department' });
  await expect(byDepartment.getByRole('row', { name: /^Heat Press/ })).toContainText('$110.50');
  await expect(byDepartment.getByRole('row', { name: /^All/ })).toContainText('$0.276');
  await sheet(page)
    .getByRole('button', { name: formatDay(costs.yesterday) })
    .click();
  const cost = sheet(page).getByRole('region', { name: 'Cost of the day' });
  await expect(cost).toContainText('8:30 paid at $13.00 an hour');
  await expect(cost).toContainText('$110.50');
  const clock = sheet(page).getByRole('region', { name: 'In and out' });
  await expect(clock).toContainText('In 06:00 – 14:30');
  await expect(clock).toContainText('Paid break 10:00 – 10:30');
  await expect(clock).toContainText('8:30 there less 0:00 unpaid = 8:30 paid');
  await expect(cost.getByRole('link')).toHaveAttribute(
    'href',
    `/employees/${costs.people.sal.employeeId}?site=${costs.floor.site.code}&date=${costs.yesterday}`,
  );
  const link = page.url();
  await page.goBack();
  await expect(sheet(page)).toBeHidden();
  await page.goto(link);
  await expect(sheet(page).getByRole('region', { name: 'In and out' })).toContainText('In 06:00 – 14:30');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/person=|day=/);
});

test('range, comparison and filters are in the URL, and back takes them away', async ({ page, costs }) => {
  await page.goto(costs.path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByLabel('Compare').selectOption('weekday');
  await expect(page).toHaveURL(/compare=weekday/);
  await expect(tile(page, 'Labour')).toContainText('– from $0.00');
  await tile(page, 'On the default rate').getByRole('button', { name: 'Show them' }).click();
  await expect(page).toHaveURL(/rates=default/);
  await expect.poll(() => namesOf(page)).toEqual(['Two Ferreira', FORMULA_NAME]);
  await page.goBack();
  await expect.poll(() => namesOf(page)).toHaveLength(4);
  await page.getByRole('table', { name: 'Cost of the departments' }).getByRole('button', { name: 'Packing' }).click();
  await expect(page).toHaveURL(/department=Packing/);
  await expect.poll(() => namesOf(page)).toEqual(['Two Ferreira', FORMULA_NAME]);
  await expect(people(page).getByRole('row', { name: /Two/ }).locator('[data-column=part]')).toHaveText('$13.00');
  await page.goBack();
  await expect.poll(() => namesOf(page)).toHaveLength(4);
  await page.goBack();
  await expect(page).not.toHaveURL(/compare=/);
  await expect(tile(page, 'Labour')).not.toContainText('from');
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect(tile(page, 'Labour')).toContainText('$20.00');
  await page.goBack();
  await expect(tile(page, 'Labour')).toContainText('$156.50');
  await people(page).getByRole('button', { name: 'Waiting' }).click();
  await expect(page).toHaveURL(/sort=waiting\.desc/);
  await expect.poll(async () => (await namesOf(page))[1]).toBe('Una Brandt');
  await page.getByLabel('Search people').fill('nobody of this name');
  await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everybody' }).click();
  await expect.poll(() => namesOf(page)).toHaveLength(4);
});

test('the files hold what the API answers, exactly the rows of the filter', async ({ page, costs }) => {
  const { site } = costs.floor;
  await page.goto(costs.path);
  const answer = costAnalysis.parse(await (await page.request.get(costs.api)).json());
  const file = await download(page, () => page.getByLabel('Download as CSV: People').click());
  expect(file.suggestedFilename()).toBe(`cost-people-${site.code}-${costs.yesterday}.csv`);
  const lines = await csvOf(file);
  expect(lines.map((line) => [line.name, line.labour, line.cost_per_item, line.waiting_and_gaps])).toEqual(
    answer.people.map((one) => [
      one.name.startsWith('=') ? `'${one.name}` : one.name,
      units(one.labourCents),
      units(one.costPerItemCents),
      units(one.idleCents),
    ]),
  );

  await page.getByLabel('Rates').selectOption('default');
  await people(page).getByRole('button', { name: 'Person' }).click();
  await expect.poll(() => namesOf(page)).toEqual([FORMULA_NAME, 'Two Ferreira']);
  const filtered = await csvOf(await download(page, () => page.getByLabel('Download as CSV: People').click()));
  expect(filtered.map((line) => line.name)).toEqual([`'${FORMULA_NAME}`, 'Two Ferreira']);

  const departments = await csvOf(await download(page, () => page.getByLabel('Download as CSV: Departments').click()));
  expect(departments.map((line) => [line.department, line.labour])).toEqual(
    answer.departments.map((one) => [one.department ?? 'unassigned', units(one.labourCents)]),
  );
  const days = await csvOf(await download(page, () => page.getByLabel('Download as CSV: Cost by day').click()));
  expect(days.map((line) => [line.from, line.labour, line.finished_items])).toEqual(
    answer.periods.rows.map((row) => [row.from, units(row.labourCents), String(row.finishedItems)]),
  );

  const excel = await download(page, () => page.getByRole('link', { name: 'Excel' }).click());
  expect(excel.suggestedFilename()).toBe(`cost-${site.code}-${costs.yesterday}.xlsx`);
  const sheets = await readWorkbook(await readFile(await excel.path()));
  const [header = [], ...rows] = sheets.find((one) => one.sheet === 'People')?.data ?? [];
  const column = (label: string) => rows.map((row) => row[header.indexOf(label)]);
  const shown = [FORMULA_NAME, 'Two Ferreira'].map((name) => answer.people.find((one) => one.name === name));
  expect(column('Name')).toEqual(shown.map((one) => one?.name));
  expect(column('Labour')).toEqual(shown.map((one) => (one?.labourCents ?? Number.NaN) / 100));
  expect(column('Paid hours')).toEqual(shown.map((one) => (one?.paidSeconds ?? Number.NaN) / 3_600));
  const summary = new Map((sheets[0]?.data ?? []).map((row) => [row[0], row[1]]));
  expect(summary.get('Labour')).toBe(answer.totals.labourCents / 100);
  expect(summary.get('Labour per finished item')).toBe(Number(units(answer.totals.costPerFinishedItemCents)));

  const { employeeId } = costs.people.two;
  await page.goto(`${costs.path}&person=${employeeId}`);
  const own = await csvOf(
    await download(page, () => sheet(page).getByLabel('Download as CSV: Days of the person').click()),
  );
  const person = personCosts.parse(
    await (await page.request.get(costs.api.replace('cost-analysis', `cost-analysis/employees/${employeeId}`))).json(),
  );
  expect(own.map((line) => [line.date, line.hourly_rate, line.labour, line.default_rate])).toEqual(
    person.days.map((day) => [day.date, units(day.hourlyCents), units(day.labourCents), 'yes']),
  );
  expect(own).toHaveLength(1);
});

test.describe('without the pay right', () => {
  test.use({ allowedComplaints: [/status of 403/] });

  test('there is no tab, a page that says so, and no pay anywhere', async ({ page, context, costs, manager }) => {
    await context.clearCookies();
    await context.addCookies(manager.cookies);
    const { code } = costs.floor.site;
    await page.goto(`/leaderboard?site=${code}`);
    await expect(page.getByRole('navigation', { name: 'Pages' }).first()).toContainText('Team');
    await expect(page.getByRole('link', { name: 'Cost', exact: true })).toHaveCount(0);
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await expect(page).toHaveURL(/\/leaderboard/);

    await page.goto(costs.path);
    await expect(page).toHaveURL(/\/no-access\?right=pay/);
    await expect(page.getByRole('heading', { name: 'You do not have the pay right' })).toBeVisible();
    const employee = `/api/dashboard/cost-analysis/employees/${costs.people.sal.employeeId}?site=${code}`;
    for (const address of [costs.api, costs.api.replace('analysis?', 'analysis/export?'), employee]) {
      const refused = await page.request.get(address);
      expect(refused.status()).toBe(403);
      expect(await refused.text()).not.toMatch(/cents|110\.5|11050/i);
    }
    for (const path of [costs.path, `/team?site=${code}`, `/leaderboard?site=${code}&date=${costs.yesterday}`]) {
      const html = await (await page.request.get(path)).text();
      expect(html).not.toMatch(/Cents|labour|\$\d[\d,]*\.\d\d|110\.50|11050/);
    }
  });
});

test('an empty site says what to do', async ({ page, context, emptyFloor, payCookies }) => {
  await context.clearCookies();
  await context.addCookies(payCookies);
  await page.goto(`/costs?site=${emptyFloor.floor.site.code}`);
  await expect(page.getByRole('heading', { name: 'Nothing recorded' })).toBeVisible();
  await page.getByRole('button', { name: 'Show the last 28 days' }).click();
  await expect(page).toHaveURL(/from=/);
  await expect(page.getByText(/NaN|Infinity|undefined|\$0/)).toHaveCount(0);
});

test('a change of today appears by itself', async ({ page, database, context, payCookies }) => {
  await context.addCookies(payCookies);
  const own = await newPaidFloor(database);
  await page.goto(`/costs?site=${own.floor.site.code}`);
  await expect(page.getByText('Today is live: it counts so far and grows.')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const row = people(page).getByRole('row', { name: /Two Ferreira/ });
  await expect(row.locator('[data-column=items]')).toHaveText('155');
  const now = currentInstant();
  await own.floor.scan(own.people.two, 'Packing', 45, now - 20, now - 5);
  await own.rescoreToday(own.people.two.employeeId);
  await expect(row.locator('[data-column=items]')).toHaveText('200');
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('it says what failed, keeps the last good numbers, and trying again works', async ({ page, costs }) => {
    await page.goto(`${costs.path.replace(`to=${costs.yesterday}`, `to=${costs.today}`)}`);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.route('**/api/dashboard/cost-analysis?*', (route) => route.abort());
    await costs.rescoreToday(costs.people.two.employeeId);
    await expect(page.getByText(/These are the last good numbers, \d+ s old/)).toBeVisible();
    expect(await namesOf(page)).toHaveLength(4);
    await page.getByRole('button', { name: 'Earlier' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The cost could not be loaded' });
    await expect(alert).toBeVisible();
    await expect(people(page)).toHaveCount(0);
    await page.unroute('**/api/dashboard/cost-analysis?*');
    await tryAgain(alert);
    await expect.poll(() => namesOf(page)).toEqual(['Una Brandt']);
  });

  test('a person who cannot be loaded says so inside the sheet', async ({ page, costs }) => {
    await page.route('**/api/dashboard/cost-analysis/employees/*', (route) => route.abort());
    await page.goto(costs.path);
    await people(page).getByRole('button', { name: 'Sal Okafor' }).click();
    await expect(sheet(page).getByRole('alert')).toContainText('The cost of this person could not be loaded');
    await page.unroute('**/api/dashboard/cost-analysis/employees/*');
    await tryAgain(sheet(page));
    await expect(sheet(page)).toContainText('$110.50');
  });
});

test('everything can be done with the keyboard', async ({ page, costs }) => {
  await page.goto(costs.path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search people')).toBeFocused();
  await page.keyboard.type('sal');
  await expect.poll(() => namesOf(page)).toEqual(['Sal Okafor']);
  await page.getByRole('button', { name: 'Sal Okafor' }).focus();
  await page.keyboard.press('Enter');
  await expect(sheet(page)).toContainText('$110.50');
  const day = sheet(page).getByRole('button', { name: formatDay(costs.yesterday) });
  await expect(day).toHaveAttribute('aria-expanded', 'false');
  // A sheet takes the focus a moment after it is drawn.
  await expect(page.locator('[role=dialog]:focus, [role=dialog] :focus')).toHaveCount(1);
  await day.focus();
  await page.keyboard.press('Enter');
  await expect(sheet(page)).toContainText('In 06:00 – 14:30');
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Sal Okafor' })).toBeFocused();
  await page.getByRole('button', { name: 'Table' }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: /Labour per finished item, by day/ })).toContainText('$1.423');
});

test("nothing serious stands in anybody's way, in any colours", async ({ page, costs }) => {
  await page.goto(`${costs.path}&compare=previous`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  await people(page).getByRole('button', { name: 'Sal Okafor' }).click();
  await sheet(page)
    .getByRole('button', { name: formatDay(costs.yesterday) })
    .click();
  await expect(sheet(page)).toContainText('In 06:00 – 14:30');
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
});

test('works at 360 px, with targets for thumbs', async ({ page, costs }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${costs.path}&compare=previous`);
  await expect(page.locator('figure svg').first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const small = () =>
    page
      .locator('main :is(button, a, select, input):visible, [role=dialog] :is(button, a):visible')
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.closest('thead') === null)
          .map((element) => ({ box: element.getBoundingClientRect(), label: element.textContent }))
          .filter(({ box }) => box.height < 44)
          .map(({ box, label }) => `${label} ${box.height}`),
      );
  expect(await small()).toEqual([]);
  await people(page).getByRole('button', { name: 'Sal Okafor' }).click();
  await sheet(page)
    .getByRole('button', { name: formatDay(costs.yesterday) })
    .click();
  await expect(sheet(page)).toContainText('In 06:00 – 14:30');
  expect(await small()).toEqual([]);
  expect(await sheet(page).evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});
