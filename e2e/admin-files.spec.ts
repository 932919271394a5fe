import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Download } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { departmentList } from '@/lib/domain/roles/schema';
import { systemState } from '@/lib/domain/system/schema';
import { createUser } from '@/lib/platform/auth/users';
import { test } from './support/admin-floor';
import { expect, PASSWORD } from './support/test';

async function linesOf(download: Download): Promise<Record<string, string>[]> {
  return parse(await readFile((await download.path()) ?? '', 'utf8'), { bom: true, columns: true });
}

test('the departments are a file with what counts today', async ({ page, adminFloor }) => {
  const { site } = adminFloor;
  await page.goto(`/admin/departments?site=${site}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Download as CSV').click()]);
  expect(download.suggestedFilename()).toMatch(new RegExp(`^departments-${site}-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
  const answer = await page.request.get(`/api/admin/departments?site=${site}`);
  const expected = departmentList.parse(await answer.json()).rows.map((row) => {
    const { multiplier, monthlyTargetPoints } = row.versions.find(({ isCurrent }) => isCurrent) ?? {};
    return [row.departmentName, row.activityType, String(multiplier), String(monthlyTargetPoints)];
  });
  const lines = await linesOf(download);
  expect(
    lines.map((line) => [line.department, line.activity_type, line.multiplier, line.monthly_target_points]),
  ).toEqual(expected);
});

test('the users are a file with the rows of the search', async ({ page, adminFloor, database }) => {
  const { site } = adminFloor;
  const mark = randomBytes(6).toString('hex');
  const email = `uma-${mark}@example.com`;
  const account = { email, name: `Uma ${mark}`, role: 'viewer' as const, mustChangePassword: true, password: PASSWORD };
  await createUser(database, account);
  await page.goto(`/admin/users?site=${site}&q=${mark}`);
  await expect(page.getByRole('table', { name: 'Users' }).getByRole('row')).toHaveCount(2);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Download as CSV').click()]);
  const lines = await linesOf(download);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ name: account.name, email, role: 'viewer', sites: 'all', one_time_password: 'yes' });
});

test('each table of the system is a file', async ({ page, adminFloor }) => {
  const { site } = adminFloor;
  await page.goto(`/admin/system?site=${site}`);
  const { measures, tables } = systemState.parse(
    await (await page.request.get(`/api/admin/system?site=${site}`)).json(),
  );
  for (const [label, column, names] of [
    ['Thresholds', 'measure', measures.map(({ measure }) => measure)],
    ['Tables', 'table', (tables ?? []).map(({ name }) => name)],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByLabel(`Download as CSV: ${label}`).click(),
    ]);
    expect((await linesOf(download)).map((line) => line[column]).sort()).toEqual([...names].sort());
  }
});
