import { randomBytes } from 'node:crypto';
import type { Database } from '@/lib/db/client';
import { createUser } from '@/lib/platform/auth/users';
import { newPaidFloor, type PaidFloor } from './paid-floor';
import { test as base, PASSWORD, signedInCookies } from './test';

type Cookies = Awaited<ReturnType<typeof signedInCookies>>;

/** An admin who can sign in. */
async function newAdmin(database: Database, canSeePay: boolean) {
  const account = { email: `e2e-${randomBytes(6).toString('hex')}@example.com`, name: 'Ada Min' };
  await createUser(database, {
    ...account,
    role: 'admin',
    password: PASSWORD,
    mustChangePassword: false,
    canSeePay,
  });
  return account;
}

/** Tests of an admin's pages: signed in as one who may see pay, on a floor with real facts of its own. */
export const test = base.extend<
  { adminFloor: PaidFloor & { site: string } },
  { adminCookies: Cookies; adminWithoutPay: Cookies }
>({
  adminCookies: [
    async ({ database, browser }, use, workerInfo) => {
      const baseURL = workerInfo.project.use.baseURL ?? '';
      await use(await signedInCookies(browser, baseURL, await newAdmin(database, true)));
    },
    { scope: 'worker' },
  ],
  adminWithoutPay: [
    async ({ database, browser }, use, workerInfo) => {
      const baseURL = workerInfo.project.use.baseURL ?? '';
      await use(await signedInCookies(browser, baseURL, await newAdmin(database, false)));
    },
    { scope: 'worker' },
  ],
  adminFloor: async ({ database, context, adminCookies }, use) => {
    await context.addCookies(adminCookies);
    const floor = await newPaidFloor(database);
    await use({ ...floor, site: floor.floor.site.code });
  },
});
