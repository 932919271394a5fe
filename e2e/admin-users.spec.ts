import { fillSignIn, signInElsewhere, test } from './support/admin';
import { seriousProblems } from './support/serious-problems';
import { expect, newAccount, newFloor, PASSWORD } from './support/test';

test.use({ allowedComplaints: [/status of 40[0139]/] });

test('somebody who is invited to one site signs in with the password shown once, and sees that site alone', async ({
  page,
  admin,
  floor,
  database,
  browser,
  baseURL,
}) => {
  const other = await newFloor(database);
  const email = `maya-${floor.floor.site.code}@example.com`;
  await page.goto(`/admin/users?site=${floor.floor.site.code}`);
  await expect(page.getByRole('row', { name: new RegExp(admin.email) })).toContainText('(you)');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Name').fill('Maya Okonkwo');
  await dialog.getByLabel('All sites, also later ones').uncheck();
  const own = dialog.getByRole('checkbox', { name: new RegExp(floor.floor.site.code) });
  await own.uncheck();
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog.getByText('choose at least one site', { exact: false })).toBeVisible();
  await own.check();
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const password = await dialog.locator('code').innerText();
  expect(password).toMatch(/^([a-z2-9]{6}-){3}[a-z2-9]{6}$/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row', { name: new RegExp(email) });
  await expect(row).toContainText('One-time password');
  await expect(row).toContainText('Manager');
  expect(await page.content()).not.toContain(password);

  const maya = await signInElsewhere(browser, baseURL ?? '', email, password);
  await expect(maya.page.getByText('You still use the password that was made for you.')).toBeVisible();
  await expect(maya.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await expect(maya.page.getByLabel('Site', { exact: true })).toHaveCount(0);
  const refused = await maya.page.request.get(`/api/dashboard/leaderboard?site=${other.floor.site.code}`);
  expect(refused.status()).toBe(403);
  await maya.page.goto(`/leaderboard?site=${other.floor.site.code}`);
  await expect(maya.page.getByText('This site is not one of yours')).toBeVisible();
  await maya.page.goto('/admin/users');
  await expect(maya.page.getByText('This page is for admins')).toBeVisible();
  await maya.context.close();
});

test('rights change at once, sessions end, a closed account stays shut, and it is all in the audit', async ({
  page,
  admin,
  floor,
  database,
  browser,
  baseURL,
}) => {
  const { email } = await newAccount(database);
  const away = await signInElsewhere(browser, baseURL ?? '', email);
  await expect(away.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  expect((await away.page.request.get(`/api/dashboard/alerts?site=${floor.floor.site.code}`)).status()).toBe(200);

  await page.goto(`/admin/users?site=${floor.floor.site.code}&q=${email}`);
  const row = page.getByRole('row', { name: new RegExp(email) });
  const open = () => row.getByRole('button').click();
  await open();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Viewer');
  expect((await away.page.request.get(`/api/dashboard/alerts?site=${floor.floor.site.code}`)).status()).toBe(403);

  await open();
  await expect(dialog.getByText(/^Chrome on/)).toBeVisible();
  await dialog.getByRole('button', { name: /^End the session/ }).click();
  await expect(dialog.getByText('The person is signed in nowhere.')).toBeVisible();
  await away.page.goto('/leaderboard');
  await expect(away.page).toHaveURL(/\/login/);

  await dialog.getByRole('button', { name: 'Make a one-time password' }).click();
  await dialog.getByRole('button', { name: 'Yes, make a new password' }).click();
  const password = await dialog.locator('code').innerText();
  await fillSignIn(away.page, email, PASSWORD);
  await expect(away.page.getByRole('alert').filter({ hasText: 'do not fit together' })).toBeVisible();
  await fillSignIn(away.page, email, password);
  await expect(away.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();

  await dialog.getByRole('button', { name: 'Close the account' }).click();
  await dialog.getByRole('button', { name: /^Yes, sign .* out/ }).click();
  await expect(row).toContainText('Closed');
  await away.page.goto('/leaderboard');
  await fillSignIn(away.page, email, password);
  await expect(away.page.getByRole('alert').filter({ hasText: 'deactivated' })).toBeVisible();
  await open();
  await dialog.getByRole('button', { name: 'Open the account again' }).click();
  await expect(row).toContainText('One-time password');
  await fillSignIn(away.page, email, password);
  await expect(away.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await away.context.close();

  await page.goto(`/admin/audit?site=${floor.floor.site.code}&entity=user`);
  const changes = page.getByRole('table', { name: 'Changes' });
  await expect(changes.getByRole('row').filter({ hasText: admin.name }).first()).toBeVisible();
  await expect(changes).toContainText('Role: manager → viewer');
  await expect(changes).toContainText('Is deactivated: no → yes');
  expect(await page.content()).not.toContain(password);
});

test('own sessions end on the account page', async ({ page, admin, browser, baseURL }) => {
  const away = await signInElsewhere(browser, baseURL ?? '', admin.email);
  await expect(away.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await page.goto('/account');
  const sessions = page.getByRole('region', { name: 'Signed in' });
  await expect(sessions.getByText('This one')).toHaveCount(1);
  await sessions.getByRole('button', { name: 'End all others' }).click();
  await expect(sessions.getByRole('button')).toHaveCount(0);
  await away.page.goto('/leaderboard');
  await expect(away.page).toHaveURL(/\/login/);
  await away.context.close();
  expect(await seriousProblems(page)).toEqual([]);
});

test('works with the keyboard, for thumbs and for everybody', async ({ page, admin, floor }) => {
  await page.goto(`/admin/users?site=${floor.floor.site.code}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await expect(dialog.getByLabel('Email')).toBeFocused();
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type(admin.email);
  await expect(page).toHaveURL(/q=/);
  const opener = page.getByRole('row', { name: new RegExp(admin.email) }).getByRole('button');
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: admin.name })).toBeVisible();
  await expect(page).toHaveURL(/user=/);
  expect(await seriousProblems(page)).toEqual([]);
  await page.goBack();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.keyboard.press('g');
  await page.keyboard.press('k');
  await expect(page.getByRole('heading', { level: 1, name: 'API keys' })).toBeVisible();
});
