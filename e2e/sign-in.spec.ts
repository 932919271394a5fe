import type { Page } from '@playwright/test';
import { expect, newAccount, newFloor, PASSWORD, someAddress, test } from './support/test';

/** Sign-ins are counted by address. */
test.use({ extraHTTPHeaders: { 'x-forwarded-for': someAddress() } });

/** Who signs in comes to a site; which one does not matter here. */
test.beforeEach(async ({ database }) => {
  await newFloor(database);
});

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test.describe('signing in', () => {
  test.use({ allowedComplaints: [/status of 401/] });

  test('a wrong password is refused and said so, the right one opens the page that was asked for', async ({
    page,
    database,
  }) => {
    const { email } = await newAccount(database);
    await page.goto('/leaderboard?department=Packing');
    await expect(page).toHaveURL(/\/login\?next=/);
    await signIn(page, email, 'not the password');
    await expect(page.getByRole('alert').filter({ hasText: 'do not fit together' })).toBeFocused();
    await expect(page.getByLabel('Email')).toHaveValue(email);
    await signIn(page, email, PASSWORD);
    await expect(page).toHaveURL(/\/leaderboard\?department=Packing$/);
    await expect(page.getByRole('heading', { name: 'Leaderboard' })).toBeVisible();
  });

  test('signing out ends the session, also for the back button', async ({ page, database }) => {
    const { email, name } = await newAccount(database);
    await page.goto('/login');
    await signIn(page, email, PASSWORD);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: `Your account, ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/login$/);
    await page.goto('/leaderboard');
    await expect(page).toHaveURL(/\/login\?next=%2Fleaderboard$/);
    expect((await page.request.get('/api/dashboard/leaderboard')).status()).toBe(401);
  });

  for (const next of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%5Cevil.example/..//x',
    '/api/auth/sign-out',
  ]) {
    test(`does not lead away to ${next}`, async ({ page, database, baseURL }) => {
      const { email } = await newAccount(database);
      await page.goto(`/login?next=${encodeURIComponent(next)}`);
      await signIn(page, email, PASSWORD);
      await page.waitForURL((url) => url.pathname !== '/login');
      expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin);
    });
  }

  test('who is signed in already is not asked again', async ({ page, context, manager }) => {
    await context.addCookies(manager.cookies);
    await page.goto('/login?next=/account');
    await expect(page).toHaveURL(/\/account$/);
  });
});

test.describe('a password that somebody else made', () => {
  test.use({ allowedComplaints: [/status of 400/] });

  test('is pointed out until it is changed, and never stands in the way', async ({ page, database }) => {
    const { email } = await newAccount(database, true);
    await page.goto('/login');
    await signIn(page, email, PASSWORD);
    const notice = page.getByText('You still use the password that was made for you.');
    await expect(notice).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'Choose your own' }).click();
    await page.getByLabel('Current password', { exact: true }).fill('not the password');
    await page.getByLabel('New password', { exact: true }).fill('an entirely new one');
    await page.getByLabel('New password again', { exact: true }).fill('an entirely new one');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('The current password is not right.')).toBeVisible();
    await page.getByLabel('Current password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('Your password is changed.')).toBeVisible();
    await expect(notice).toBeHidden();
  });
});

test('pages carry a policy that runs no foreign script, and cannot be framed', async ({ page }) => {
  const response = await page.goto('/login');
  const policy = response?.headers()['content-security-policy'] ?? '';
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
  expect(scripts).toMatch(/'nonce-[^']{16,}'/);
  expect(scripts).not.toContain('unsafe-inline');
  expect(policy).toContain("frame-ancestors 'none'");
  expect(response?.headers()['x-content-type-options']).toBe('nosniff');
  const again = await page.request.get('/login');
  expect(again.headers()['content-security-policy']).not.toBe(policy);
});

test('an address that does not exist says so', async ({ page, complaints }) => {
  const response = await page.goto('/no-such-page');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  complaints.length = 0; // the browser reports the 404 itself
});
