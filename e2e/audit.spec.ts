import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { inTransaction } from '@/lib/db/client';
import { writeAudit } from '@/lib/platform/audit/write-audit';
import { currentInstant } from '@/lib/platform/time/clock';
import { test as base } from './support/admin';
import { person } from './support/attention';
import { seriousProblems, seriousProblemsInAnyColours } from './support/serious-problems';
import { expect } from './support/test';

/** Three changes of today by Ada and one by a program, a day before. */
const test = base.extend<{ ada: Awaited<ReturnType<typeof person>> }>({
  ada: async ({ database, floor, admin: _ }, use) => {
    const ada = await person(database, `Ada ${floor.floor.site.code}`, 'admin');
    const now = currentInstant();
    const by = { siteId: floor.floor.site.id, at: now, actor: { type: 'user' as const, id: ada.id } };
    await inTransaction(database, (tx) =>
      writeAudit(tx, [
        {
          ...by,
          action: 'site.change',
          entity: 'site',
          entityId: 1,
          before: { dailyGoalItems: 100 },
          after: { dailyGoalItems: 120 },
        },
        {
          ...by,
          action: 'screen.change',
          entity: 'screen',
          entityId: 7,
          before: { name: 'Hall', cut: 5 },
          after: { name: '=1+1', cut: 5 },
        },
        { ...by, action: 'payrate.set', entity: 'employee', entityId: 9, after: { amountCents: 987_654_321 } },
        {
          ...by,
          at: now - 86_400,
          actor: { type: 'system', id: 'sync-employees' },
          action: 'identity.link',
          entity: 'identity',
          entityId: 3,
          after: { employeeId: 4 },
        },
      ]),
    );
    await use(ada);
  },
});

test('shows who changed what, filtered in the URL and back, with each field before and after', async ({
  page,
  floor,
  ada,
}) => {
  const { site } = floor.floor;
  await page.goto(`/admin/audit?site=${site.code}`);
  const table = page.getByRole('table', { name: 'Changes' });
  await expect(table).toContainText('Daily goal items: 100 → 120');
  await page.getByLabel('Who', { exact: true }).selectOption(ada.name);
  await expect(page).toHaveURL(/actor=user/);
  await expect(table.getByRole('row')).toHaveCount(4);
  await page.getByLabel('About', { exact: true }).selectOption('Screen');
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(table).not.toContainText('Cut');
  await page.goto(page.url());
  await expect(table.getByRole('row')).toHaveCount(2);

  await table.getByRole('row').nth(1).getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /Name/ })).toContainText('Hall');
  await expect(dialog.getByRole('row')).toHaveCount(2);
  await page.goBack();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByLabel('To', { exact: true }).fill(floor.yesterday);
  await expect(table).toContainText('The hub (sync-employees)');
  await expect(table).not.toContainText('Daily goal items');
  await page.getByLabel('Who', { exact: true }).selectOption(ada.name);
  await expect(page.getByText('No change fits')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(table).toContainText('Daily goal items: 100 → 120');
});

test('pay stays hidden from who may not see it, and the CSV has the rows of the filter', async ({
  page,
  floor,
  ada,
}) => {
  const { site } = floor.floor;
  await page.goto(`/admin/audit?site=${site.code}&actor=user:${ada.id}`);
  const table = page.getByRole('table', { name: 'Changes' });
  await expect(table).toContainText('Amount cents: hidden (pay)');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV: Audit' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`audit-${site.code}.csv`);
  const text = await readFile(await file.path(), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  const answer = await (await page.request.get(`/api/admin/audit?site=${site.code}&actor=user:${ada.id}`)).json();
  expect(rows.map(({ id }) => Number(id))).toEqual(answer.rows.map(({ id }: { id: number }) => id));
  expect(rows.map(({ actor }) => actor)).toEqual(Array(3).fill(ada.name));
  expect(text).not.toContain('987654321');
  expect(JSON.stringify(answer)).not.toContain('987654321');
});

test('works with the keyboard, for thumbs and for everybody', async ({ page, floor, ada }) => {
  await page.goto(`/admin/audit?site=${floor.floor.site.code}&actor=user:${ada.id}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
  const opener = page.getByRole('table', { name: 'Changes' }).getByRole('button').first();
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
