import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { achievements } from '@/lib/db/schema/gamification';
import { REPORT_AT } from '@/lib/domain/reports/rules';
import { runDailyReport } from '@/lib/domain/reports/run';
import { reportAnswer, reportList } from '@/lib/domain/reports/schema';
import { getLogger } from '@/lib/platform/log/log';
import { addDays } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import { seriousProblemsInAnyColours } from './support/serious-problems';
import { type BusyFloor, expect, test } from './support/test';
import { tryAgain } from './support/try-again';

const HOUR = 3600;

async function makeReport({ floor }: BusyFloor, from: IsoDay, to: IsoDay = from): Promise<void> {
  const clock = { now: currentInstant };
  await runDailyReport({ db: floor.database, site: floor.site, clock, log: getLogger() }, { from, to });
}

test('past days lead to their report, which says what was and what was revised since', async ({ page, busyFloor }) => {
  const { floor, yesterday } = busyFloor;
  const site = floor.site.code;
  await makeReport(busyFloor, addDays(yesterday, -1), yesterday);
  await page.goto(`/reports?site=${site}`);
  const row = page.getByRole('row', { name: new RegExp(formatDay(yesterday)) });
  await expect(row).toContainText('700');
  await expect(row).not.toContainText('revised since');
  await expect(page.getByRole('row')).toHaveCount(3);
  await row.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/reports/${yesterday}`));
  await expect(page.getByRole('heading', { level: 1, name: 'Daily report' })).toBeVisible();
  await expect(page.getByTestId('shown-day')).toHaveText(`Riverside warehouse, ${formatDay(yesterday)}`);
  await expect(page.getByRole('row', { name: /Picking/ }).first()).toContainText('700');
  const emeka = page.getByRole('row', { name: /Emeka Tanaka/ });
  await expect(emeka.getByRole('link')).toHaveAttribute('href', new RegExp(`date=${yesterday}`));
  await expect(page.getByText(/Made .*, while the day of 1 person was not final yet\./)).toBeVisible();

  const work = { items: { Picking: 750 }, clockedSeconds: 4 * HOUR, activeSeconds: 4 * HOUR };
  await floor.score('Emeka Tanaka', yesterday, work, currentInstant());
  await page.reload();
  await expect(
    page.getByText(/Numbers were revised after this report was made.*items 700 → 750, points 700\.00 → 750\.00\./),
  ).toBeVisible();
  await expect(page.getByRole('row', { name: /Picking/ }).first()).toContainText('700');
  await page.getByRole('link', { name: 'All reports' }).click();
  await expect(row).toContainText('revised since');
});

test('the report of today says when it is made until it is there', async ({ page, busyFloor }) => {
  const { floor, today } = busyFloor;
  const words = new RegExp(`(will be made at|was due at) ${REPORT_AT}`);
  await page.goto(`/reports?site=${floor.site.code}`);
  await expect(page.getByRole('region', { name: 'Today’s report' })).toHaveText(words);
  await page.goto(`/reports/${today}?site=${floor.site.code}`);
  await expect(page.getByRole('heading', { name: 'Today’s report is not there yet' })).toBeVisible();
  await expect(page.getByText(words)).toBeVisible();
  await makeReport(busyFloor, today);
  await page.goto(`/reports?site=${floor.site.code}`);
  await page.getByRole('region', { name: 'Today’s report' }).getByRole('link').click();
  await expect(page.getByRole('row', { name: /Amara Okafor/ })).toContainText('980.00');
});

test('days lead to each other, and one without a report says so', async ({ page, busyFloor }) => {
  const { floor, yesterday } = busyFloor;
  await makeReport(busyFloor, yesterday);
  await page.goto(`/reports/${yesterday}?site=${floor.site.code}`);
  await page.getByRole('button', { name: 'Previous day' }).click();
  await expect(page).toHaveURL(new RegExp(`/reports/${addDays(yesterday, -1)}`));
  await expect(page.getByRole('heading', { name: 'There is no report of this day' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('row', { name: /Emeka Tanaka/ })).toBeVisible();
});

test('a day without a report gets one by a click, as its numbers are now', async ({ page, busyFloor }) => {
  const { floor, yesterday } = busyFloor;
  await page.goto(`/reports?site=${floor.site.code}`);
  await page.getByRole('link', { name: 'Open yesterday' }).click();
  await page.getByRole('button', { name: 'Make it now' }).click();
  await expect(page.getByRole('row', { name: /Emeka Tanaka/ })).toContainText('700.00');
  await page.getByRole('link', { name: 'All reports' }).click();
  await expect(page.getByRole('link', { name: formatDay(yesterday) })).toBeVisible();
});

test('a full report prints to one sheet of either size', async ({ page, busyFloor }) => {
  const { floor, yesterday } = busyFloor;
  const now = currentInstant();
  await floor.crowd(60, yesterday, now);
  const employeeId = await floor.person('Emeka Tanaka', now);
  const names = Array.from({ length: 30 }, (_, index) => `Wilhelmina Featherstonehaugh-Cholmondeley ${index}`);
  for (const name of names) {
    const id = await floor.person(name, now);
    const award = { siteId: floor.site.id, employeeId: id, earnedDate: yesterday, awardedAt: now };
    await floor.database.insert(achievements).values(
      (['daily_champion', 'efficiency_master', 'early_bird', 'always_active', 'on_fire'] as const).map((key) => ({
        ...award,
        achievementKey: key,
        periodKey: yesterday,
        pointsAwarded: 10,
      })),
    );
  }
  await floor.unmapped(yesterday, 'Packing', 40);
  await floor.score(
    'Emeka Tanaka',
    yesterday,
    {
      items: { Picking: 5_000, Labeling: 300, 'Film Matching': 20, 'Heat Press': 40, Packing: 99 },
      clockedSeconds: 4 * HOUR,
      activeSeconds: 3 * HOUR,
    },
    now,
  );
  expect(employeeId).toBeGreaterThan(0);
  await makeReport(busyFloor, yesterday);
  await page.goto(`/reports/${yesterday}?site=${floor.site.code}`);
  await expect(page.getByRole('row', { name: /Emeka Tanaka/ })).toBeVisible();
  for (const format of ['A4', 'Letter'] as const) {
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g), format).toHaveLength(1);
  }
});

test('list and tables go out as CSV, as the API has them', async ({ page, busyFloor }) => {
  const { floor, today } = busyFloor;
  const site = floor.site.code;
  await makeReport(busyFloor, today);
  const read = async (label: string, name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel(label).click()]);
    expect(download.suggestedFilename()).toBe(name);
    const rows: Record<string, string>[] = parse(await readFile((await download.path()) ?? '', 'utf8'), {
      bom: true,
      columns: true,
    });
    return rows;
  };
  await page.goto(`/reports?site=${site}`);
  const list = reportList.parse(await (await page.request.get(`/api/dashboard/reports?site=${site}`)).json());
  expect(
    (await read('Download as CSV', `reports-${site}-${list.from}_${list.to}.csv`)).map((row) => row.points),
  ).toEqual(list.rows.map((row) => String(row.points)));
  await page.goto(`/reports/${today}?site=${site}`);
  const report = reportAnswer.parse(
    await (await page.request.get(`/api/dashboard/reports/${today}?site=${site}`)).json(),
  );
  const departments = await read('Download the departments as CSV', `report-${site}-${today}-departments.csv`);
  expect(departments.map((row) => [row.department, row.items, row.points])).toEqual(
    report.departments.map((row) => [row.department, String(row.items), String(row.points)]),
  );
  const leaders = await read('Download the leaders as CSV', `report-${site}-${today}-leaders.csv`);
  expect(leaders.map((row) => row.name)).toEqual(report.top.map((row) => row.name));
});

test('an empty site has no report and says how one is made', async ({ page, emptyFloor }) => {
  await page.goto(`/reports?site=${emptyFloor.floor.site.code}`);
  await expect(page.getByRole('heading', { name: 'No report of the last 30 days' })).toBeVisible();
  await page.getByRole('button', { name: 'Show the last 90 days' }).click();
  await expect(page).toHaveURL(/days=90/);
  await expect(page.getByRole('heading', { name: 'No report of the last 90 days' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'No report of the last 30 days' })).toBeVisible();
  await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('it says what failed, and trying again works', async ({ page, busyFloor }) => {
    await makeReport(busyFloor, busyFloor.yesterday);
    await page.goto(`/reports?site=${busyFloor.floor.site.code}`);
    await page.route('**/api/dashboard/reports?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Show the last 90 days' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The reports could not be loaded' });
    await expect(alert).toBeVisible();
    await page.unroute('**/api/dashboard/reports?*');
    await tryAgain(alert);
    await expect(page.getByRole('row')).toHaveCount(2);
  });
});

test('nothing serious stands in anybody’s way, also at 360 px', async ({ page, busyFloor }) => {
  const { floor, yesterday } = busyFloor;
  await makeReport(busyFloor, yesterday);
  await page.goto(`/reports/${yesterday}?site=${floor.site.code}`);
  await expect(page.getByRole('row', { name: /Emeka Tanaka/ })).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  await page.goto(`/reports?site=${floor.site.code}`);
  await expect(page.getByRole('link', { name: formatDay(yesterday) })).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/reports', `/reports/${yesterday}`]) {
    await page.goto(`${path}?site=${floor.site.code}`);
    await expect(page.getByRole('link', { name: /Emeka Tanaka|, \d+ / }).first()).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  }
});
