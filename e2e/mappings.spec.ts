import type { Locator, Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import { users } from '@/lib/db/schema/access';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { clockUser, login, type MappedFloor, numbersOf, rescore, test } from './support/mappings';
import { newPeopleFloor } from './support/people';
import { seriousProblems, seriousProblemsInAnyColours } from './support/serious-problems';
import { expect } from './support/test';

const queue = (page: Page) => page.getByRole('list', { name: 'Logins that wait' });
const entry = (page: Page, name: string) => queue(page).getByRole('button', { name });
const details = (page: Page) => page.getByRole('region', { name: 'Details' });
const lastChange = (page: Page) => page.getByRole('region', { name: 'Last change' });
const badge = (page: Page) => page.getByRole('complementary').getByRole('link', { name: /^Mappings/ });
const cells = (row: Locator) => row.getByRole('cell').allTextContents();

/** What the audit has of a login, with names. */
async function auditOf({ floor }: MappedFloor, identityId: number) {
  return floor.database
    .select({ action: auditEvents.action, by: users.name })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.actorId))
    .where(
      and(
        eq(auditEvents.siteId, floor.site.id),
        eq(auditEvents.entity, 'identity'),
        eq(auditEvents.entityId, String(identityId)),
      ),
    )
    .orderBy(auditEvents.id);
}

test('a login is found by its badge, previewed, linked, seen on the board, and a wrong link undone without a trace', async ({
  page,
  mapped,
}) => {
  const { yesterday, floor } = mapped;
  const atFirst = await numbersOf(page, mapped, yesterday);
  await page.goto(`/?site=${floor.site.code}`);
  await expect(badge(page)).toHaveAccessibleName('Mappings 2 waiting');
  await badge(page).click();
  await expect(entry(page, 'Halloway, Wren')).toContainText('42 items');
  await expect(entry(page, 'Halloway, Wren')).toContainText('Wren Halloway');

  await entry(page, 'Halloway, Wren').click();
  const panel = details(page);
  await expect(panel.getByText('Same “wren” and “halloway” in the name')).toBeVisible();
  const preview = panel.getByRole('table', { name: 'What moves' });
  await expect(panel.getByText('From unmapped work of the site to Wren Halloway.')).toBeVisible();
  expect(await cells(preview.getByRole('row').nth(2))).toEqual([expect.any(String), '30', '24.00']);
  expect(await cells(preview.locator('[data-sum=total]'))).toEqual(['2 days', '42', '33.60']);

  // The wrong person first.
  await panel.getByLabel('Search people').fill('ot');
  await panel.getByRole('option', { name: /Otto Brandt/ }).click();
  await panel.getByRole('button', { name: 'Link to Otto Brandt' }).click();
  await expect(lastChange(page)).toContainText('“Halloway, Wren” is linked to Otto Brandt');
  await expect(lastChange(page).getByTestId('rescoring')).toContainText('Rescoring: 0 of');
  await rescore(mapped);
  await expect(lastChange(page).getByTestId('rescoring')).toContainText('All numbers are up to date');
  expect((await numbersOf(page, mapped, yesterday)).people[0]).toEqual(['Otto Brandt', 80, 64]);
  await expect(badge(page)).toHaveAccessibleName('Mappings 1 waiting');

  await lastChange(page).getByRole('button', { name: 'Undo' }).click();
  await expect(lastChange(page)).toContainText('Taken back');
  await rescore(mapped);
  await expect(lastChange(page).getByTestId('rescoring')).toContainText('All numbers are up to date');
  expect(await numbersOf(page, mapped, yesterday)).toEqual(atFirst);
  await expect(badge(page)).toHaveAccessibleName('Mappings 2 waiting');

  await entry(page, 'Halloway, Wren').click();
  await panel.getByRole('button', { name: 'Link to Wren Halloway' }).click();
  await expect(lastChange(page)).toContainText('is linked to Wren Halloway');
  await rescore(mapped);
  await page.goto(`/leaderboard?site=${floor.site.code}&date=${yesterday}`);
  await expect(page.getByRole('row', { name: /Wren Halloway/ })).toContainText('80');
  const after = await numbersOf(page, mapped, yesterday);
  expect(after.departments).toEqual(atFirst.departments);
  expect(await auditOf(mapped, mapped.wrenLogin)).toEqual([
    { action: 'identity.link', by: 'Dana Reyes' },
    { action: 'identity.undo', by: 'Dana Reyes' },
    { action: 'identity.link', by: 'Dana Reyes' },
  ]);
});

test('the keyboard alone goes through the queue: next, link, ignore, undo', async ({ page, mapped }) => {
  await page.goto(mapped.queue());
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(keys).toContainText('Next login');
  await expect(keys).toContainText('Ignore the login, Enter confirms');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();

  await page.keyboard.press('j');
  await expect(details(page).getByRole('heading', { name: 'Zzyx 2' })).toBeVisible();
  await page.keyboard.press('i');
  await expect(details(page).getByRole('button', { name: 'Ignore this login' })).toBeFocused();
  await expect(details(page).getByText('The totals of the site fall by these items')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(lastChange(page)).toContainText('“Zzyx 2” is ignored');
  // The next one is open already.
  await expect(details(page).getByRole('heading', { name: 'Halloway, Wren' })).toBeVisible();
  await page.keyboard.press('l');
  await expect(details(page).getByRole('button', { name: 'Link to Wren Halloway' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Every login has its person' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(entry(page, 'Halloway, Wren')).toBeVisible();

  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await expect(details(page).getByLabel('Search people')).toBeFocused();
  await page.keyboard.type('brandt');
  await expect(details(page).getByRole('option', { name: /Otto Brandt/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expect(details(page).getByRole('button', { name: 'Link to Otto Brandt' })).toBeFocused();
});

test('a rejected suggestion is never made again, and its undo brings it back', async ({ page, mapped }) => {
  await page.goto(mapped.queue());
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await entry(page, 'Halloway, Wren').click();
  await details(page).getByRole('button', { name: 'Wren Halloway is not it' }).click();
  await expect(lastChange(page)).toContainText('Wren Halloway is not suggested for “Halloway, Wren” again');
  await expect(details(page).getByRole('radio', { name: /Wren Halloway/ })).toHaveCount(0);
  await page.reload();
  await expect(details(page).getByRole('heading', { name: 'Halloway, Wren' })).toBeVisible();
  await expect(details(page).getByRole('radio', { name: /Wren Halloway/ })).toHaveCount(0);
  await page.goto(mapped.queue('changes'));
  const changes = page.getByRole('list', { name: 'Changes' });
  await expect(changes.getByRole('listitem').first()).toContainText(
    'Dana Reyes rejected Wren Halloway for “Halloway, Wren”',
  );
  await changes.getByRole('button', { name: /^Undo: Dana Reyes rejected/ }).click();
  await expect(changes.getByRole('listitem').first()).toContainText('took back that Wren Halloway was rejected');
  await page.goto(mapped.queue());
  await expect(entry(page, 'Halloway, Wren')).toContainText('Wren Halloway');
});

test('a new person is added with the login, as a contractor', async ({ page, mapped }) => {
  await page.goto(mapped.queue());
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await entry(page, 'Zzyx 2').click();
  await details(page).getByRole('button', { name: 'New person' }).click();
  await details(page).getByLabel('Name').fill('Ines Falk');
  await details(page).getByLabel('Contractor: has no clock').check();
  await expect(details(page).getByText('From unmapped work of the site to the new person.')).toBeVisible();
  await details(page).getByRole('button', { name: 'Add Ines Falk and link' }).click();
  await expect(lastChange(page)).toContainText('Ines Falk is added');
  await rescore(mapped);
  expect((await numbersOf(page, mapped, mapped.yesterday)).people[0]).toEqual(['Ines Falk', 100, 80]);
  await lastChange(page).getByRole('button', { name: 'Undo' }).click();
  await expect(entry(page, 'Zzyx 2')).toBeVisible();
  await page.goto(`/admin/employees?site=${mapped.floor.site.code}&status=archived`);
  await expect(page.getByRole('row', { name: /Ines Falk/ })).toContainText('Contractor');
});

test('high matches are confirmed together, each in sight', async ({ page, mapped }) => {
  const { floor } = mapped;
  await login(floor, 'otto.brandt@example.com', 'Brandt Otto');
  await page.goto(mapped.queue());
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Confirm 2 high matches' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm these links' });
  await expect(dialog.getByRole('listitem')).toHaveText([
    /Brandt Otto to Otto Brandt/,
    /Halloway, Wren to Wren Halloway/,
  ]);
  await expect(dialog.getByText('42 items and 0 punches move.')).toBeVisible();
  await dialog.getByRole('checkbox').first().uncheck();
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: 'Link 2 logins' }).click();
  await expect(dialog).toBeHidden();
  await expect(lastChange(page)).toContainText('2 logins are linked');
  await expect(queue(page).getByRole('listitem')).toHaveCount(1);
  await lastChange(page).getByRole('button', { name: 'Undo' }).click();
  await expect(queue(page).getByRole('listitem')).toHaveCount(3);
  // Ticked ones are confirmed the same way.
  await page.getByLabel('Tick Halloway, Wren').check();
  await page.getByRole('button', { name: 'Confirm 1 ticked' }).click();
  await page.getByRole('button', { name: 'Link 1 login' }).click();
  await expect(queue(page).getByRole('listitem')).toHaveCount(2);
});

test('what Connecteam says stands beside our own, and is taken over only when asked', async ({ page, mapped }) => {
  const { floor, otto } = mapped;
  const clock = await clockUser(floor, 77_001, 'Otto', 'Brandt-Meyer', 'otto@example.com');
  await page.goto(mapped.queue('people'));
  const people = page.getByRole('list', { name: 'People without a clock login' });
  await expect(people.getByRole('button', { name: /^Contractor/ })).toHaveCount(2);
  await people.getByRole('button', { name: 'Contractor: Wren Halloway has no clock' }).click();
  await expect(lastChange(page)).toContainText('Wren Halloway is a contractor');
  await expect(people.getByRole('button', { name: /^Contractor/ })).toHaveCount(1);
  await people.getByRole('button', { name: 'See Otto Brandt-Meyer' }).first().click();
  const compare = details(page).getByRole('table', { name: 'Connecteam and hub' });
  await expect(compare.getByRole('row', { name: /Name/ })).toContainText('Otto Brandt-Meyer–');
  await details(page).getByRole('button', { name: 'Link to Otto Brandt' }).click();
  await expect(lastChange(page)).toContainText('is linked to Otto Brandt');
  await page.goto(`${mapped.queue('linked')}&item=${clock}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await compare.getByRole('button', { name: 'Take over: Name' }).click();
  await expect(lastChange(page)).toContainText('Taken over for Otto Brandt');
  await expect(details(page).getByRole('button', { name: 'Take it off Otto Brandt-Meyer' })).toBeVisible();
  await page.goto(mapped.queue('people'));
  await expect(page.getByRole('heading', { name: 'Everybody has a login of the time clock' })).toBeVisible();
  await page.goto(`/admin/employees?site=${floor.site.code}&person=${otto.employeeId}`);
  await expect(page.getByRole('dialog', { name: 'Otto Brandt-Meyer' })).toBeVisible();
});

test.describe('two admins at once', () => {
  test.use({ allowedComplaints: [/status of 409/] });

  test('the second is told who was faster, and nothing is lost', async ({ page, mapped, signIn }) => {
    const other = await (await signIn('Mara Quick')).newPage();
    for (const one of [page, other]) {
      await one.goto(mapped.queue());
      await expect(one.getByText('Live', { exact: true })).toBeVisible();
      await entry(one, 'Halloway, Wren').click();
      await expect(details(one).getByRole('button', { name: 'Link to Wren Halloway' })).toBeVisible();
    }
    await details(other).getByRole('button', { name: 'Link to Wren Halloway' }).click();
    await expect(lastChange(other)).toContainText('is linked to Wren Halloway');
    await details(page).getByLabel('Search people').fill('otto');
    await details(page)
      .getByRole('option', { name: /Otto Brandt/ })
      .click();
    await details(page).getByRole('button', { name: 'Link to Otto Brandt' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Mara Quick' })).toHaveText(
      'Mara Quick linked this login meanwhile. Nothing of yours was written: look at it again and decide anew.',
    );
    await expect(queue(page).getByRole('listitem')).toHaveCount(1);
    expect(await auditOf(mapped, mapped.wrenLogin)).toEqual([{ action: 'identity.link', by: 'Mara Quick' }]);
    // What one built upon, the other cannot take back.
    await page.goto(`${mapped.queue('linked')}&item=${mapped.wrenLogin}`);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await details(page).getByRole('button', { name: 'Take it off Wren Halloway' }).click();
    await expect(lastChange(page)).toContainText('is taken off Wren Halloway');
    await lastChange(other).getByRole('button', { name: 'Undo' }).click();
    await expect(lastChange(other).getByRole('alert')).toContainText(
      'Dana Reyes took this login off its person meanwhile.',
    );
  });
});

test('the search of linked logins is in the URL, and back leads to the queue', async ({ page, mapped }) => {
  await page.goto(mapped.queue());
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Linked' }).click();
  await page.keyboard.press('/');
  await page.getByLabel('Search logins').fill('otto');
  const linked = page.getByRole('list', { name: 'Linked logins' });
  await expect(linked.getByRole('listitem')).toHaveCount(1);
  await expect(page).toHaveURL(/tab=linked/);
  await expect(page).toHaveURL(/q=otto/);
  await page.getByLabel('Search logins').fill('nobody at all');
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(linked.getByRole('listitem')).toHaveCount(2);
  await page.goBack();
  await expect(queue(page)).toBeVisible();
});

test('the first paint has the queue without any script; an empty site says what to do', async ({
  browser,
  context,
  mapped,
  database,
  baseURL,
}) => {
  const bare = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await bare.addCookies(await context.cookies());
  const page = await bare.newPage();
  await page.goto(mapped.queue());
  await expect(page.getByText('Halloway, Wren', { exact: true })).toBeVisible();
  await expect(page.getByText('42 items')).toBeVisible();
  const empty = await newPeopleFloor(database);
  await page.goto(`/admin/mappings?site=${empty.floor.site.code}`);
  await expect(page.getByRole('heading', { name: 'Every login has its person' })).toBeVisible();
  await bare.close();
});

test.describe('while the server fails', () => {
  test.use({ allowedComplaints: [/status of 500/] });

  test('the last good list stays, and nothing is said to be done', async ({ page, mapped }) => {
    await page.goto(mapped.queue());
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await entry(page, 'Halloway, Wren').click();
    await expect(details(page).getByRole('table', { name: 'What moves' })).toBeVisible();
    await page.route('**/api/admin/mappings/decisions?*', (route) => route.fulfill({ status: 500, body: 'oops' }));
    await details(page).getByRole('button', { name: 'Link to Wren Halloway' }).click();
    await expect(details(page).getByRole('alert')).toHaveText('The server answered 500.');
    await expect(entry(page, 'Halloway, Wren')).toBeVisible();
    await expect(lastChange(page)).toHaveCount(0);
    await page.unroute('**/api/admin/mappings/decisions?*');
    await details(page).getByRole('button', { name: 'Link to Wren Halloway' }).click();
    await expect(lastChange(page)).toContainText('is linked to Wren Halloway');
  });
});

test('nothing serious stands in anybody’s way, and a phone shows all of it', async ({ page, mapped }) => {
  test.setTimeout(120_000);
  await clockUser(mapped.floor, 77_002, 'Nele', 'Unknown', 'nele@example.com');
  await page.goto(`${mapped.queue()}&item=${mapped.wrenLogin}`);
  await expect(details(page).getByRole('table', { name: 'What moves' })).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  for (const tab of ['people', 'linked', 'changes']) {
    await page.goto(mapped.queue(tab));
    await expect(page.getByRole('list').last()).toBeVisible();
    expect(await seriousProblems(page), tab).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  for (const tab of ['waiting', 'people', 'linked', 'changes']) {
    await page.goto(mapped.queue(tab));
    await expect(page.getByRole('heading', { level: 1, name: 'Mappings' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), tab).toBe(360);
  }
  await page.goto(`${mapped.queue()}&item=${mapped.wrenLogin}`);
  await expect(details(page).getByRole('table', { name: 'What moves' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await details(page).getByRole('button', { name: 'Back to the list' }).click();
  await expect(queue(page)).toBeVisible();
});

test('who is no admin neither sees nor changes mappings', async ({ page, context, mapped, manager }) => {
  await context.clearCookies();
  await context.addCookies(manager.cookies);
  await page.goto(mapped.queue());
  await expect(page.getByRole('heading', { name: 'This page is for admins' })).toBeVisible();
  const site = mapped.floor.site.code;
  for (const path of ['', '/counts', '/people', '/changes', `/preview?identityId=${mapped.wrenLogin}&action=ignore`]) {
    const join = path.includes('?') ? '&' : '?';
    expect((await page.request.get(`/api/admin/mappings${path}${join}site=${site}`)).status(), path).toBe(403);
  }
  const headers = { origin: new URL(page.url()).origin };
  const decisions = [{ action: 'ignore', identityId: mapped.wrenLogin, revision: 'x' }];
  const refused = await page.request.post(`/api/admin/mappings/decisions?site=${site}`, {
    headers,
    data: { decisions },
  });
  expect(refused.status()).toBe(403);
});
