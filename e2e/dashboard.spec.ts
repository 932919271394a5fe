import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { dayPeople } from '@/lib/domain/dashboard/schema';
import { departmentStats } from '@/lib/domain/departments/schema';
import { pace } from '@/lib/domain/pace/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatClock, formatDay, formatHours } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { announce, expect } from './support/test';
import { liveMark, test, tile } from './support/working-day';

async function answer<T>(page: Page, path: string, schema: { parse(value: unknown): T }): Promise<T> {
  return schema.parse(await (await page.request.get(path)).json());
}

test('a manager sees in ten seconds how the floor stands', async ({ page, day }) => {
  await page.goto(day.path);
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await expect(tile(page, 'people')).toContainText('On the clock now2');
  await expect(tile(page, 'people')).toContainText('4 people today, 3 with scans');
  await expect(tile(page, 'finished')).toContainText('260');
  await expect(tile(page, 'finished')).toContainText(/\+30% vs yesterday at 1[45]:\d\d \(200\)/);
  await expect(tile(page, 'finished')).toContainText('of which unmapped 20');
  await expect(tile(page, 'pace')).toContainText('65%');
  const code = `site=${day.floor.site.code}`;
  const told = await answer(page, `/api/dashboard/pace?${code}`, pace);
  expect(told).toMatchObject({ finishedItems: 260, goalItems: 400, targetDays: 1, lastWeek: { finishedItems: 100 } });
  await expect(tile(page, 'pace')).toContainText(/\d+ (behind|ahead of) the target line/);
  const departments = await answer(page, `/api/dashboard/departments/stats?${code}`, departmentStats);
  await expect(tile(page, 'efficiency')).toContainText(`${formatNumber(departments.siteEfficiencyPercent, 1)}%`);
  const { rows } = await answer(page, `/api/dashboard/people?${code}`, dayPeople);
  const clocked = rows.reduce((sum, row) => sum + row.clockedSeconds, 0);
  await expect(tile(page, 'clocked')).toContainText(formatHours(clocked));
  await expect(tile(page, 'alerts')).toContainText('1 critical');

  const attention = page.getByRole('region', { name: 'Needs attention' });
  await expect(attention.getByRole('link', { name: /Amara Okafor.*No scans at Packing for \d+ min/ })).toHaveAttribute(
    'href',
    `/employees/${day.people.amara.employeeId}?${code}`,
  );
  await expect(attention.getByRole('button', { name: /1 shift without a scan/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Departments' }).getByRole('link', { name: /Packing/ })).toContainText(
    'of which unmapped 20 items',
  );
  const leaders = page.getByRole('region', { name: 'Top of the leaderboard' }).getByRole('listitem');
  await expect(leaders.first()).toContainText('Amara Okafor');
  await expect(leaders).toHaveCount(4);

  const feed = page.getByRole('region', { name: 'Time clock' }).getByRole('listitem');
  const zone = day.floor.site.timeZone;
  const clock = (time: string) => formatClock(day.at(time), zone);
  await expect(feed).toHaveText([
    `${clock('13:40')}José Ferreirabegan a break`,
    `${clock('13:00')}Bela Lindqvistclocked out`,
    `${clock('10:45')}Amara Okaforback from a break`,
    `${clock('10:15')}Amara Okaforbegan a break`,
    `${clock('09:00')}Dee Novakclocked out`,
    `${clock('08:00')}José Ferreiraclocked in`,
    `${clock('07:00')}Dee Novakclocked in`,
    `${clock('06:00')}Amara Okaforclocked in`,
    `${clock('06:00')}Bela Lindqvistclocked in`,
  ]);
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
});

test('the first paint has the numbers without any script', async ({ browser, day, manager, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await context.addCookies(manager.cookies);
  const page = await context.newPage();
  await page.goto(day.path);
  await expect(tile(page, 'finished')).toContainText('260');
  await expect(page.getByText('José Ferreira').first()).toBeAttached();
  await context.close();
});

test('nothing moves while the page comes', async ({ page, day }) => {
  await page.goto(day.path);
  await expect(liveMark(page)).toBeVisible();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  const shifted = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += Number(Reflect.get(entry, 'value'));
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 500);
      }),
  );
  expect(shifted).toBeLessThan(0.02);
});

test('the chart shows what the read answers, as a table too', async ({ page, day }) => {
  await page.goto(day.path);
  const panel = page.getByRole('region', { name: 'Pace of the day' });
  await expect(panel.getByText(/The target line spreads the goal of 400/)).toBeVisible();
  await panel.getByRole('button', { name: 'Table' }).click();
  const row = panel.getByRole('row', { name: /^10:00/ });
  const told = await answer(page, `/api/dashboard/pace?site=${day.floor.site.code}`, pace);
  const point = told.points.find((one) => fromIsoInstant(one.at) === day.at('10:00'));
  // 4 x 30 and the 20 of nobody; 400 x 4 of 12 hours; 100 at 8:00
  expect(point).toMatchObject({ items: 140, target: 133, lastWeek: 100 });
  await expect(row.getByRole('cell')).toHaveText(['100', '133', '140']);
  await expect(panel.getByRole('row', { name: /^17:00/ }).getByRole('cell')).toHaveText(['100', '367', '–']);
});

test('each figure opens who it is, and what it adds up from', async ({ page, day }) => {
  await page.goto(day.path);
  await expect(liveMark(page)).toBeVisible();
  const code = `site=${day.floor.site.code}`;
  const dialog = page.getByRole('dialog');
  const amara = { name: 'Amara Okafor', href: `/employees/${day.people.amara.employeeId}?${code}` };

  await tile(page, 'people').click();
  await expect(page).toHaveURL(/show=people/);
  await expect(dialog.getByRole('table').getByRole('row')).toHaveCount(3);
  await expect(dialog.getByRole('row', { name: /José Ferreira/ })).toContainText('on a break since 13:40');
  await expect(dialog.getByRole('link', { name: amara.name })).toHaveAttribute('href', amara.href);
  await dialog.getByRole('button', { name: 'Everybody today' }).click();
  await expect(dialog.getByRole('row', { name: /Bela Lindqvist/ })).toContainText('06:00 to 13:00');
  await expect(dialog.getByRole('row', { name: /Amara Okafor/ })).toContainText('06:00 to now');
  await page.goBack();
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/show=/);

  await tile(page, 'finished').click();
  await expect(dialog.getByRole('row')).toHaveText([
    /^Name/,
    /^Amara OkaforPacking240240/,
    /^All, with 20 unmapped260/,
  ]);
  await expect(dialog.getByRole('link', { name: amara.name })).toHaveAttribute('href', amara.href);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(tile(page, 'finished')).toBeFocused();

  await tile(page, 'pace').click();
  await expect(dialog.getByText('Daily goal')).toBeVisible();
  await expect(dialog.getByText('65% of the goal')).toBeVisible();
  await page.keyboard.press('Escape');

  await tile(page, 'efficiency').click();
  const shownTotal = await dialog.getByRole('row', { name: /^Site/ }).getByRole('cell').last().textContent();
  await expect(tile(page, 'efficiency')).toContainText(shownTotal ?? 'no total');
  await page.keyboard.press('Escape');

  await tile(page, 'clocked').click();
  const total = await dialog.getByRole('row', { name: /^All/ }).getByRole('cell').last().textContent();
  await expect(tile(page, 'clocked')).toContainText(total ?? 'no total');
  await expect(dialog.getByRole('row', { name: /Dee Novak/ })).toContainText('07:0009:00–2:00');
  await page.keyboard.press('Escape');

  await tile(page, 'alerts').click();
  await expect(dialog.getByRole('link', { name: /Amara Okafor: No scans at Packing/ })).toHaveAttribute(
    'href',
    amara.href,
  );
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /1 shift without a scan/ }).click();
  await expect(dialog.getByRole('row', { name: /Shift without a scan/ }).getByRole('link')).toHaveAttribute(
    'href',
    `/employees/${day.people.dee.employeeId}?${code}&date=${day.today}`,
  );
});

test('a link to a figure opens it, and the keyboard is enough', async ({ page, day }) => {
  await page.goto(`${day.path}&show=clocked`);
  await expect(page.getByRole('dialog', { name: /Clocked hours/ }).getByRole('row', { name: /Amara/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await tile(page, 'people').focus();
  await page.keyboard.press('Tab');
  await expect(tile(page, 'finished')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /Finished items/ }).getByRole('row', { name: /Amara/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(tile(page, 'finished')).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/leaderboard\?site=/);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/\/\?site=/);
  await expect(tile(page, 'finished')).toContainText('260');
});

test('another day has its own figures and no present', async ({ page, day }) => {
  await page.goto(day.path);
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect(page).toHaveURL(new RegExp(`date=${day.yesterday}`));
  await expect(tile(page, 'people')).toContainText('People1');
  await expect(tile(page, 'finished')).toContainText('200');
  await expect(tile(page, 'pace')).toContainText('200 short of the goal');
  await expect(tile(page, 'issues')).toContainText('Open data issues0');
  await expect(page.getByRole('list', { name: 'The day in figures' }).getByText(/\bnow\b/i)).toHaveCount(0);
  await expect(page.getByRole('region').getByText(/\bnow\b/i)).toHaveCount(0);
  await tile(page, 'people').click();
  await expect(page.getByRole('dialog').getByRole('row', { name: /Amara Okafor/ })).toContainText('06:00 to 14:00');
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Amara Okafor' })).toHaveAttribute(
    'href',
    new RegExp(`date=${day.yesterday}`),
  );
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/show=/); // a step that is to be taken back must have been taken
  const link = page.url();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect(page).not.toHaveURL(/date=/);
  await expect(tile(page, 'finished')).toContainText('260');
  await page.goto(link);
  await expect(page.getByTestId('shown-day')).toHaveText(`Riverside warehouse, ${formatDay(day.yesterday)}`);
  await expect(tile(page, 'finished')).toContainText('200');
});

test('a change is there by itself', async ({ page, day }) => {
  await page.goto(day.path);
  await expect(liveMark(page)).toBeVisible();
  await day.scene.scan(day.people.amara, 'Packing', 60, day.at('13:50'));
  await day.rescore();
  await announce(day.floor, day.today);
  await expect(tile(page, 'finished')).toContainText('320');
  await expect(tile(page, 'pace')).toContainText('80%');
});

test('the CSV holds the people behind the figure', async ({ page, day }) => {
  await page.goto(`${day.path}&show=clocked`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('link', { name: 'CSV' }).click(),
  ]);
  const { code } = day.floor.site;
  expect(download.suggestedFilename()).toBe(`clocked-${code}-${day.today}.csv`);
  const lines: Record<string, string>[] = parse(await readFile((await download.path()) ?? '', 'utf8'), {
    bom: true,
    columns: true,
  });
  const { rows } = await answer(page, `/api/dashboard/people?site=${code}`, dayPeople);
  expect(lines.map((line) => [line.name, line.clocked_seconds, line.finished_items, line.first_clock_in])).toEqual(
    rows
      .sort((a, b) => b.clockedSeconds - a.clockedSeconds)
      .map((row) => [row.name, String(row.clockedSeconds), String(row.finishedItems), row.firstClockIn]),
  );
  const punches = await page.request.get(`/api/dashboard/clock-times/export?site=${code}`);
  expect(punches.headers()['content-disposition']).toContain(`clock-times-${code}-${day.today}.csv`);
  const periods: Record<string, string>[] = parse(await punches.text(), { bom: true, columns: true });
  expect(periods.map(({ name, kind, is_open }) => `${name} ${kind} ${is_open}`)).toEqual([
    'Amara Okafor period yes',
    'Amara Okafor unpaid break no',
    'Bela Lindqvist period no',
    'Dee Novak period no',
    'José Ferreira period yes',
    'José Ferreira unpaid break yes',
  ]);
});

test('an empty site says what is missing and why', async ({ page, emptyFloor }) => {
  await page.goto(`/?site=${emptyFloor.floor.site.code}`);
  await expect(tile(page, 'people')).toContainText('On the clock now0');
  await expect(tile(page, 'pace')).toContainText('–No daily goal is set');
  await expect(tile(page, 'efficiency')).toContainText('–');
  await expect(page.getByText('No finished items yet today.')).toBeVisible();
  await expect(page.getByText('No daily goal is set, so there is no target line.')).toBeVisible();
  await expect(page.getByText('Nothing needs attention now.')).toBeVisible();
  await expect(page.getByText('Nobody has started yet today.')).toBeVisible();
  await expect(page.getByText('Nobody has clocked in yet today.')).toBeVisible();
  await tile(page, 'people').click();
  await expect(page.getByText('Nobody is on the clock now.')).toBeVisible();
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
});
