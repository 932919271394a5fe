import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { piecesOf, prepareTimeline } from '@/lib/domain/employees/prepare-timeline';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatDay } from '@/lib/platform/time/format';
import { apiDay, busyDay, live, newPeopleFloor, test } from './support/people';
import { announce, expect } from './support/test';

const numberIn = (text: string) => Number(text.replaceAll(',', '').replace(/[^\d.]/g, ''));
const secondsIn = (text: string) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
const textOf = async (cell: Locator) => (await cell.textContent()) ?? '';

test('the sums on the page add up, and to the stored score exactly', async ({ page, people }) => {
  const wren = await busyDay(people);
  await page.goto(people.path(wren.employeeId, people.yesterday));
  const { stored } = await apiDay(page, people, wren, people.yesterday);
  if (stored === null) throw new Error('The day has no score.');

  const roles = page.getByRole('table', { name: 'Points by role' });
  let [items, thousandths] = [0, 0];
  for (const row of await roles.locator('tr[data-role]').all()) {
    const cell = (name: string) => row.locator(`[data-cell=${name}]`);
    const own = numberIn(await textOf(cell('items')));
    const points = Math.round(numberIn(await textOf(cell('points'))) * 1000);
    expect(Math.round(own * numberIn(await textOf(cell('multiplier'))) * 1000)).toBe(points);
    items += own;
    thousandths += points;
  }
  const sum = roles.locator('[data-sum=points]');
  expect(numberIn(await textOf(sum.locator('[data-cell=items]')))).toBe(items);
  expect(Math.round(numberIn(await textOf(sum.locator('[data-cell=points]'))) * 1000)).toBe(thousandths);
  const rounded = numberIn(await textOf(page.locator('[data-sum=rounded] [data-cell=points]')));
  expect(rounded).toBe(Math.floor((thousandths + 5) / 10) / 100);
  expect([rounded, items]).toEqual([stored.points, stored.items]);

  const line = async (name: string) => secondsIn(await textOf(page.locator(`[data-line=${name}] [data-cell=value]`)));
  const idle = await page.getByRole('list', { name: 'Idle periods' }).locator('[data-cell=idle]').allTextContents();
  const idleSeconds = idle.reduce((total, text) => total + secondsIn(text), 0);
  expect(idle).toHaveLength(3);
  expect((await line('present')) - (await line('breaks'))).toBe(await line('clocked'));
  expect(await line('idle')).toBe(idleSeconds);
  expect((await line('clocked')) - idleSeconds).toBe(await line('active'));
  expect([await line('clocked'), await line('breaks'), await line('idle'), await line('active')]).toEqual([
    stored.clockedSeconds,
    stored.breakSeconds,
    stored.idleSeconds,
    stored.activeSeconds,
  ]);
  expect(await line('paid')).toBe(stored.paidSeconds);
  const efficiency = await textOf(page.locator('[data-line=efficiency]'));
  expect(efficiency).toContain(stored.efficiency?.toFixed(4));
  await expect(page.locator('[data-score-state=current]')).toContainText('add up to the stored score exactly');
  await expect(page.locator('[data-figure=Points]')).toContainText(stored.points.toFixed(2));
  await expect(page.getByText('3 items of a type that has no role yet')).toBeVisible();
});

test('the timeline tells every piece to the second, and an idle period leads to its place', async ({
  page,
  people,
}) => {
  const wren = await busyDay(people);
  await page.goto(people.path(wren.employeeId, people.yesterday));
  await live(page);
  const readout = page.getByRole('status', { name: 'Chosen piece' });
  await page.getByRole('list', { name: 'Idle periods' }).getByRole('button').nth(1).click();
  await expect(readout).toContainText('Idle, Heat Press');
  await expect(readout).toContainText('06:45:00 to 06:50:00');
  await expect(readout).toContainText(
    'No scans at Heat Press for 5 min after the allowance of 15 min, which ran from 06:30:00.',
  );
  await expect(page.locator('[data-piece="idle-1-0"]')).toBeFocused();
  await expect(page.locator('[data-piece="idle-1-0"]')).toBeInViewport();
  // The arrow keys walk along the lane and from lane to lane.
  await page.keyboard.press('ArrowLeft');
  await expect(readout).toContainText('Allowance of 15 min');
  await expect(readout).toContainText('06:30:00 to 06:45:00');
  await page.keyboard.press('Home');
  await expect(readout).toContainText('15 min');
  await expect(readout).toContainText('06:00:05 to 06:15:05');
  // The lane above at the same time, at last that of the day: past the break it is the break.
  for (let lane = 0; lane < 6; lane += 1) await page.keyboard.press('ArrowUp');
  await expect(readout).toContainText('08:00:00 to 08:20:30');
  await page.keyboard.press('End');
  await expect(readout).toContainText('Work off the clock, Packing');
  await expect(readout).toContainText('10:20:00 to 10:30:00');
  await page.keyboard.press('Escape');
  await expect(readout).toContainText('Point at a piece');
  // Pointing tells, without a click.
  await page.locator('[data-lane=breaks] button').hover();
  await expect(readout).toContainText('Paid break');
  await expect(readout).toContainText('08:00:00 to 08:20:30');
  // A tap beside a thin piece finds it.
  const width = () => page.getByTestId('timeline').evaluate((element) => element.scrollWidth);
  const before = await width();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(width).toBeGreaterThan(before * 1.8);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(width).toBe(before);
});

test('the table and the CSV have exactly the pieces of the timeline', async ({ page, people }) => {
  const wren = await busyDay(people);
  await page.goto(people.path(wren.employeeId, people.yesterday));
  const day = await apiDay(page, people, wren, people.yesterday);
  const timeline = prepareTimeline(day, { timeZone: people.floor.site.timeZone, now: currentInstant() });
  const pieces = piecesOf(timeline?.lanes ?? []);
  await expect(page.locator('[data-piece]')).toHaveCount(pieces.length);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the day as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(
    `person-${wren.employeeId}-day-${people.floor.site.code}-${people.yesterday}.csv`,
  );
  const lines: Record<string, string>[] = parse(await readFile((await download.path()) ?? '', 'utf8'), {
    bom: true,
    columns: true,
  });
  expect(lines.map((line) => [line.kind, Number(line.seconds)])).toEqual(
    pieces.map((piece) => [piece.kind, piece.end - piece.start]),
  );
  await page.getByRole('button', { name: 'Table' }).first().click();
  const table = page.getByRole('table', { name: 'Pieces of the timeline' });
  await expect(table.locator('tbody tr')).toHaveCount(pieces.length);
  await table.getByRole('button', { name: 'Length' }).click();
  await expect(page).toHaveURL(/pieces=length.desc/);
  const lengths = (await table.locator('[data-column=length]').allTextContents()).map(secondsIn);
  expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
});

test('clock times and scored days come as CSV too', async ({ page, people }) => {
  const wren = await busyDay(people);
  await page.goto(people.path(wren.employeeId, people.yesterday));
  const file = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
    return parse(await readFile((await download.path()) ?? '', 'utf8'), { bom: true, columns: true });
  };
  expect(await file('Download the clock times as CSV')).toMatchObject([
    { date: people.yesterday, kind: 'clock', seconds: '14415' },
    { date: people.yesterday, kind: 'paid break', seconds: '1230' },
  ]);
  const day = await apiDay(page, people, wren, people.yesterday);
  expect(await file('Download the trend as CSV')).toMatchObject([
    { date: people.yesterday, points: String(day.stored?.points), active_seconds: String(day.stored?.activeSeconds) },
  ]);
});

test('somebody who is here is shown up to now, and a scan is told of until it is scored', async ({ page, people }) => {
  const { floor, today } = people;
  const now = currentInstant();
  const kaja = await floor.person('Kaja Lindqvist');
  await floor.punch(kaja, now - 5400, null);
  await floor.scan(kaja, 'Packing', 10, now - 5000, now - 4400);
  await floor.score([kaja.employeeId], [today], now - 300);
  await page.goto(people.path(kaja.employeeId));
  await live(page);
  await expect(page.getByText(/^Clocked in since/)).toBeVisible();
  await expect(page.getByTestId('now-line')).toBeVisible();
  await expect(page.locator('[data-kind=unscored]')).toHaveAccessibleName(/^Not scored yet: .* to now/);
  await expect(page.locator('[data-lane=clock] button')).toHaveAccessibleName(/to now/);
  await expect(page.locator('[data-sum=rounded]')).toContainText('8.00');
  await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));

  await floor.scan(kaja, 'Packing', 5, now - 900, now - 600);
  await floor.request([kaja.employeeId], [today]);
  await announce(floor, today);
  const state = page.locator('[data-score-state]');
  await expect(state).toHaveAttribute('data-score-state', 'waiting');
  await expect(state).toContainText('Rescoring');
  const compared = page.getByRole('table', { name: 'Stored score and facts' });
  await expect(compared.getByRole('row', { name: /^Points/ })).toContainText('8.0012.00differs');
  await floor.score([kaja.employeeId], [today], currentInstant());
  await announce(floor, today);
  await expect(state).toHaveAttribute('data-score-state', 'current');
  await expect(page.locator('[data-figure=Points]')).toContainText('12.00');
  await expect(page.locator('[data-sum=rounded]')).toContainText('12.00');
  expect(await page.evaluate(() => Reflect.get(window, 'stillTheSamePage'))).toBe(true);
});

test('any day has an address, and the calendar, the days of the clock and the keys lead to days', async ({
  page,
  people,
}) => {
  const { yesterday } = people;
  const wren = await busyDay(people);
  await page.goto(people.path(wren.employeeId));
  await live(page);
  await expect(page.getByText('Neither clock times nor scans on')).toBeVisible();
  await expect(page.locator('[data-score-state=none]')).toBeVisible();
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect(page).toHaveURL(new RegExp(`date=${yesterday}`));
  await expect(page.locator('[data-sum=rounded]')).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/date=/);
  const cell = page.getByRole('link', { name: new RegExp(`^${formatDay(yesterday)}: worked, not final`) });
  await expect(cell).toHaveAttribute('data-state', 'open');
  await cell.click();
  await expect(page).toHaveURL(new RegExp(`date=${yesterday}`));
  await expect(page.locator('[data-sum=rounded]')).toBeVisible();
  await page.getByRole('button', { name: 'Go to today' }).click();
  await expect(page).not.toHaveURL(/date=/);
  await page
    .getByRole('region', { name: 'Clock times' })
    .getByRole('link', { name: formatDay(yesterday) })
    .click();
  await expect(page).toHaveURL(new RegExp(`date=${yesterday}`));
  await page.locator('main').focus();
  await page.keyboard.press(']');
  await expect(page).not.toHaveURL(/date=/);
  await page.keyboard.press('[');
  await expect(page).toHaveURL(new RegExp(`date=${yesterday}`));
  await page.getByRole('button', { name: 'Earlier weeks' }).click();
  await expect(page.getByRole('button', { name: 'Later weeks' })).toBeEnabled();
});

test('a night over midnight when the clocks change is drawn with its real hours', async ({
  page,
  database,
  manager,
  context,
}) => {
  await context.addCookies(manager.cookies);
  const people = await newPeopleFloor(database, 'America/Chicago');
  const { floor } = people;
  const night = '2024-11-02';
  const fay = await floor.person('Fay Example');
  await floor.punch(fay, floor.at(night, '22:00'), floor.at('2024-11-03', '06:00'));
  await floor.scan(fay, 'Picking', 100, floor.at('2024-11-03', '05:00'), floor.at('2024-11-03', '05:30'));
  await floor.score([fay.employeeId], [night], floor.at('2024-11-05', '00:00'));
  await page.goto(people.path(fay.employeeId, night));
  await expect(page.locator('[data-line=present]')).toContainText('9:00:00');
  const marks = await page.getByTestId('timeline').locator('[aria-hidden] span').allTextContents();
  expect(marks).toEqual([
    '22:00',
    '23:00',
    '00:00',
    '01:00',
    '01:00 clocks change',
    '02:00',
    '03:00',
    '04:00',
    '05:00',
    '06:00',
  ]);
});

test('the first paint has the sums without any script', async ({ browser, people, manager, baseURL }) => {
  const wren = await busyDay(people);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await context.addCookies(manager.cookies);
  const page = await context.newPage();
  await page.goto(people.path(wren.employeeId, people.yesterday));
  await expect(page.locator('[data-sum=rounded]')).toBeAttached();
  await expect(page.locator('[data-lane=day] button').first()).toBeAttached();
  await expect(page.getByRole('list', { name: 'Logins' })).toBeAttached();
  await context.close();
});
