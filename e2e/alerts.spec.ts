import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { acknowledgeAlert } from '@/lib/domain/alerts/mutations';
import { alertList } from '@/lib/domain/alerts/schema';
import { currentInstant } from '@/lib/platform/time/clock';
import { idleAlert, person, plainAlert, raise } from './support/attention';
import { seriousProblemsInAnyColours } from './support/serious-problems';
import { type BusyFloor, expect, signedInCookies, test } from './support/test';
import { tryAgain } from './support/try-again';

const pathOf = ({ floor }: BusyFloor, query = '') => `/alerts?site=${floor.site.code}${query}`;
const entries = (page: Page) => page.getByRole('list', { name: 'Alerts' }).getByRole('button');
const details = (page: Page) => page.getByRole('region', { name: 'Details' });
const alertsLink = (page: Page) =>
  page
    .getByRole('navigation')
    .first()
    .getByRole('link', { name: /^Alerts/ });

/** The only alert of the site, as the API tells it. */
async function onlyAlert(page: Page, { floor }: BusyFloor) {
  const answer = await page.request.get(`/api/dashboard/alerts?site=${floor.site.code}`);
  const [alert] = alertList.parse(await answer.json()).rows;
  if (alert === undefined) throw new Error('There is no alert.');
  return alert;
}

test('a manager sees what waits, takes it on and settles it with a note', async ({ page, busyFloor }) => {
  await raise(busyFloor.floor, await idleAlert(busyFloor.floor, 'Amara Okafor', 'critical'));
  await page.goto(pathOf(busyFloor));
  await expect(alertsLink(page)).toHaveAccessibleName('Alerts 1 waiting');
  const entry = entries(page);
  await expect(entry).toContainText('No scans at Packing for 22 min');
  await expect(entry).toContainText('Amara Okafor');
  await expect(entry).toContainText('Open');
  const due = entry.getByTestId('due');
  await expect(due).toHaveText(/^due in 14:\d\d$/);
  const first = await due.textContent();
  await expect(due).not.toHaveText(first ?? '');

  await entry.click();
  await expect(page).toHaveURL(/item=\d+/);
  const panel = details(page);
  await expect(panel.getByRole('link', { name: 'Amara Okafor' })).toHaveAttribute('href', /^\/employees\/\d+\?/);
  await expect(panel.getByRole('link', { name: 'Packing' })).toHaveAttribute('href', /department=Packing/);
  await expect(panel.getByText('22 min', { exact: true })).toBeVisible();
  await expect(panel.getByText('Opened', { exact: true })).toBeVisible();

  await panel.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(panel.getByText('Acknowledged: Robin Vale')).toBeVisible();
  await expect(entry).toContainText('Acknowledged: Robin Vale');
  await expect(panel.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);

  await panel.getByRole('button', { name: 'Resolve' }).click();
  await expect(panel.getByRole('alert')).toHaveText('Say in a few words what was done.');
  await panel.getByLabel('What was done').fill('Printer was out of film');
  await panel.getByRole('button', { name: 'Save the note only' }).click();
  await expect(panel.getByText('“Printer was out of film”')).toBeVisible();
  await expect(entry).toHaveCount(1);
  await panel.getByLabel('What was done').fill('New film is in');
  await panel.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
  await expect(panel.getByText('Resolved: Robin Vale')).toBeVisible();
  await expect(panel.locator('ol li')).toContainText([
    'Robin Vale resolved it“New film is in”',
    'Robin Vale noted“Printer was out of film”',
    'Robin Vale acknowledged it',
    'Opened',
  ]);
  await expect(alertsLink(page)).toHaveAccessibleName('Alerts');

  await page.getByRole('button', { name: 'History' }).click();
  await expect(page).toHaveURL(/tab=history/);
  await expect(page.getByRole('list', { name: 'Settled alerts' }).getByRole('button')).toContainText('settled in time');
});

test('the first paint has the alerts without any script', async ({ browser, busyFloor, manager, baseURL }) => {
  await raise(busyFloor.floor, await idleAlert(busyFloor.floor, 'Amara Okafor'));
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await context.addCookies(manager.cookies);
  const page = await context.newPage();
  await page.goto(pathOf(busyFloor));
  await expect(page.getByText('No scans at Packing for 22 min')).toBeAttached();
  await context.close();
});

test('new ones appear by themselves, and what is overdue says so', async ({ page, busyFloor }) => {
  const { floor } = busyFloor;
  await page.goto(pathOf(busyFloor));
  await expect(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await raise(floor, plainAlert('the disk', 'critical'), currentInstant() - 20 * 60);
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page).getByTestId('due')).toHaveText('overdue 5 min');
  await expect(page.getByText('1 overdue')).toBeVisible();
  await expect(alertsLink(page)).toHaveAccessibleName('Alerts 1 waiting');
  await raise(floor, plainAlert('the replica', 'info'));
  await expect(entries(page)).toHaveCount(2);
  await expect(entries(page).first()).toContainText('Trouble with the disk');
  await expect(entries(page).last().getByTestId('due')).toHaveText(/^due in 2[34] h|^due in 1 d/);
});

test.describe('when somebody else was faster', () => {
  test.use({ allowedComplaints: [/status of 409/] });

  test('it is said who, and the row shows what is true', async ({ page, busyFloor, database }) => {
    const { floor } = busyFloor;
    await raise(floor, await idleAlert(floor, 'Amara Okafor'));
    const { id } = await onlyAlert(page, busyFloor);
    const mara = await person(database, 'Mara Quick');
    await page.goto(pathOf(busyFloor, `&item=${id}`));
    const panel = details(page);
    await expect(panel.getByRole('button', { name: 'Acknowledge' })).toBeVisible();
    const actor = { type: 'user' as const, id: mara.id };
    await acknowledgeAlert(database, { siteId: floor.site.id, alertId: id, actor, now: currentInstant() });
    await panel.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(panel.getByRole('alert')).toHaveText('The alert is already acknowledged: Mara Quick acknowledged it.');
    await expect(entries(page)).toContainText('Acknowledged: Mara Quick');
    await expect(panel.getByText('Mara Quick acknowledged it', { exact: true })).toBeVisible();
  });
});

test('an alert is given to somebody, and taken back', async ({ page, busyFloor, database }) => {
  await raise(busyFloor.floor, await idleAlert(busyFloor.floor, 'Amara Okafor'));
  const bo = await person(database, `Bo Helper ${currentInstant()}`);
  await page.goto(pathOf(busyFloor));
  await entries(page).click();
  const panel = details(page);
  await panel.getByLabel('Give it to').selectOption({ label: bo.name });
  await panel.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(entries(page)).toContainText(`Assigned: ${bo.name}`);
  await expect(panel.getByText(`Robin Vale gave it to ${bo.name}`)).toBeVisible();
  await panel.getByRole('button', { name: 'Take it' }).click();
  await expect(entries(page)).toContainText('Assigned: Robin Vale');
});

test('the filter stands in the URL, and back undoes a step', async ({ page, busyFloor }) => {
  const { floor } = busyFloor;
  await raise(floor, await idleAlert(floor, 'Amara Okafor', 'critical'));
  await raise(floor, plainAlert('the disk', 'warning'));
  await page.goto(pathOf(busyFloor));
  await expect(entries(page)).toHaveCount(2);
  await page.getByLabel('Severity').selectOption('critical');
  await expect(page).toHaveURL(/severity=critical/);
  await expect(entries(page)).toHaveCount(1);
  await page.getByLabel('Kind').selectOption('health_disk_share');
  await expect(page.getByRole('heading', { name: 'No alert fits' })).toBeVisible();
  const link = page.url();
  await page.goto('/account');
  await page.goto(link);
  await expect(page.getByLabel('Severity')).toHaveValue('critical');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(entries(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Data issues' }).click();
  await expect(page.getByRole('heading', { name: 'The data are in order' })).toBeVisible();
  await page.goBack();
  await expect(entries(page)).toHaveCount(2);
  await entries(page).first().click();
  await expect(details(page)).toBeVisible();
  await page.goBack();
  await expect(details(page)).toHaveCount(0);
});

test('the CSV holds what the API answers', async ({ page, busyFloor }) => {
  const { floor } = busyFloor;
  await raise(floor, await idleAlert(floor, 'Amara Okafor', 'critical'));
  await raise(floor, plainAlert('=SUM(A1)', 'critical'));
  await raise(floor, plainAlert('the disk', 'info'));
  await page.goto(pathOf(busyFloor, '&severity=critical'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Download as CSV').click()]);
  expect(download.suggestedFilename()).toBe(`alerts-${floor.site.code}-unresolved.csv`);
  const text = await readFile((await download.path()) ?? '', 'utf8');
  const lines: Record<string, string>[] = parse(text, { bom: true, columns: true });
  const answer = await page.request.get(`/api/dashboard/alerts?site=${floor.site.code}&severity=critical`);
  const { rows } = alertList.parse(await answer.json());
  expect(lines.map((line) => [line.id, line.title, line.due_at])).toEqual(
    rows.map((row) => [String(row.id), row.title, row.dueAt]),
  );
  expect(lines.map((line) => line.subject)).toContain("'=SUM(A1)");
});

test('the keyboard alone settles an alert', async ({ page, busyFloor }) => {
  const { floor } = busyFloor;
  await raise(floor, plainAlert('the first', 'critical'));
  await raise(floor, plainAlert('the second', 'warning'));
  await page.goto(pathOf(busyFloor));
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('j');
  await expect(entries(page).first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(entries(page).last()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('k');
  await expect(details(page).getByRole('heading', { name: 'Trouble with the first' })).toBeVisible();
  await page.keyboard.press('a');
  await expect(entries(page).first()).toContainText('Acknowledged: Robin Vale');
  await page.keyboard.press('r');
  await expect(details(page).getByLabel('What was done')).toBeFocused();
  await page.keyboard.type('jar of keys, all typed');
  await page.keyboard.press('Control+Enter');
  await expect(entries(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(details(page).getByRole('heading', { name: 'Trouble with the second' })).toBeVisible();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const label of ['Next entry', 'Previous entry', 'Acknowledge the alert', 'Resolve it: to the note']) {
    await expect(list.getByText(label)).toBeVisible();
  }
});

test('more than a page is shown when asked for, and stays with its order', async ({ page, busyFloor }) => {
  const { floor } = busyFloor;
  for (let index = 0; index < 52; index += 1) {
    await raise(
      floor,
      plainAlert(`thing ${String(index).padStart(2, '0')}`, 'warning'),
      currentInstant() - 100 + index,
    );
  }
  await page.goto(pathOf(busyFloor));
  await expect(entries(page)).toHaveCount(50);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(entries(page)).toHaveCount(52);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
  await raise(floor, plainAlert('thing 99', 'critical'));
  await expect(entries(page)).toHaveCount(53);
  await expect(entries(page).first()).toContainText('thing 99');
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('the last good list stays with its age, and an action says what failed', async ({ page, busyFloor }) => {
    const { floor } = busyFloor;
    await raise(floor, await idleAlert(floor, 'Amara Okafor'));
    await page.goto(pathOf(busyFloor));
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    // From here on: an answer that is still on its way when something is raised would show it.
    await page.route(/\/api\/dashboard\/alerts\?/, (route) => route.abort());
    await entries(page).click();
    await expect(details(page).getByRole('button', { name: 'Acknowledge' })).toBeVisible();
    await page.route('**/api/dashboard/alerts/*/acknowledge?*', (route) => route.abort());
    await details(page).getByRole('button', { name: 'Acknowledge' }).click();
    await expect(details(page).getByRole('alert')).toHaveText(/The server did not answer/);
    await expect(entries(page)).toContainText('Open');
    await raise(floor, plainAlert('the disk', 'critical'));
    await expect(page.getByText(/These are the last good numbers/)).toBeVisible();
    await expect(entries(page)).toHaveCount(1);
    await page.unrouteAll({ behavior: 'wait' });
    await tryAgain(page);
    await expect(entries(page)).toHaveCount(2);
  });

  test('a tab that cannot be loaded says so and can be tried again', async ({ page, busyFloor }) => {
    await page.goto(pathOf(busyFloor));
    await page.route('**/api/dashboard/issues?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Data issues' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The data issues could not be loaded' });
    await expect(alert).toBeVisible();
    await page.unroute('**/api/dashboard/issues?*');
    await tryAgain(alert);
    await expect(page.getByRole('heading', { name: 'The data are in order' })).toBeVisible();
  });
});

test('works at 360 px, the details in the place of the list', async ({ page, busyFloor }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await raise(busyFloor.floor, await idleAlert(busyFloor.floor, 'Amara Okafor'));
  await page.goto(pathOf(busyFloor));
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await entries(page).click();
  await expect(details(page)).toBeVisible();
  await expect(entries(page)).toBeHidden();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const small = await page.locator('main :is(button, a, select, textarea):visible').evaluateAll((elements) =>
    elements
      .map((element) => ({ height: element.getBoundingClientRect().height, label: element.textContent }))
      .filter(({ height }) => height < 44)
      .map(({ height, label }) => `${label} ${height}`),
  );
  expect(small).toEqual([]);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(entries(page)).toBeVisible();
});

test("nothing serious stands in anybody's way, in any colours", async ({ page, busyFloor }) => {
  await raise(busyFloor.floor, await idleAlert(busyFloor.floor, 'Amara Okafor', 'critical'));
  await raise(busyFloor.floor, plainAlert('the disk', 'warning'), currentInstant() - 7_200);
  await page.goto(pathOf(busyFloor));
  await entries(page).first().click();
  await expect(details(page).getByLabel('What was done')).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
});

test('viewers have no alerts', async ({ browser, busyFloor, database, baseURL }) => {
  const viewer = await person(database, 'Vic Viewer', 'viewer');
  const context = await browser.newContext({ baseURL });
  await context.addCookies(await signedInCookies(browser, baseURL ?? '', viewer));
  const page = await context.newPage();
  await page.goto(busyFloor.path);
  await expect(page.getByRole('row', { name: /Amara Okafor/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Alerts/ })).toHaveCount(0);
  await page.goto(pathOf(busyFloor));
  await expect(page.getByRole('heading', { name: 'This page is for managers' })).toBeVisible();
  await context.close();
});
