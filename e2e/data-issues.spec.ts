import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatDay } from '@/lib/platform/time/format';
import { findIssue, flag } from './support/attention';
import { type BusyFloor, expect, test } from './support/test';

async function withIssue({ floor, yesterday }: BusyFloor) {
  const employeeId = await floor.person('Amara Okafor', currentInstant());
  await findIssue(floor, {
    kind: 'overlap',
    subject: `employee:${employeeId}`,
    employeeId,
    scoreDate: yesterday,
    details: { periodIds: [1, 2] },
  });
}

test('a data issue is understood, settled with a note and opened again', async ({ page, busyFloor }) => {
  const { floor, yesterday } = busyFloor;
  await withIssue(busyFloor);
  await page.goto(`/alerts?site=${floor.site.code}&tab=issues`);
  const list = page.getByRole('list', { name: 'Data issues' }).getByRole('button');
  await expect(list).toContainText('Overlapping punches');
  await expect(list).toContainText('Amara Okafor');
  await expect(list).toContainText(formatDay(yesterday));
  await list.click();
  const panel = page.getByRole('region', { name: 'Details' });
  await expect(panel).toContainText('Time that two periods share is counted once.');
  await expect(panel).toContainText('2 periods');
  await expect(panel.getByRole('link', { name: 'Amara Okafor' })).toHaveAttribute(
    'href',
    new RegExp(`date=${yesterday}`),
  );
  await panel.getByLabel('Why it is settled').fill('Two badges, one person');
  await panel.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByRole('heading', { name: 'The data are in order' })).toBeVisible();
  await page.getByRole('button', { name: 'Resolved', exact: true }).click();
  await expect(page).toHaveURL(/show=settled/);
  await list.click();
  await expect(panel).toContainText('“Two badges, one person”');
  await panel.getByRole('button', { name: 'Open again' }).click();
  await expect(page.getByRole('heading', { name: 'No issue was settled yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(list).toHaveCount(1);
});

test('issues go out as CSV with their filter', async ({ page, busyFloor }) => {
  const { floor, yesterday } = busyFloor;
  await withIssue(busyFloor);
  await page.goto(`/alerts?site=${floor.site.code}&tab=issues&kind=overlap`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Download as CSV').click()]);
  expect(download.suggestedFilename()).toBe(`data-issues-${floor.site.code}-open.csv`);
  const rows = parse(await readFile((await download.path()) ?? '', 'utf8'), { bom: true, columns: true });
  expect(rows).toMatchObject([{ kind: 'overlap', date: yesterday, name: 'Amara Okafor', status: 'open' }]);
});

test('a doubtful activity is reviewed with a note', async ({ page, busyFloor }) => {
  const { floor, today } = busyFloor;
  const employeeId = await floor.person('Amara Okafor', currentInstant());
  const details = { itemsCount: 1_240, windowStart: '2026-03-02T12:00:00Z', windowEnd: '2026-03-02T12:10:00Z' };
  await flag(floor, today, { activityId: 1, employeeId, kind: 'high_count', severity: 'high', details });
  await page.goto(`/alerts?site=${floor.site.code}&tab=flags`);
  const list = page.getByRole('list', { name: 'Activity flags' }).getByRole('button');
  await expect(list).toContainText('Unusually many items');
  await expect(list).toContainText('1,240 items');
  await list.click();
  const panel = page.getByRole('region', { name: 'Details' });
  await panel.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(panel.getByRole('alert')).toHaveText('Say in a few words what was done.');
  await panel.getByLabel('What was found').fill('A full pallet');
  await panel.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(page.getByRole('heading', { name: 'No doubtful activity' })).toBeVisible();
  await page.getByRole('button', { name: 'Reviewed', exact: true }).click();
  await expect(list).toContainText('by Robin Vale');
});
