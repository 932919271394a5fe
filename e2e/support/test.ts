import { randomBytes } from 'node:crypto';
import { type Browser, type BrowserContext, test as base, type Page } from '@playwright/test';
import { type Database, openDatabase } from '@/lib/db/client';
import type { UserRole } from '@/lib/platform/auth/rights';
import { createUser } from '@/lib/platform/auth/users';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { publishLive } from '@/lib/platform/live/publish';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import type { IsoDay } from '@/lib/platform/time/instant';
import { Floor } from '@/test/floor';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { listeningBrowser } from './listening';

export { expect } from '@playwright/test';

export const PASSWORD = 'correct horse battery';

export type Account = { email: string; name: string };

/** A floor with a usual day on it, where it is early afternoon now. */
export type BusyFloor = { floor: Floor; today: IsoDay; yesterday: IsoDay; path: string };

type WorkerFixtures = {
  database: Database;
  /** Signs in once for the worker; its cookies are in every test's browser. */
  manager: { account: Account; cookies: Awaited<ReturnType<BrowserContext['cookies']>> };
};
type Fixtures = {
  /** What the browser may complain about in this test; anything else fails it. */
  allowedComplaints: RegExp[];
  complaints: string[];
  /** Of the busy floor, when one is needed by name. */
  siteTimeZone: string | undefined;
  busyFloor: BusyFloor;
  emptyFloor: BusyFloor;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  browser: [async ({ browser }, use) => use(listeningBrowser(browser)), { scope: 'worker' }],
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const url = process.env.DATABASE_URL;
      if (url === undefined)
        throw new Error('DATABASE_URL is missing: set it to the database of the running web process.');
      const database = openDatabase({ url, poolSize: 3 });
      await use(database);
      await database.close();
      closeRedisConnections();
    },
    { scope: 'worker' },
  ],
  manager: [
    async ({ database, browser }, use, workerInfo) => {
      const account = await newAccount(database);
      await use({ account, cookies: await signedInCookies(browser, workerInfo.project.use.baseURL ?? '', account) });
    },
    { scope: 'worker' },
  ],
  allowedComplaints: [[], { option: true }],
  complaints: [
    async ({ page, allowedComplaints }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
      await use(complaints);
      const unexpected = complaints.filter((text) => !allowedComplaints.some((allowed) => allowed.test(text)));
      base.expect(unexpected, 'the browser complained').toEqual([]);
    },
    { auto: true },
  ],
  siteTimeZone: [undefined, { option: true }],
  busyFloor: async ({ database, manager, context, siteTimeZone }, use) => {
    await context.addCookies(manager.cookies);
    const busy = await newFloor(database, siteTimeZone === undefined ? {} : { timeZone: siteTimeZone });
    const { floor, today, yesterday } = busy;
    const now = currentInstant();
    const hours = (count: number) => count * 3600;
    const score = (name: string, day: IsoDay, work: Parameters<Floor['score']>[2]) => floor.score(name, day, work, now);
    await score('Amara Okafor', today, {
      items: { Picking: 900, Packing: 100 },
      clockedSeconds: hours(5),
      activeSeconds: hours(4.5),
      isClockedIn: true,
    });
    await score('Bela Lindqvist', today, {
      items: { 'Heat Press': 300 },
      clockedSeconds: hours(6),
      activeSeconds: hours(5),
    });
    await score('José Ferreira', today, {
      items: { Labeling: 400 },
      clockedSeconds: hours(2),
      activeSeconds: hours(2),
      isClockedIn: true,
    });
    await score('Dolores Novak', today, { items: { Packing: 120 }, clockedSeconds: 0, activeSeconds: hours(1) });
    await score('Emeka Tanaka', yesterday, {
      items: { Picking: 700 },
      clockedSeconds: hours(4),
      activeSeconds: hours(4),
    });
    await floor.unmapped(today, 'Packing', 40);
    await floor.sync('success', now - 120);
    await use(busy);
  },
  emptyFloor: async ({ database, manager, context }, use) => {
    await context.addCookies(manager.cookies);
    await use(await newFloor(database));
  },
});

/** Somebody who can sign in with {@link PASSWORD}. */
export async function newAccount(
  database: Database,
  mustChangePassword = false,
  canSeePay = false,
  role: UserRole = 'manager',
): Promise<Account> {
  const account = { email: `e2e-${randomBytes(6).toString('hex')}@example.com`, name: 'Robin Vale' };
  await createUser(database, { ...account, role, password: PASSWORD, mustChangePassword, canSeePay });
  return account;
}

/** Signs an account in, for the browsers of its tests. */
export async function signedInCookies(browser: Browser, baseURL: string, account: Account) {
  const context = await browser.newContext({ baseURL });
  const response = await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: new URL(baseURL).origin, 'x-forwarded-for': someAddress() },
    data: { email: account.email, password: PASSWORD },
  });
  if (!response.ok()) throw new Error(`Signing in failed: ${response.status()} ${await response.text()}`);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Of a network of its own: sign-ins are counted by address, and all tests come from one. */
export function someAddress(): string {
  const part = () => randomBytes(2).toString('hex');
  return `2001:db8:${part()}:${part()}::1`;
}

/** A site with nothing on its floor. */
export async function newFloor(
  database: Database,
  values: { timeZone?: string; dailyGoalItems?: number } = {},
): Promise<BusyFloor> {
  const code = `e2e-${randomBytes(5).toString('hex')}`;
  const now = currentInstant();
  const floor = await Floor.create(database, {
    code,
    name: 'Riverside warehouse',
    timeZone: zoneWithLocalHour(13, now),
    ...values,
    now,
  });
  const today = businessDayOf(floor.site, now);
  return { floor, today, yesterday: addDays(today, -1), path: `/leaderboard?site=${code}` };
}

/** Tells the web process of a change, as the worker does after its commit. */
export async function announce(floor: Pick<Floor, 'site'>, date: IsoDay): Promise<void> {
  await invalidateTags([tags.day(floor.site.id, date)]);
  await publishLive({ siteId: floor.site.id, type: 'day-changed', date });
}

/** The names on the board from top to bottom, by where the rows stand on the screen. */
export async function namesShown(page: Page): Promise<string[]> {
  const rows = await page.locator('tbody tr').evaluateAll((elements) =>
    elements
      .map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')),
        name: row.querySelector('[data-column=name] span')?.textContent ?? '',
      }))
      .sort((a, b) => a.index - b.index),
  );
  return rows.map((row) => row.name);
}
