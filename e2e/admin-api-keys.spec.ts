import { test } from './support/admin';
import { seriousProblems } from './support/serious-problems';
import { expect } from './support/test';

test('a key is made and shown once, rotated with both good for a while, and revoked', async ({
  page,
  context,
  admin,
  floor,
  request,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { code } = floor.floor.site;
  const opens = async (key: string) =>
    (await request.get('/api/dashboard/leaderboard', { headers: { 'x-api-key': key } })).status();
  await page.goto(`/admin/api-keys?site=${code}`);
  await expect(page.getByText('No key yet')).toBeVisible();
  await page.getByRole('button', { name: 'New key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Wall board');
  await dialog.getByLabel('It ends').selectOption('In 90 days');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const key = await dialog.locator('code').innerText();
  expect(key).toMatch(/^hub_[\w-]{43}$/);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  expect(await opens(key)).toBe(200);
  await dialog.getByRole('button', { name: 'Done' }).click();

  const row = page.getByRole('row', { name: /Wall board/ });
  await expect(row).toContainText('Read');
  await expect(row).toContainText('Active until');
  await expect(row).toContainText(`by ${admin.name}`);
  await page.reload();
  await expect(row).toContainText(/Last used|ago/);
  expect(await page.content()).not.toContain(key.slice(12));

  await row.getByRole('button').click();
  await dialog.getByLabel('The old key').selectOption('Stays good for an hour');
  await dialog.getByRole('button', { name: 'Make the new key' }).click();
  const next = await dialog.locator('code').innerText();
  await expect(dialog.getByText('The old one stays good until')).toBeVisible();
  expect([await opens(key), await opens(next)]).toEqual([200, 200]);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(row).toHaveCount(2);
  await expect(row.filter({ hasText: 'Ends in' })).toHaveCount(1);

  await row.filter({ hasText: 'Ends in' }).getByRole('button').click();
  await dialog.getByRole('button', { name: 'Revoke the key' }).click();
  await dialog.getByRole('button', { name: 'Yes, refuse it from now on' }).click();
  await expect(row).toHaveCount(1);
  expect([await opens(key), await opens(next)]).toEqual([401, 200]);
  await page.getByRole('button', { name: 'Also ended' }).click();
  await expect(page).toHaveURL(/show=all/);
  await expect(row.filter({ hasText: 'Revoked' })).toHaveCount(1);
  await page.goto(`/admin/audit?site=${code}&entity=api_key`);
  await expect(page.getByRole('table', { name: 'Changes' }).getByRole('row')).toHaveCount(4);
  expect(await page.content()).not.toContain(key.slice(12));
});

test('works with the keyboard, for thumbs and for everybody', async ({ page, admin, floor }) => {
  await page.goto(`/admin/api-keys?site=${floor.floor.site.code}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'New API key' });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type(`Key of ${admin.name}`);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Copy' })).toHaveCount(0);
  const made = page.getByRole('dialog', { name: /has a key/ });
  await expect(made.getByRole('button', { name: 'Copy' })).toBeFocused();
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page
    .getByRole('row', { name: /Key of/ })
    .getByRole('button')
    .click();
  await expect(page.getByRole('dialog', { name: /Key of/ })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
});

test.describe('when the server fails', () => {
  test.use({ allowedComplaints: [/status of 500/] });

  test('the last good list stays, and it is said', async ({ page, admin, floor }) => {
    await page.goto(`/admin/api-keys?site=${floor.floor.site.code}`);
    await expect(page.getByText('No key yet')).toBeVisible();
    const refusal = { error: { code: 'INTERNAL', message: 'Something went wrong.', requestId: admin.email } };
    await page.route('**/api/admin/api-keys?*', (route) => route.fulfill({ status: 500, json: refusal }));
    await page.getByRole('button', { name: 'New key' }).first().click();
    await page.getByRole('dialog').getByLabel('Name').fill('Never');
    await page.getByRole('dialog').getByRole('button', { name: 'Make the key' }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('Something went wrong.');
    await page.keyboard.press('Escape');
    await expect(page.getByText('These are the last good numbers', { exact: false })).toBeVisible();
    await expect(page.getByText('No key yet')).toBeVisible();
  });
});
