import { fillSignIn, signInElsewhere, test, totpCode } from './support/admin';
import { seriousProblems } from './support/serious-problems';
import { expect, newAccount, PASSWORD } from './support/test';

test.use({ allowedComplaints: [/status of 40[01]/] });

test('a second factor is switched on, asked for, replaced by a backup code, and switched off by an admin', async ({
  page,
  admin,
  floor,
  database,
  browser,
  baseURL,
}) => {
  const { email, name } = await newAccount(database);
  const own = await signInElsewhere(browser, baseURL ?? '', email);
  await expect(own.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await own.page.goto('/account');
  const panel = own.page.getByRole('region', { name: 'Second factor' });
  await panel.getByRole('button', { name: 'Switch it on' }).click();
  await panel.getByLabel('Your password', { exact: true }).fill('not the password');
  await panel.getByRole('button', { name: 'Go on' }).click();
  await expect(panel.getByText('The password is not right.')).toBeVisible();
  await panel.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await panel.getByRole('button', { name: 'Go on' }).click();
  await expect(panel.getByRole('img', { name: /QR code/ })).toBeVisible();
  expect(await seriousProblems(own.page)).toEqual([]);
  const secret = await panel.locator('code').innerText();
  await panel.getByRole('textbox', { name: 'Code' }).fill('000000');
  await panel.getByRole('button', { name: 'Switch it on' }).click();
  await expect(panel.getByText('This code is not right.', { exact: false })).toBeVisible();
  await panel.getByRole('textbox', { name: 'Code' }).fill(totpCode(secret));
  await panel.getByRole('button', { name: 'Switch it on' }).click();
  await expect(panel.getByText('Backup codes, each good for one sign-in')).toBeVisible();
  const [backup = ''] = (await panel.locator('code').innerText()).split('\n');
  await panel.getByRole('button', { name: 'I have kept them' }).click();
  await expect(panel.getByText('On: signing in also takes a code from your phone.')).toBeVisible();
  await own.context.close();

  const phone = await signInElsewhere(browser, baseURL ?? '', email);
  await expect(phone.page.getByRole('textbox', { name: 'Code' })).toBeFocused();
  expect(await seriousProblems(phone.page)).toEqual([]);
  await phone.page.goto('/leaderboard');
  await expect(phone.page).toHaveURL(/\/login/);
  await fillSignIn(phone.page, email);
  await phone.page.getByRole('textbox', { name: 'Code' }).fill('000000');
  await phone.page.getByRole('button', { name: 'Go on' }).click();
  await expect(phone.page.getByRole('alert').filter({ hasText: 'This code is not right.' })).toBeFocused();
  await phone.page.getByRole('textbox', { name: 'Code' }).fill(totpCode(secret));
  await phone.page.keyboard.press('Enter');
  await expect(phone.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await phone.context.close();

  const lost = await signInElsewhere(browser, baseURL ?? '', email);
  await lost.page.getByRole('button', { name: 'Use a backup code' }).click();
  await lost.page.getByLabel('Backup code').fill(backup);
  await lost.page.getByRole('button', { name: 'Go on' }).click();
  await expect(lost.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();

  await page.goto(`/admin/users?site=${floor.floor.site.code}&q=${email}`);
  const row = page.getByRole('row', { name: new RegExp(email) });
  await expect(row.locator('[data-column=factor]')).toHaveText('On');
  await row.getByRole('button').click();
  const dialog = page.getByRole('dialog', { name });
  await dialog.getByRole('button', { name: 'Switch it off' }).click();
  await dialog.getByRole('button', { name: /^Yes, the phone is lost/ }).click();
  await expect(dialog.getByText('Off. Everybody can switch it on', { exact: false })).toBeVisible();
  await lost.page.goto('/leaderboard');
  await fillSignIn(lost.page, email);
  await expect(lost.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await lost.context.close();

  await page.goto(`/admin/audit?site=${floor.floor.site.code}&entity=user`);
  const changes = page.getByRole('table', { name: 'Changes' });
  await expect(changes.getByRole('row', { name: /two factor off/ }).first()).toContainText(admin.name);
  await expect(changes.getByRole('row', { name: /use backup code/ }).first()).toContainText(name);
});
