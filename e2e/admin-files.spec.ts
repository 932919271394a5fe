import { readFile } from 'node:fs/promises';
import type { Download } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { departmentList } from '@/lib/domain/roles/schema';
import { systemState } from '@/lib/domain/system/schema';
import { userList } from '@/lib/platform/auth/user-schema';
import { test } from './support/admin-floor';
import { expect } from './support/test';

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

test('the users are a file with the rows of the search', async ({ page, adminFloor }) => {
  const { site } = adminFloor;
  await page.goto(`/admin/users?site=${site}&q=Ada`);
  await expect(page.getByRole('row', { name: /Ada Min/ }).first()).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Download as CSV').click()]);
  const known = new Set(
    userList
      .parse(await (await page.request.get(`/api/admin/users?site=${site}`)).json())
      .rows.map(({ email }) => email),
  );
  const lines = await linesOf(download);
  expect(lines.length).toBe((await page.getByRole('table', { name: 'Users' }).getByRole('row').count()) - 1);
  expect(lines.every(({ name, email }) => name === 'Ada Min' && known.has(email ?? ''))).toBe(true);
});

test('each table of the system is a file', async ({ page, adminFloor }) => {
  await page.goto(`/admin/system?site=${adminFloor.site}`);
  const { measures, tables } = systemState.parse(await (await page.request.get('/api/admin/system')).json());
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
