import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { teamCapacity, teamComparison, teamHealth, teamTrends } from '@/lib/domain/team/schema';
import { addDays } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatDays, formatShortDay } from '@/lib/platform/time/format';
import { newPaidFloor, type PaidFloor } from './support/paid-floor';
import { seriousProblemsInAnyColours } from './support/serious-problems';
import { test as base, expect } from './support/test';
import { tryAgain } from './support/try-again';

type Team = PaidFloor & { code: string; range: string; path: string };

/** The floor of the cost tests, seen over the day before yesterday to today. */
const test = base.extend<{ team: Team }, { paidFloor: PaidFloor }>({
  paidFloor: [async ({ database }, use) => use(await newPaidFloor(database)), { scope: 'worker' }],
  team: async ({ paidFloor, manager, context }, use) => {
    await context.addCookies(manager.cookies);
    const { code } = paidFloor.floor.site;
    const range = `from=${addDays(paidFloor.today, -2)}&to=${paidFloor.today}`;
    await use({ ...paidFloor, code, range, path: `/team?site=${code}&${range}` });
  },
});

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const table = (page: Page, name: string) => page.getByRole('table', { name });
const text = (value: number | string | null) => (value === null ? '' : String(value));

async function csvOf(page: Page, of: string): Promise<{ name: string; lines: Record<string, string>[] }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByLabel(`Download as CSV: ${of}`, { exact: true }).click(),
  ]);
  const lines: Record<string, string>[] = parse(await readFile(await file.path(), 'utf8'), {
    bom: true,
    columns: true,
  });
  return { name: file.suggestedFilename(), lines };
}

test('the health score is taken apart so that it can be added up again', async ({ page, team }) => {
  await page.goto(team.path);
  const health = region(page, 'Health score');
  const parts = health.getByRole('table', { name: 'Parts of the health score' });
  const shown = await parts.locator('tbody tr').evaluateAll((rows) =>
    rows.slice(1).map((row) => ({
      name: row.querySelector('th span')?.textContent,
      takes: row.querySelector('td:last-child')?.textContent ?? '',
      isLeftOut: (row.textContent ?? '').includes('left out'),
    })),
  );
  expect(shown.map((one) => one.name)).toEqual([
    'Attendance',
    'Efficiency against target',
    'Departments critical now',
    'Active share',
  ]);
  const taken = shown.reduce((sum, { takes }) => sum + (takes === '–' ? 0 : Number(takes.replace('−', ''))), 0);
  const score = Number(await health.locator('strong').textContent());
  expect(Math.round((100 - taken) * 100)).toBe(Math.round(score * 100));
  // Nobody was here on this weekday of the last four weeks.
  expect(shown[0]).toMatchObject({ takes: '–', isLeftOut: true });
  const answer = teamHealth.parse(
    await (await page.request.get(`/api/team-metrics/health-score?site=${team.code}`)).json(),
  );
  expect(answer.parts.map((part) => part.isLeftOut)).toEqual(shown.map((one) => one.isLeftOut));

  const attendance = region(page, 'Attendance');
  await expect(attendance).toContainText('1 of – expected');
  await expect(attendance).toContainText(/There is no \w+day of the last 4 weeks to compare with\./);
  await expect(region(page, 'Bottlenecks')).toContainText('of 24 h');
});

test('attendance says who came, who was expected, and from how many days', async ({
  page,
  database,
  context,
  manager,
}) => {
  await context.addCookies(manager.cookies);
  const own = await newPaidFloor(database);
  const week = addDays(own.today, -7);
  const start = own.floor.at(week, '00:00');
  const { sal, una } = own.people;
  for (const person of [sal, una]) await own.floor.punch(person, start + 1, start + 3_600);
  await own.floor.score([sal.employeeId, una.employeeId], [week], currentInstant());
  await page.goto(`/team?site=${own.floor.site.code}`);
  const attendance = region(page, 'Attendance');
  await expect(attendance).toContainText('1 of 2 expected');
  await expect(attendance).toContainText('50.0%');
  await expect(attendance).toContainText(/on the one of the last 4 \w+days on which anybody came/);
  // 0.5 for each of the 40 points below 90.
  await expect(region(page, 'Health score').getByRole('row', { name: /^Attendance/ })).toContainText('−20');
});

test('a range stands beside another, both named, in the URL', async ({ page, team }) => {
  await page.goto(team.path);
  const range = { from: addDays(team.today, -2), to: team.today };
  const previous = { from: addDays(team.today, -5), to: addDays(team.today, -3) };
  const week = { from: addDays(team.today, -9), to: addDays(team.today, -7) };
  await expect(page.getByRole('heading', { name: formatDays(range.from, range.to) })).toBeVisible();
  await expect(page.getByText('Today is live: it counts so far and grows.')).toBeVisible();
  await expect(region(page, 'Finished items')).toContainText('115');
  await expect(region(page, 'Finished items')).toContainText('The daily goal was reached on 1 of 3 days.');
  await expect(region(page, 'Finished items')).not.toContainText('from');
  await page.getByLabel('Compare').selectOption('weekday');
  await expect(page).toHaveURL(/compare=weekday/);
  await expect(page.getByText(`Compared with ${formatDays(week.from, week.to)}, a week earlier.`)).toBeVisible();
  await expect(region(page, 'Finished items')).toContainText('– from 0');
  await expect(region(page, 'Departments')).toContainText(`that of ${formatDays(week.from, week.to)}, a week earlier`);
  await page.goBack();
  await expect(page).not.toHaveURL(/compare=/);
  await expect(region(page, 'Departments')).toContainText(
    `that of ${formatDays(previous.from, previous.to)}, the days before`,
  );

  // The day before yesterday nothing was scanned: yesterday alone is beside nothing made.
  await page.goto(`/team?site=${team.code}&from=${team.yesterday}&to=${team.yesterday}&compare=previous`);
  await expect(region(page, 'Clocked hours')).toContainText('+1,000.0% from 1:00'); // 11 h
  await expect(region(page, 'Active share')).toContainText('+72.7 points from 0.0%');
  await expect(region(page, 'Efficiency against target')).toContainText(/\d+\.\d%/);
});

test('the trend shows the figure that was chosen, also as a table', async ({ page, team }) => {
  await page.goto(team.path);
  await expect(page.locator('figure svg').first()).toBeVisible();
  const trend = region(page, 'Trend');
  await trend.getByRole('button', { name: 'Table' }).click();
  const finished = table(page, 'Finished items, day by day');
  await expect(finished.getByRole('row', { name: formatShortDay(team.yesterday) })).toContainText('110');
  await trend.getByRole('button', { name: 'Active share' }).click();
  await expect(page).toHaveURL(/metric=utilization/);
  const utilization = table(page, 'Active share, day by day');
  await expect(utilization.getByRole('row', { name: formatShortDay(team.yesterday) })).toContainText('72.7%');
  await page.reload();
  await expect(trend.getByRole('button', { name: 'Active share' })).toHaveAttribute('aria-pressed', 'true');
  await expect(table(page, 'The days of the range').getByRole('row')).toHaveCount(4);
});

test('every table is a file that holds what the API answers', async ({ page, team }) => {
  await page.goto(team.path);
  const read = async (path: string) => (await page.request.get(path)).json();
  const trends = teamTrends.parse(await read(`/api/team-metrics/trends?site=${team.code}&${team.range}`));
  const days = await csvOf(page, 'Days');
  expect(days.name).toBe(`team-days-${team.code}-${addDays(team.today, -2)}-to-${team.today}.csv`);
  expect(days.lines.map((one) => [one.date, one.items, one.finished_items, one.goal_percent])).toEqual(
    trends.days.map((day) => [day.date, text(day.items), text(day.finishedItems), text(day.goalPercent)]),
  );
  const comparison = teamComparison.parse(await read(`/api/team-metrics/comparison?site=${team.code}&${team.range}`));
  const departments = await csvOf(page, 'Departments');
  expect(departments.lines.map((one) => [one.department, one.items, one.compared_items])).toEqual(
    comparison.departments.map((one) => [one.department, text(one.now.items), text(one.before.items)]),
  );
  const capacity = teamCapacity.parse(await read(`/api/team-metrics/capacity?site=${team.code}`));
  expect((await csvOf(page, 'Capacity')).lines.map((one) => [one.department, one.items, one.state])).toEqual(
    capacity.departments.map((one) => [one.department, text(one.items), text(one.state)]),
  );
  expect((await csvOf(page, 'Bottlenecks')).lines).toHaveLength(5);
  expect((await csvOf(page, 'Health score')).lines.at(-1)).toMatchObject({ term: 'score' });
});

test('capacity says how far the last day is used; a day leads to who worked on it', async ({ page, team }) => {
  await page.goto(`/team?site=${team.code}&from=${team.yesterday}&to=${team.yesterday}`);
  const capacity = table(page, 'Capacity of the departments');
  // Heat Press: 400 items in 8 hours at 40 an hour; Picking: 100 in one hour at 200.
  await expect(capacity.getByRole('row', { name: /Heat Press/ })).toContainText('125.0%');
  await expect(capacity.getByRole('row', { name: /Heat Press/ })).toContainText('Near its limit');
  await expect(capacity.getByRole('row', { name: /Picking/ })).toContainText('50.0%');
  await expect(capacity.getByRole('row', { name: /Picking/ })).toContainText('Under-used');
  await expect(capacity.getByRole('row', { name: /Labeling/ })).toContainText('–');
  await page.getByRole('link', { name: /\d{4}$/ }).click();
  await expect(page).toHaveURL(new RegExp(`/leaderboard\\?site=${team.code}&date=${team.yesterday}`));
  await expect(page.getByText('Sal Okafor')).toBeVisible();
});

test('an empty site says what to do, and shows no invented figure', async ({ page, emptyFloor }) => {
  await page.goto(`/team?site=${emptyFloor.floor.site.code}`);
  await expect(page.getByRole('heading', { name: 'Nothing recorded' })).toBeVisible();
  await expect(region(page, 'Health score')).toContainText('left out: nobody has clocked time today');
  await expect(region(page, 'Health score')).toContainText('–Nothing to judge yet');
  await expect(region(page, 'Attendance')).toContainText('0 of – expected');
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('one part says what failed while the others go on, and the last good numbers stay', async ({ page, team }) => {
    await page.goto(team.path);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.route('**/api/team-metrics/trends?*', (route) => route.abort());
    await team.rescoreToday(team.people.two.employeeId);
    await expect(page.getByText(/These are the last good numbers, \d+ s old/)).toBeVisible();
    await expect(region(page, 'Finished items')).toContainText('115');
    await page.getByRole('button', { name: 'Earlier' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The trends could not be loaded' });
    await expect(alert).toBeVisible();
    await expect(region(page, 'Health score')).toBeVisible();
    await page.unroute('**/api/team-metrics/trends?*');
    await tryAgain(alert);
    await expect(page.getByRole('heading', { name: 'Nothing recorded' })).toBeVisible();
  });
});

test('the main task can be done with the keyboard', async ({ page, team }) => {
  await page.goto(`/leaderboard?site=${team.code}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/\/team/);
  await region(page, 'Trend').getByRole('button', { name: 'Items', exact: true }).focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/metric=items/);
  await page.getByRole('button', { name: 'Use' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/capacity=use\.desc/);
  await expect(page.getByRole('columnheader', { name: 'Use' })).toHaveAttribute('aria-sort', 'descending');
});

test("nothing serious stands in anybody's way, in any colours", async ({ page, team }) => {
  await page.goto(`${team.path}&compare=previous`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
});

test('works at 360 px, with targets for thumbs', async ({ page, team }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${team.path}&compare=previous`);
  await expect(page.locator('figure svg').first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const small = await page.locator('main :is(button, a, select, input):visible').evaluateAll((elements) =>
    elements
      .filter((element) => element.closest('thead') === null)
      .map((element) => ({ box: element.getBoundingClientRect(), label: element.textContent }))
      .filter(({ box }) => box.height < 44)
      .map(({ box, label }) => `${label} ${box.height}`),
  );
  expect(small).toEqual([]);
});
