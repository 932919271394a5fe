import { PAGES } from '@/components/layout/pages';
import { jobRuns } from '@/lib/db/schema/runs';
import { runRecalculate } from '@/lib/domain/recalculation/run';
import { runDrainScores } from '@/lib/domain/scoring/run';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import { systemState } from '@/lib/domain/system/schema';
import { tellJobPlan } from '@/lib/platform/jobs/job-plan';
import { getLogger } from '@/lib/platform/log/log';
import { currentInstant, systemClock } from '@/lib/platform/time/clock';
import { test } from './support/admin-floor';
import { seriousProblems, seriousProblemsInAnyColours } from './support/serious-problems';
import { expect } from './support/test';
import { tryAgain } from './support/try-again';

/** The pages of this file's kind that an admin with the pay right works with. */
const PATHS = ['departments', 'pay-rates', 'jobs', 'recalculate', 'settings', 'system'].map((name) => `/admin/${name}`);
const pages = PAGES.filter(({ path }) => PATHS.includes(path));

test.describe('recalculate', () => {
  test('is ordered with an estimate, watched, and ends in the list', async ({ page, database, adminFloor }) => {
    const { site, floor } = adminFloor;
    await page.goto(`/admin/recalculate?site=${site}`);
    await expect(page.getByText('Nothing was recalculated yet.')).toBeVisible();
    await page.getByRole('button', { name: 'Last 7 days' }).press('Enter');
    await page.getByLabel('Reason').fill('Late scans');
    await page.getByLabel('Reason').press('Enter');
    await expect(page.getByText(/person-days on 7 days, about/)).toBeVisible();
    await page.getByRole('button', { name: 'Recalculate' }).click();
    await expect(page.getByText('Waits for its turn')).toBeVisible();
    await expect(page.getByRole('progressbar', { name: 'Days looked up' })).toHaveAttribute('aria-valuenow', '0');
    expect(await seriousProblems(page)).toEqual([]);
    const work = { db: database, site: floor.site, clock: systemClock, log: getLogger() };
    await runRecalculate({ ...work, drain: () => runDrainScores(work), pause: async () => undefined });
    const row = page.getByRole('row', { name: /Late scans/ });
    await expect(row).toContainText('done');
    await expect(page.getByRole('progressbar')).toHaveCount(0);
  });

  test('is stopped when asked twice', async ({ page, adminFloor }) => {
    await page.goto(`/admin/recalculate?site=${adminFloor.site}`);
    await page.getByLabel('Reason').fill('By mistake');
    await page.getByRole('button', { name: 'Estimate' }).click();
    await page.getByRole('button', { name: 'Recalculate' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Yes, stop it' }).click();
    await expect(page.getByRole('row', { name: /By mistake/ })).toContainText('stopped');
  });
});

test.describe('jobs', () => {
  test('tells what ran and what will, pauses for good, runs now', async ({ page, database, adminFloor }) => {
    const { site, floor } = adminFloor;
    const now = currentInstant();
    await tellJobPlan([
      { job: 'check-idle', schedule: { kind: 'every', seconds: 300 }, offReason: null },
      { job: 'sync-activities', schedule: { kind: 'every', seconds: 120 }, offReason: 'no source is set up.' },
    ]);
    await database.insert(jobRuns).values([
      {
        job: 'check-idle',
        slot: `${site}/a`,
        siteId: floor.site.id,
        status: 'success',
        startedAt: now - 900,
        finishedAt: now - 897,
        heartbeatAt: now,
        counts: { opened: 2, closed: 0 },
      },
      {
        job: 'check-idle',
        slot: `${site}/b`,
        siteId: floor.site.id,
        status: 'failed',
        startedAt: now - 120,
        finishedAt: now - 118,
        heartbeatAt: now,
        error: 'The database did not answer.',
      },
    ]);
    await page.goto(`/admin/jobs?site=${site}`);
    const row = page.getByRole('row', { name: /check-idle/ });
    await expect(row).toContainText('every 5 min');
    await expect(row).toContainText('failed');
    await expect(row).toContainText('The database did not answer.');
    await expect(row).toContainText('Last good 15 min ago');
    await expect(page.getByRole('row', { name: /sync-activities/ })).toContainText('Off here: no source is set up.');
    await expect(page.getByText('No worker is running')).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Pause check-idle' }).press('Enter');
    await expect(row).toContainText('paused');
    expect((await getSite(database, site)).settings.pausedJobs).toEqual(['check-idle']);
    await page.reload();
    await expect(row).toContainText('paused');
    await page.getByRole('button', { name: 'Run check-idle now' }).click();
    await expect(page.getByText('check-idle is ordered')).toBeVisible();
    await page.getByRole('button', { name: 'Resume check-idle' }).click();
    await expect(row).not.toContainText('paused');
    await row.getByRole('button', { name: 'check-idle', exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
    await expect(page.getByRole('dialog').getByRole('listitem').last()).toContainText('opened 2');
    await page.goBack();
    await expect(page.getByRole('dialog')).toBeHidden();
  });
});

test.describe('system', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('tells every part as the API does, what is not there yet, and keeps the last good answer', async ({
    page,
    adminFloor,
  }) => {
    const address = `/api/admin/system?site=${adminFloor.site}`;
    await page.goto(`/admin/system?site=${adminFloor.site}`);
    await expect(page.getByText('none has been made here yet')).toBeVisible();
    await expect(page.getByText('no restore has been proven here yet')).toBeVisible();
    const state = systemState.parse(await (await page.request.get(address)).json());
    await expect(page.getByRole('region', { name: 'Thresholds' }).first().getByRole('row')).toHaveCount(
      state.measures.length + 1,
    );
    await expect(page.getByText(state.versions.node)).toBeVisible();
    await expect(page.getByRole('row', { name: /^daily_scores / })).toBeVisible();
    expect(state.tables?.map(({ name }) => name)).toContain('daily_scores');
    expect(await seriousProblems(page)).toEqual([]);
    await page.route('**/api/admin/system*', (route) => route.fulfill({ status: 500, json: {} }));
    await expect(page.getByText(/These are the last good numbers/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(state.versions.node)).toBeVisible();
    await page.unroute('**/api/admin/system*');
    await tryAgain(page);
    await expect(page.getByText(/These are the last good numbers/)).toBeHidden();
  });
});

test("nothing serious stands in an admin's way, in any colours", async ({ page, adminFloor }) => {
  test.setTimeout(180_000);
  for (const { path, name } of pages) {
    await page.goto(`${path}?site=${adminFloor.site}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    expect(await seriousProblemsInAnyColours(page), name).toEqual([]);
  }
});

test('the pages of admins work at 360 pixels, with targets for thumbs', async ({ page, adminFloor }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const { path, name } of pages) {
    await page.goto(`${path}?site=${adminFloor.site}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const small = await page
      .locator('main :is(button, a, select, input:not([type=checkbox])):visible')
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.closest('thead') === null && element.getBoundingClientRect().height < 44)
          .map((element) => `${element.textContent} ${element.getBoundingClientRect().height}`),
      );
    expect(small, name).toEqual([]);
  }
});

test('two keys lead to each page of admins', async ({ page, adminFloor }) => {
  await page.goto(`/leaderboard?site=${adminFloor.site}`);
  for (const { letter, name } of pages) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
});

test('an empty site has something to say on each page of admins', async ({
  page,
  context,
  adminCookies,
  emptyFloor,
}) => {
  await context.clearCookies();
  await context.addCookies(adminCookies);
  for (const { path, name } of pages) {
    await page.goto(`${path}?site=${emptyFloor.floor.site.code}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    expect(await page.locator('main').innerText(), name).not.toMatch(/NaN|Infinity|undefined|null/);
  }
});

test('who is no admin is sent away from all of them', async ({ page, busyFloor }) => {
  const site = busyFloor.floor.site.code;
  for (const { path } of pages) {
    await page.goto(`${path}?site=${site}`);
    await expect(page, path).toHaveURL(/no-access/);
  }
  for (const name of ['departments', 'pay-rates', 'jobs', 'recalculations', 'settings', 'system']) {
    expect((await page.request.get(`/api/admin/${name}?site=${site}`)).status(), name).toBe(403);
  }
});
