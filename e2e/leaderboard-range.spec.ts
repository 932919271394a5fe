import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { dateRange } from '@/lib/domain/ranges/schema';
import { addDays } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatDay, formatDays } from '@/lib/platform/time/format';
import { announce, type BusyFloor, expect, namesShown, test } from './support/test';
import { tryAgain } from './support/try-again';

const HOUR = 3600;

/** Amara picked 400 yesterday and 1,000 a week before today. */
async function withEarlierDays({ floor, today, yesterday }: BusyFloor): Promise<void> {
  const work = (items: number) => ({ items: { Picking: items }, clockedSeconds: 4 * HOUR, activeSeconds: 3 * HOUR });
  await floor.score('Amara Okafor', yesterday, work(400), currentInstant());
  await floor.score('Amara Okafor', addDays(today, -7), work(1_000), currentInstant());
}

test('each row tells the places moved since the day before, the last 14 days, and leads to the day', async ({
  page,
  busyFloor,
}) => {
  await withEarlierDays(busyFloor);
  const { yesterday, floor } = busyFloor;
  await page.goto(busyFloor.path);
  const amara = page.getByRole('row', { name: /Amara Okafor/ });
  // Second behind Emeka yesterday, first today.
  await expect(amara.locator('[data-column=rank]')).toHaveText(`111 place up since ${formatDay(yesterday)}`);
  await expect(amara.locator('[data-column=trend] svg')).toHaveAccessibleName(
    /: 3 of 14 days with work, best 1,000 points on /,
  );
  const bela = page.getByRole('row', { name: /Bela Lindqvist/ });
  await expect(bela.locator('[data-column=rank]')).toHaveText('2');
  const link = amara.getByRole('link', { name: 'Amara Okafor' });
  await expect(link).toHaveAttribute('href', new RegExp(`^/employees/\\d+\\?site=${floor.site.code}$`));
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect.poll(() => namesShown(page)).toEqual(['Emeka Tanaka', 'Amara Okafor']);
  await expect(link).toHaveAttribute('href', new RegExp(`date=${yesterday}$`));
});

test('a range of days is a view of its own, with the URL to share it', async ({ page, busyFloor }) => {
  await withEarlierDays(busyFloor);
  const { today, yesterday } = busyFloor;
  await page.goto(busyFloor.path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Range' }).click();
  await expect(page).toHaveURL(new RegExp(`from=${addDays(today, -6)}&to=${today}`));
  await expect(page.getByTestId('shown-day')).toContainText(formatDays(addDays(today, -6), today));
  await expect
    .poll(() => namesShown(page))
    .toEqual(['Amara Okafor', 'Emeka Tanaka', 'Bela Lindqvist', 'José Ferreira', 'Dolores Novak']);
  const amara = page.getByRole('row', { name: /Amara Okafor/ });
  await expect(amara.locator('[data-column=points]')).toHaveText('1,380.00');
  await expect(amara.locator('[data-column=days]')).toHaveText('2');
  await expect(amara.locator('[data-column=average]')).toHaveText('690.0');
  await expect(amara.locator('[data-column=department]').getByRole('img')).toHaveAccessibleName(
    'Picking 1,300 items, 1,300.00 points; Packing 100 items, 80.00 points',
  );
  await page.getByLabel('Compare').selectOption('previous');
  await expect(page).toHaveURL(/compare=previous/);
  await expect(amara.locator('[data-column=change]')).toHaveText('+38.0%vs 1,000');
  await expect(page.getByRole('row', { name: /Emeka/ }).locator('[data-column=change]')).toHaveText('–not there');
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(page).toHaveURL(/sort=change/);
  await page.getByRole('button', { name: 'Packing' }).click();
  await expect.poll(() => namesShown(page)).toEqual(['Dolores Novak', 'Amara Okafor']);
  const link = page.url();
  await page.goBack();
  await expect.poll(() => namesShown(page)).toHaveLength(5);
  await page.goto('/account');
  await page.goto(link);
  await expect.poll(() => namesShown(page)).toEqual(['Dolores Novak', 'Amara Okafor']);
  await page.getByRole('button', { name: 'Day', exact: true }).click();
  await expect(page).not.toHaveURL(/from=/);
  await page.getByRole('button', { name: 'All' }).click();
  await expect.poll(() => namesShown(page)).toHaveLength(4);
  await page.goto(`${busyFloor.path}&from=${yesterday}&to=${yesterday}`);
  await page.getByRole('button', { name: 'Day', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`date=${yesterday}`));
});

test('a change of a day in the range moves its rows, of a day outside it nothing', async ({ page, busyFloor }) => {
  const { floor, today, yesterday } = busyFloor;
  await page.goto(`${busyFloor.path}&from=${yesterday}&to=${today}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect.poll(async () => (await namesShown(page))[0]).toBe('Amara Okafor');
  await floor.score(
    'Emeka Tanaka',
    yesterday,
    { items: { Picking: 2_000 }, clockedSeconds: HOUR, activeSeconds: HOUR },
    currentInstant(),
  );
  await announce(floor, yesterday);
  await expect.poll(async () => (await namesShown(page))[0]).toBe('Emeka Tanaka');
});

test('the CSV of a range holds what the API answers', async ({ page, busyFloor }) => {
  await withEarlierDays(busyFloor);
  const { floor, today } = busyFloor;
  const from = addDays(today, -6);
  await page.goto(`${busyFloor.path}&from=${from}&to=${today}&compare=previous`);
  await expect.poll(() => namesShown(page)).toHaveLength(5);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Download as CSV').click()]);
  expect(download.suggestedFilename()).toBe(`leaderboard-${floor.site.code}-${from}_${today}.csv`);
  const text = await readFile((await download.path()) ?? '', 'utf8');
  const lines: Record<string, string>[] = parse(text, { bom: true, columns: true });
  const address = `/api/dashboard/analytics/date-range?site=${floor.site.code}&from=${from}&to=${today}&compare=previous&breakdown=department`;
  const range = dateRange.parse(await (await page.request.get(address)).json());
  const textOf = (value: number | string | null | undefined) => (value == null ? '' : String(value));
  expect(
    lines.map((line) => [
      line.rank,
      line.name,
      line.points,
      line.days_worked,
      line.compared_points,
      line['Packing items'],
    ]),
  ).toEqual(
    range.people.map((row) => [
      String(row.rank),
      row.name,
      String(row.points),
      String(row.daysWorked),
      textOf(row.compared?.points),
      textOf(row.breakdown?.find((part) => part.department === 'Packing')?.items),
    ]),
  );
  expect(lines).toHaveLength(5);
});

test('a range without anything says so', async ({ page, emptyFloor }) => {
  await page.goto(`${emptyFloor.path}&from=2026-01-05&to=2026-01-11&compare=weekday`);
  await expect(page.getByRole('heading', { name: 'Nothing recorded' })).toBeVisible();
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Go to today' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody has started yet today' })).toBeVisible();
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('trends that are missing are said to be, and the board is there without them', async ({ page, busyFloor }) => {
    await page.goto(busyFloor.path);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.route('**/api/dashboard/leaderboard/trend?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Previous day' }).click();
    await expect.poll(() => namesShown(page)).toEqual(['Emeka Tanaka']);
    const notice = page.getByRole('status').filter({ hasText: 'Trends and changes of rank could not be loaded' });
    await expect(notice).toBeVisible();
    await expect(page.locator('[data-column=trend]').last()).toHaveText('–');
    await page.unroute('**/api/dashboard/leaderboard/trend?*');
    await tryAgain(notice);
    await expect(notice).toBeHidden();
    await expect(page.locator('[data-column=trend] svg')).toHaveCount(1);
  });
});
