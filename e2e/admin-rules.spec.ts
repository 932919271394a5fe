import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { departmentList } from '@/lib/domain/roles/schema';
import { siteState } from '@/lib/domain/sites/schema';
import { test } from './support/admin-floor';
import { FORMULA_NAME } from './support/paid-floor';
import { seriousProblems } from './support/serious-problems';
import { expect } from './support/test';

const dialog = (page: Page) => page.getByRole('dialog');
const effect = (page: Page) => page.getByRole('region', { name: 'Effect on the last 30 days' });

test.describe('departments', () => {
  test('a change is seen in its effect, saved, and stands in the history', async ({ page, adminFloor }) => {
    const { site, yesterday } = adminFloor;
    await page.goto(`/admin/departments?site=${site}`);
    await page.getByRole('button', { name: 'Packing' }).press('Enter');
    await dialog(page).getByLabel('Valid from').fill(yesterday);
    await dialog(page).getByLabel('Points an item').fill('1.6');
    await dialog(page).getByLabel('Points an item').press('Enter');
    // Yesterday 50 + 60 items, today 5: 115 x 0.8 = 92, doubled.
    await expect(effect(page)).toContainText('92.00 → after 184.00');
    await expect(effect(page)).toContainText('Saving has 3 person-days of all time scored again, at once.');
    await expect(effect(page).getByRole('row', { name: /Two Ferreira/ })).toContainText('144.00 → 188.00');
    expect(await seriousProblems(page)).toEqual([]);
    // Another value has to be looked at again.
    await dialog(page).getByLabel('Points an item').fill('1.2');
    await expect(effect(page)).toHaveCount(0);
    await dialog(page).getByRole('button', { name: 'Show the effect' }).click();
    await expect(effect(page)).toContainText('92.00 → after 138.00');
    await dialog(page)
      .getByRole('button', { name: `Save from ${yesterday}` })
      .click();
    await expect(page.getByText('Saved. 3 person-days are scored again.')).toBeVisible();
    const versions = dialog(page).getByRole('list', { name: 'Dated values' }).getByRole('listitem');
    await expect(versions).toHaveCount(2);
    await expect(versions.first()).toContainText('counts today');
    await dialog(page).getByRole('button', { name: 'History' }).click();
    await expect(dialog(page).getByRole('listitem').first()).toContainText('Ada Min set dated values');
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByRole('row', { name: /Packing/ })).toContainText('1.200');
  });

  test.describe('with somebody else at it', () => {
    test.use({ allowedComplaints: [/40[09]/] });

    test('the second admin is told, and nothing is overwritten', async ({ page, adminFloor, baseURL }) => {
      const { site, yesterday } = adminFloor;
      await page.goto(`/admin/departments?site=${site}`);
      const list = departmentList.parse(await (await page.request.get(`/api/admin/departments?site=${site}`)).json());
      const packing = list.rows.find(({ departmentName }) => departmentName === 'Packing');
      await page.getByRole('button', { name: 'Packing' }).click();
      await dialog(page).getByLabel('Valid from').fill(yesterday);
      await dialog(page).getByLabel('Points an item').fill('-1');
      await dialog(page).getByRole('button', { name: 'Show the effect' }).click();
      await expect(dialog(page).getByRole('alert').first()).toBeVisible();
      await dialog(page).getByLabel('Points an item').fill('1.6');
      await dialog(page).getByRole('button', { name: 'Show the effect' }).click();
      await expect(effect(page)).toBeVisible();
      const values = { multiplier: 3, expectedPerHour: 45, idleThresholdMinutes: 15, monthlyTargetPoints: null };
      const other = await page.request.put(`/api/admin/departments/${packing?.id}/versions/${yesterday}?site=${site}`, {
        data: { values },
        headers: { origin: new URL(baseURL ?? '').origin },
      });
      expect(other.status()).toBe(200);
      await dialog(page)
        .getByRole('button', { name: `Save from ${yesterday}` })
        .click();
      await expect(dialog(page).getByText('Somebody else changed this meanwhile.')).toBeVisible();
      await expect(dialog(page).getByRole('list', { name: 'Dated values' })).toContainText('3.000 points an item');
    });
  });

  test.describe('activity types', () => {
    test.use({ allowedComplaints: [/409/] });

    test('scans of an unknown kind are given to a department, or to a new one', async ({ page, adminFloor }) => {
      const { site, floor, people, yesterday } = adminFloor;
      await floor.scan(people.una, null, 12, floor.at(yesterday, '06:10'), floor.at(yesterday, '06:20'));
      await page.goto(`/admin/departments?site=${site}`);
      const types = page.getByRole('list', { name: 'Other activity types' }).getByRole('listitem');
      await expect(types).toContainText('1 scan with 12 items, of');
      expect(await seriousProblems(page)).toEqual([]);
      await types.getByLabel('Department of Folding').selectOption('Labeling');
      await types.getByRole('button', { name: 'Count it there' }).click();
      await expect(page.getByText('Folding counts at Labeling: 1 scan, whose days are scored again.')).toBeVisible();
      await expect(types).toContainText('Given to a department');

      await floor.scan(people.una, null, 5, floor.at(yesterday, '06:30'), floor.at(yesterday, '06:40'), 'Wrapping');
      await page.reload();
      await types.filter({ hasText: 'Wrapping' }).getByRole('button', { name: 'New department' }).click();
      await dialog(page).getByLabel('Department', { exact: true }).fill('Packing');
      await dialog(page).getByLabel('Role').fill('Wrapper');
      await expect(dialog(page).getByLabel('Scans arrive as')).toHaveValue('Wrapping');
      await dialog(page).getByLabel('Expected items an hour').fill('30');
      await dialog(page).getByRole('button', { name: 'Create the department' }).click();
      await expect(dialog(page).getByText('The department Packing belongs to another role.')).toBeVisible();
      expect(await seriousProblems(page)).toEqual([]);
      await dialog(page).getByLabel('Department', { exact: true }).fill('Gift wrap');
      await dialog(page).getByLabel('Department', { exact: true }).press('Enter');
      await expect(page.getByText('Gift wrap is there. 1 waiting scan counts now.')).toBeVisible();
      await expect(page.getByRole('row', { name: /Gift wrap/ })).toContainText('Wrapper (Wrapping)');
      await expect(types).toHaveCount(1);
    });
  });

  test('what holds for all days is saved with its recalculation', async ({ page, adminFloor }) => {
    await page.goto(`/admin/departments?site=${adminFloor.site}`);
    await page.getByRole('button', { name: 'Picking' }).click();
    await dialog(page).getByRole('button', { name: 'For all days' }).click();
    await dialog(page).getByLabel('Its items are finished items').check();
    await dialog(page).getByRole('button', { name: 'Show the effect' }).click();
    // Two picks 100 on a day with 50 finished; today's 5 have no picking.
    await expect(effect(page)).toContainText('50 → after 150');
    await dialog(page).getByRole('button', { name: 'Save for all days' }).click();
    await expect(page.getByText('Saved. Its days are being scored again, see Recalculate.')).toBeVisible();
    await page.goto(`/admin/recalculate?site=${adminFloor.site}`);
    await expect(page.getByText('Picking: isFinishing changed')).toBeVisible();
  });
});

test.describe('pay rates', () => {
  const rates = (page: Page) => page.getByRole('table', { name: 'Pay rates' });

  test('a rate is edited in its row and saved once its effect on cost was seen', async ({ page, adminFloor }) => {
    const { site, yesterday } = adminFloor;
    await page.goto(`/admin/pay-rates?site=${site}`);
    await expect(rates(page).getByRole('row')).toHaveCount(5);
    await page.getByRole('button', { name: 'Edit the pay of Una Brandt' }).press('Enter');
    await page.getByLabel('Amount for Una Brandt').fill('25');
    await page.getByLabel('First day for Una Brandt').fill(yesterday);
    await page.getByLabel('Amount for Una Brandt').press('Enter');
    // One hour at $20.00 on each of two days, the later one at $25.00.
    await expect(effect(page)).toContainText('$40.00 → after $45.00');
    expect(await seriousProblems(page)).toEqual([]);
    await dialog(page)
      .getByRole('button', { name: `Save from ${yesterday}` })
      .click();
    await expect(page.getByText('Saved. 1 day is scored again.')).toBeVisible();
    await expect(rates(page).getByRole('row', { name: /Una Brandt/ })).toContainText('$25.00 an hour');

    await page.getByLabel('Rates', { exact: true }).selectOption('unset');
    await expect(page).toHaveURL(/rates=unset/);
    await expect(rates(page).getByRole('row')).toHaveCount(3);
    await expect(rates(page)).toContainText('not set');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV: People' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`^pay-rates-${site}-`));
    const rows = parse(await readFile(await file.path(), 'utf8'), { bom: true, columns: true }) as { name: string }[];
    expect(rows.map(({ name }) => name).sort()).toEqual([`'${FORMULA_NAME}`, 'Two Ferreira']);
  });

  test('a file is read row by row and written as a whole', async ({ page, adminFloor }) => {
    const { site, yesterday } = adminFloor;
    await page.goto(`/admin/pay-rates?site=${site}`);
    await page.getByRole('button', { name: 'Import CSV' }).click();
    const header = 'name,effective_from,pay_type,amount';
    const good = `Two Ferreira,${yesterday},hourly,15.00`;
    await dialog(page).getByLabel('Or paste it here').fill(`${header}\n${good}\nNobody,${yesterday},hourly,15`);
    await dialog(page).getByRole('button', { name: 'Read row by row' }).click();
    const rows = dialog(page).getByRole('table', { name: 'Rows of the file' });
    await expect(rows.getByRole('row', { name: /Nobody/ })).toContainText('there is no active person Nobody');
    await expect(dialog(page).getByRole('button', { name: /^Write/ })).toHaveCount(0);
    expect(await seriousProblems(page)).toEqual([]);
    await dialog(page)
      .getByLabel('File', { exact: true })
      .setInputFiles({
        name: 'rates.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`${header}\n${good}\nSal Okafor,${yesterday},salary,2704.00`),
      });
    await dialog(page).getByRole('button', { name: 'Read row by row' }).click();
    await expect(dialog(page)).toContainText('2 to write, 0 without a change, 0 that cannot be read.');
    await dialog(page).getByRole('button', { name: 'Write 2 rates' }).click();
    await expect(page.getByText(/2 rates are written/)).toBeVisible();
    await expect(dialog(page)).toBeHidden();
    await expect(rates(page).getByRole('row', { name: /Two Ferreira/ })).toContainText('$15.00 an hour');
  });

  test('are not for an admin without the pay right', async ({ page, context, adminFloor, adminWithoutPay }) => {
    await context.clearCookies();
    await context.addCookies(adminWithoutPay);
    await page.goto(`/admin/settings?site=${adminFloor.site}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Pay rates' })).toHaveCount(0);
    await expect(page.getByText('Default rate an hour')).toHaveCount(0);
    expect((await page.request.get(`/api/admin/pay-rates?site=${adminFloor.site}`)).status()).toBe(403);
    await page.goto(`/admin/pay-rates?site=${adminFloor.site}`);
    await expect(page).toHaveURL(/no-access/);
  });
});

test.describe('settings', () => {
  test('a change says which days it moves, and is saved with its recalculation', async ({ page, adminFloor }) => {
    const { site, floor } = adminFloor;
    await page.goto(`/admin/settings?site=${site}`);
    await page.getByLabel('Default rate an hour').fill('26');
    await page.getByRole('button', { name: 'Show the effect' }).click();
    await expect(effect(page).getByRole('row', { name: /Two Ferreira/ })).toContainText('→');
    await expect(effect(page)).toContainText('by a recalculation of about');
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByLabel('Default rate an hour').fill('13.00');
    await page.getByLabel('Name', { exact: true }).fill('Riverside north');
    await page.getByLabel('Finished items a day').fill('777');
    await page.getByRole('button', { name: 'Show the effect' }).click();
    await expect(effect(page)).toContainText('Saving has no day scored again.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
    await expect(page.getByTestId('shown-day')).toHaveText('Riverside north');
    const state = siteState.parse(await (await page.request.get(`/api/admin/settings?site=${site}`)).json());
    expect(state).toMatchObject({ name: 'Riverside north', dailyGoalItems: 777, timeZone: floor.site.timeZone });

    await page.getByLabel('The day starts at').fill('05:00');
    await page.getByRole('button', { name: 'Show the effect' }).click();
    await expect(effect(page)).toContainText('by a recalculation of about');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved. Days are being scored again, see Recalculate.')).toBeVisible();
    await page.goto(`/admin/recalculate?site=${site}`);
    await expect(page.getByText('Site settings changed: dayStart')).toBeVisible();
  });

  test.describe('with somebody else at it', () => {
    test.use({ allowedComplaints: [/409/] });

    test('the second admin is told, and the other change stays', async ({ page, adminFloor, baseURL }) => {
      const { site } = adminFloor;
      await page.goto(`/admin/settings?site=${site}`);
      await page.getByLabel('Finished items a day').fill('500');
      await page.getByRole('button', { name: 'Show the effect' }).click();
      await expect(effect(page)).toBeVisible();
      const headers = { origin: new URL(baseURL ?? '').origin };
      const data = { changes: { name: 'Lakeside' } };
      expect((await page.request.patch(`/api/admin/settings?site=${site}`, { data, headers })).status()).toBe(200);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Somebody else changed this meanwhile.')).toBeVisible();
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Lakeside');
      await expect(page.getByLabel('Finished items a day')).toHaveValue('500');
      await page.getByRole('button', { name: 'Show the effect' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
      const state = siteState.parse(await (await page.request.get(`/api/admin/settings?site=${site}`)).json());
      expect(state).toMatchObject({ name: 'Lakeside', dailyGoalItems: 500 });
    });
  });
});
