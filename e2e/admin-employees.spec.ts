import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import { users } from '@/lib/db/schema/access';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { currentInstant } from '@/lib/platform/time/clock';
import { login, type MappedFloor, numbersOf, rescore, test } from './support/mappings';
import { newPeopleFloor } from './support/people';
import { seriousProblemsInAnyColours } from './support/serious-problems';
import { expect } from './support/test';

const pathOf = ({ floor }: Pick<MappedFloor, 'floor'>, more = '') => `/admin/employees?site=${floor.site.code}${more}`;
const table = (page: Page) => page.getByRole('table', { name: 'Employees' });
const row = (page: Page, name: string) => table(page).getByRole('row', { name: new RegExp(name) });
const sheet = (page: Page) => page.getByRole('dialog');
const lastChange = (page: Page) => page.getByRole('region', { name: 'Last change' });

async function auditOf({ floor }: MappedFloor, employeeId: number) {
  return floor.database
    .select({ action: auditEvents.action, by: users.name, before: auditEvents.before, after: auditEvents.after })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.actorId))
    .where(
      and(
        eq(auditEvents.siteId, floor.site.id),
        eq(auditEvents.entity, 'employee'),
        eq(auditEvents.entityId, String(employeeId)),
      ),
    )
    .orderBy(auditEvents.id);
}

test('a person is added, found by the search, changed, and the change undone', async ({ page, mapped }) => {
  await page.goto(pathOf(mapped));
  await expect(table(page).getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Add a person' }).click();
  await sheet(page).getByLabel('Name').fill('  Ines   Falk ');
  await sheet(page).getByLabel('Email').fill('ines@example.com');
  await sheet(page).getByRole('button', { name: 'Add' }).click();
  await expect(sheet(page)).toBeHidden();
  await expect(lastChange(page)).toContainText('Ines Falk is added');
  await expect(row(page, 'Ines Falk')).toContainText('ines@example.com');

  await page.keyboard.press('/');
  await page.getByLabel('Search people').fill('ines@');
  await expect(table(page).getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(/q=ines/);
  await row(page, 'Ines Falk').getByRole('button').click();
  await expect(sheet(page).getByRole('button', { name: 'Save' })).toBeDisabled();
  await sheet(page).getByLabel('Alias').fill('Ines F.');
  await sheet(page).getByLabel('Hired on').fill('2026-03-02');
  await sheet(page).getByRole('button', { name: 'Save' }).click();
  await expect(lastChange(page)).toContainText('Ines Falk is changed');
  await sheet(page).getByRole('button', { name: 'History' }).click();
  await expect(sheet(page).getByRole('list', { name: 'History' }).getByRole('listitem')).toHaveText([
    /Dana Reyes changed Ines Falk/,
    /Dana Reyes added Ines Falk/,
  ]);
  await lastChange(page).getByRole('button', { name: 'Undo' }).click();
  await expect(lastChange(page)).toContainText('Taken back');
  await sheet(page).getByRole('button', { name: 'Values' }).click();
  await expect(sheet(page).getByLabel('Alias')).toHaveValue('');
  const id = Number(new URL(page.url()).searchParams.get('person'));
  expect((await auditOf(mapped, id)).map(({ action, by }) => [action, by])).toEqual([
    ['employee.create', 'Dana Reyes'],
    ['employee.update', 'Dana Reyes'],
    ['employee.update', 'Dana Reyes'],
  ]);
  expect((await auditOf(mapped, id))[1]).toMatchObject({
    before: { displayAlias: null, hiredOn: null },
    after: { displayAlias: 'Ines F.', hiredOn: '2026-03-02' },
  });
});

test('what is wrong with the fields is said at the fields', async ({ page, mapped }) => {
  await page.goto(pathOf(mapped, `&person=${mapped.otto.employeeId}`));
  await sheet(page).getByLabel('Email').fill('no@mail');
  await sheet(page).getByRole('button', { name: 'Save' }).click();
  await expect(sheet(page).getByRole('alert')).toBeVisible();
  await expect(sheet(page).getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
});

test.use({ allowedComplaints: [/status of 40[09]/] });

test('people are archived and brought back, and the filter is in the URL', async ({ page, mapped }) => {
  await page.goto(pathOf(mapped));
  await row(page, 'Otto Brandt').getByRole('button').click();
  await sheet(page).getByRole('button', { name: 'Archive' }).click();
  await expect(lastChange(page)).toContainText('Otto Brandt is archived');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Otto Brandt')).toHaveCount(0);
  await page.getByLabel('Who').selectOption('archived');
  await expect(page).toHaveURL(/status=archived/);
  await row(page, 'Otto Brandt').getByRole('button').click();
  await sheet(page).getByRole('button', { name: 'Bring back' }).click();
  await expect(lastChange(page)).toContainText('Otto Brandt is back');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everybody here' }).click();
  await expect(row(page, 'Otto Brandt')).toBeVisible();
});

test('twins become one with the facts of both, and the merge is undone without a trace', async ({ page, mapped }) => {
  const { floor, yesterday, wren } = mapped;
  const twin = await floor.person('Wren Haloway');
  await floor.scan(twin, 'Packing', 25, floor.at(yesterday, '10:00'), floor.at(yesterday, '10:20'));
  await floor.score([twin.employeeId], [yesterday], currentInstant());
  const atFirst = await numbersOf(page, mapped, yesterday);
  await page.goto(pathOf(mapped, `&person=${twin.employeeId}`));
  await sheet(page).getByRole('button', { name: 'Merge' }).click();
  await sheet(page)
    .getByRole('radio', { name: /Wren Halloway/ })
    .check();
  await expect(sheet(page).getByText('From Wren Haloway to Wren Halloway.')).toBeVisible();
  const total = sheet(page).locator('[data-sum=total]').getByRole('cell');
  await expect(total).toHaveText(['1 day', '25', '20.00']);
  await sheet(page).getByRole('button', { name: 'Merge Wren Haloway into Wren Halloway' }).click();
  await expect(lastChange(page)).toContainText('Wren Haloway is merged into Wren Halloway');
  await rescore(mapped);
  await expect(lastChange(page).getByTestId('rescoring')).toContainText('All numbers are up to date');
  const merged = await numbersOf(page, mapped, yesterday);
  expect(merged.people).toEqual([
    ['Wren Halloway', 75, 60],
    ['Otto Brandt', 50, 40],
  ]);
  expect(merged.departments).toEqual(atFirst.departments);
  await expect(sheet(page).getByRole('list', { name: 'History' }).getByRole('listitem').first()).toContainText(
    'Dana Reyes merged Wren Haloway into Wren Halloway',
  );
  await lastChange(page).getByRole('button', { name: 'Undo' }).click();
  await expect(lastChange(page)).toContainText('Taken back');
  await rescore(mapped);
  expect(await numbersOf(page, mapped, yesterday)).toEqual(atFirst);
  await page.goto(pathOf(mapped, `&person=${wren.employeeId}`));
  await sheet(page).getByRole('button', { name: 'Logins' }).click();
  await expect(sheet(page).getByRole('list', { name: 'Logins of the person' }).getByRole('listitem')).toHaveCount(1);
  expect((await auditOf(mapped, twin.employeeId)).map(({ action, by }) => [action, by])).toEqual([
    ['employee.archive', 'Dana Reyes'],
    ['employee.merge', 'Dana Reyes'],
    ['employee.unarchive', 'Dana Reyes'],
    ['employee.unmerge', 'Dana Reyes'],
  ]);
});

test('of two admins who change one person, the second is told and loses nothing', async ({ page, mapped, signIn }) => {
  const other = await (await signIn('Mara Quick')).newPage();
  for (const one of [page, other]) {
    await one.goto(pathOf(mapped, `&person=${mapped.otto.employeeId}`));
    await expect(sheet(one).getByLabel('Name')).toHaveValue('Otto Brandt');
  }
  await sheet(other).getByLabel('Alias').fill('Otto B.');
  await sheet(other).getByRole('button', { name: 'Save' }).click();
  await expect(lastChange(other)).toContainText('Otto Brandt is changed');
  await sheet(page).getByLabel('Name').fill('Otto Brand');
  await sheet(page).getByRole('button', { name: 'Save' }).click();
  await expect(sheet(page).getByRole('alert')).toContainText('Mara Quick changed this person meanwhile');
  // What the other wrote is there, and so is what was typed.
  await expect(sheet(page).getByLabel('Name')).toHaveValue('Otto Brand');
  await sheet(page).getByRole('button', { name: 'Save' }).click();
  await expect(lastChange(page)).toContainText('Otto Brand is changed');
  await expect(sheet(page).getByLabel('Alias')).toHaveValue('Otto B.');
});

test('the CSV has exactly the rows of the filter, and is audited', async ({ page, mapped }) => {
  await login(mapped.floor, 'x@example.com', 'Nobody');
  await page.goto(pathOf(mapped, '&q=halloway'));
  await expect(table(page).getByRole('row')).toHaveCount(2);
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe(`employees-${mapped.floor.site.code}-${mapped.today}.csv`);
  const rows: Record<string, string>[] = parse(await readFile(await download.path(), 'utf8'), {
    columns: true,
    bom: true,
  });
  expect(rows.map((one) => [one.name, one.scan_logins, one.contractor])).toEqual([['Wren Halloway', '1', 'no']]);
  const events = await mapped.floor.database
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.siteId, mapped.floor.site.id), eq(auditEvents.action, 'employees.export')));
  expect(events).toMatchObject([{ after: { q: 'halloway', rows: 1 } }]);
});

test('nothing serious stands in anybody’s way; a phone and an empty site are served too', async ({
  page,
  mapped,
  database,
}) => {
  test.setTimeout(120_000);
  await page.goto(pathOf(mapped));
  await expect(row(page, 'Otto Brandt')).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  await page.goto(pathOf(mapped, `&person=${mapped.otto.employeeId}`));
  for (const part of ['Values', 'Logins', 'Merge', 'History']) {
    await sheet(page).getByRole('button', { name: part, exact: true }).click();
    expect(await seriousProblemsInAnyColours(page), part).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await sheet(page).getByRole('button', { name: 'Values' }).click();
  await expect(sheet(page).getByLabel('Hired on')).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.goto(pathOf(mapped));
  await expect(row(page, 'Otto Brandt')).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const empty = await newPeopleFloor(database);
  await page.goto(pathOf(empty));
  await expect(page.getByRole('heading', { name: 'There are no people yet' })).toBeVisible();
});

test('who is no admin neither sees nor changes people here', async ({ page, context, mapped, manager }) => {
  await context.clearCookies();
  await context.addCookies(manager.cookies);
  await page.goto(pathOf(mapped));
  await expect(page.getByRole('heading', { name: 'This page is for admins' })).toBeVisible();
  const site = mapped.floor.site.code;
  const headers = { origin: new URL(page.url()).origin };
  const path = `/api/admin/employees/${mapped.otto.employeeId}`;
  expect((await page.request.get(`/api/admin/employees?site=${site}`)).status()).toBe(403);
  expect((await page.request.get(`/api/admin/employees/export?site=${site}`)).status()).toBe(403);
  expect((await page.request.get(`${path}?site=${site}`)).status()).toBe(403);
  const data = { changes: { name: 'Otto Brand' } };
  expect((await page.request.patch(`${path}?site=${site}`, { headers, data })).status()).toBe(403);
  const merge = await page.request.post(`${path}/merge?site=${site}`, {
    headers,
    data: { intoId: mapped.wren.employeeId },
  });
  expect(merge.status()).toBe(403);
});
