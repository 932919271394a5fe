import type { Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import { employees } from '@/lib/db/schema/employees';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatClock } from '@/lib/platform/time/format';
import { type Admin, becomeScreen, signInAdmin } from './support/screens';
import { announce, type BusyFloor, test as base, expect } from './support/test';

const test = base.extend<{ admin: Admin }>({
  reducedMotion: 'no-preference',
  admin: async ({ database, browser }, use) => {
    const admin = await signInAdmin(database, browser);
    await use(admin);
    await admin.context.close();
  },
});

/** Pairs the screen of `page` as an admin would, through the page of the admin. */
async function pair(page: Page, admin: Admin, floor: BusyFloor): Promise<number> {
  await page.goto('/tv');
  const code = page.getByTestId('pairing-code');
  await expect(code).toHaveText(/^[2-9A-Z]{3} [2-9A-Z]{3}$/);
  const typed = ((await code.textContent()) ?? '').replace(' ', '');
  const site = floor.floor.site.code;
  const answer = await admin.context.request.post(`/api/admin/screens?site=${site}`, {
    headers: admin.headers,
    data: { code: typed, name: 'Packing hall' },
  });
  expect(answer.status()).toBe(201);
  await expect(page.getByTestId('stage')).toBeVisible();
  return (await answer.json()).id;
}

const change = (admin: Admin, floor: BusyFloor, id: number, path: string, data: object, method = 'POST') =>
  admin.context.request.fetch(`/api/admin/screens/${id}${path}?site=${floor.floor.site.code}`, {
    method,
    headers: admin.headers,
    data,
  });

/** The minute may change between looking at the screen and at the clock. */
async function expectTimeOfSite(page: Page, { floor }: BusyFloor): Promise<void> {
  await expect(async () => {
    const shown = await page.getByTestId('site-clock').textContent();
    expect(shown).toBe(formatClock(currentInstant(), floor.site.timeZone));
  }).toPass({ timeout: 15_000 });
}

test('a stranger pairs a screen with the code it shows, and it is on for good', async ({ page, busyFloor, admin }) => {
  const { floor } = busyFloor;
  await page.context().clearCookies();
  await page.goto('/tv');
  const shown = page.getByTestId('pairing-code');
  await expect(shown).toHaveText(/^[2-9A-Z]{3} [2-9A-Z]{3}$/);
  const qr = page.getByRole('img', { name: /QR code/ });
  await expect(qr).toBeVisible();
  const address = ((await qr.getAttribute('aria-label')) ?? '').replace('QR code: ', '');

  const adminPage = await admin.context.newPage();
  await adminPage.goto(`${new URL(address).pathname}${new URL(address).search}&site=${floor.site.code}`);
  await expect(adminPage.getByLabel('Code')).toHaveValue(((await shown.textContent()) ?? '').replace(' ', ''));
  await adminPage.getByLabel('Name', { exact: true }).fill('Packing hall');
  await adminPage.getByRole('button', { name: 'Pair', exact: true }).click();
  await expect(page.getByTestId('stage')).toBeVisible();
  await expect(page.getByText('Amara O.')).toBeVisible();
  await expect(page.getByText('José F.')).toBeVisible();
  await expectTimeOfSite(page, busyFloor);
  await page.reload();
  await expect(page.getByText('Amara O.')).toBeVisible();
  await expect(adminPage.getByRole('row', { name: /Packing hall/ })).toContainText('On');
});

test('a scan moves the board, and a new first is celebrated', async ({ page, busyFloor, admin }) => {
  await page.context().clearCookies();
  await pair(page, admin, busyFloor);
  const first = page.locator('[data-champion=first]');
  await expect(first).toContainText('Amara O.');
  await expect(first).toContainText('980');
  const { floor, today } = busyFloor;
  const work = { clockedSeconds: 21_600, activeSeconds: 18_000, isClockedIn: true };
  await floor.score('Bela Lindqvist', today, { items: { 'Heat Press': 1_000 }, ...work }, currentInstant());
  await announce(floor, today);
  await expect(first).toContainText('Bela L.');
  await expect(first).toContainText('1,200');
  await expect(page.getByTestId('celebration')).toContainText(/New in front|1,000 points/);
  await expect(page.getByTestId('celebration')).toBeHidden();
});

test('a correction takes a celebration back at once', async ({ page, busyFloor, admin }) => {
  await page.context().clearCookies();
  await pair(page, admin, busyFloor);
  await expect(page.locator('[data-champion=first]')).toContainText('Amara O.');
  const { floor, today } = busyFloor;
  const work = { clockedSeconds: 21_600, activeSeconds: 18_000 };
  await floor.score('Bela Lindqvist', today, { items: { 'Heat Press': 830 }, ...work }, currentInstant());
  await announce(floor, today);
  await expect(page.getByTestId('celebration')).toContainText('Bela L.');
  await floor.score('Bela Lindqvist', today, { items: { 'Heat Press': 300 }, ...work }, currentInstant());
  await announce(floor, today);
  await expect(page.locator('[data-champion=first]')).toContainText('Amara O.');
  await expect(page.getByTestId('celebration')).toBeHidden({ timeout: 4_000 });
});

test.describe('an admin far away', () => {
  // The first refusal is how the screen learns that it was removed.
  test.use({ allowedComplaints: [/status of 401/] });

  test('it is changed from afar, shows no people when told so, and is blanked for good', async ({
    page,
    busyFloor,
    admin,
  }) => {
    await page.context().clearCookies();
    const id = await pair(page, admin, busyFloor);
    const settings = {
      playlist: [{ board: 'leaderboard', seconds: 60 }],
      theme: 'arena',
      nameFormat: 'short',
      isTeamsOnly: true,
      cut: 5,
      hasTicker: false,
      hasSound: false,
      volume: 0.5,
      isDimmedWhenEmpty: true,
    };
    expect((await change(admin, busyFloor, id, '', { version: 1, settings }, 'PATCH')).status()).toBe(200);
    await expect(page.getByRole('list', { name: 'Departments' })).toBeVisible();
    await expect(page.getByText('Amara')).toHaveCount(0);
    await expect(page.locator('[data-tv-theme=arena]')).toBeVisible();
    expect((await change(admin, busyFloor, id, '/revoke', {})).status()).toBe(200);
    await expect(page.getByTestId('stage')).toBeHidden({ timeout: 5_000 });
    await expect(page.getByTestId('pairing-code')).toHaveText(/^[2-9A-Z]{3} [2-9A-Z]{3}$/);
  });
});

test.describe('without the network', () => {
  test.use({ allowedComplaints: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] });

  test('for five minutes it keeps the last numbers, says how old they are, and comes back by itself', async ({
    page,
    busyFloor,
    admin,
  }) => {
    await page.context().clearCookies();
    await page.clock.install();
    await pair(page, admin, busyFloor);
    const { floor, today } = busyFloor;
    await expect(page.locator('[data-champion=first]')).toContainText('980');
    await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
    await page.context().setOffline(true);
    await page.clock.runFor(20_000);
    await expect(page.locator('[data-mark=age]')).toHaveText(/no contact, \d+ s old/);
    await page.clock.runFor('05:00');
    await expect(page.locator('[data-mark=age]')).toHaveText(/no contact, 5 min old/);
    await expect(page.locator('[data-champion=first]')).toContainText('980');
    const work = { clockedSeconds: 18_000, activeSeconds: 16_200, isClockedIn: true };
    await floor.score('Amara Okafor', today, { items: { Picking: 990, Packing: 100 }, ...work }, currentInstant());
    await announce(floor, today);
    await page.context().setOffline(false);
    await expect(page.locator('[data-mark=age]')).toBeHidden({ timeout: 10_000 });
    await expect(page.locator('[data-champion=first]')).toContainText('1,070', { timeout: 10_000 });
    await expect(page.getByTestId('celebration')).toHaveCount(0);
    expect(await page.evaluate(() => Reflect.get(window, 'stillTheSamePage'))).toBe(true);
  });
});

test('the clock of the device may be wrong by hours', async ({ page, busyFloor, admin }) => {
  await page.context().clearCookies();
  await page.clock.setSystemTime(new Date((currentInstant() - 7 * 3_600) * 1_000));
  await pair(page, admin, busyFloor);
  await expectTimeOfSite(page, busyFloor);
  await expect(page.locator('[data-mark=age]')).toHaveCount(0);
});

const SIZES = {
  '720p': { width: 1280, height: 720 },
  '1080p': { width: 1920, height: 1080 },
  '4K': { width: 3840, height: 2160 },
  portrait: { width: 1080, height: 1920 },
};
const work = { clockedSeconds: 7_200, activeSeconds: 7_000, isClockedIn: true };
const NAMES = ['Philippa Grantchester-Montgomery', '雅婷 林', 'محمد الأمين', "Siobhán O'Dwyer", 'Halldóra Þórsdóttir'];

test('300 people, some with long names: exactly the rows that fit, on every size', async ({ page, emptyFloor }) => {
  const { floor, today } = emptyFloor;
  const now = currentInstant();
  await floor.crowd(280, today, now);
  for (let index = 0; index < 20; index += 1) {
    const name = `${NAMES[index % NAMES.length]} ${String.fromCharCode(65 + index)}${index}`;
    await floor.score(name, today, { items: { Picking: 9_000 - index * 7 }, ...work }, now);
  }
  const playlist = [{ board: 'leaderboard', seconds: 3_600 }];
  await becomeScreen(page, emptyFloor, { playlist, cut: 50, nameFormat: 'full' });
  await page.goto('/tv');
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    await expectAllWhole(page, name);
  }
  await page.setViewportSize(SIZES['4K']);
  await page.reload();
  await expectAllWhole(page, '4K from the start');
});

/** The place of the ranks is filled, with no row, name or edge cut. */
async function expectAllWhole(page: Page, size: string): Promise<void> {
  const list = page.getByRole('list', { name: 'Ranks' });
  await expect.poll(() => list.locator('li').count(), { message: `rows at ${size}` }).toBeGreaterThanOrEqual(6);
  const room = async () => {
    const place = await list.boundingBox();
    const bottoms = await list.locator('li').evaluateAll((all) => all.map((row) => row.getBoundingClientRect().bottom));
    return (place?.y ?? 0) + (place?.height ?? 0) + 1 - Math.max(...bottoms);
  };
  await expect.poll(room, { message: `room below the last row at ${size}` }).toBeGreaterThanOrEqual(0);
  const overflow = await page.evaluate(() => [
    document.documentElement.scrollHeight - window.innerHeight,
    document.documentElement.scrollWidth - window.innerWidth,
  ]);
  expect(overflow.every((pixels) => pixels <= 0)).toBe(true);
  const cutNames = () =>
    page
      .locator('[data-champion] span[dir=auto]')
      .evaluateAll((all) =>
        all.filter((text) => text.scrollWidth > text.clientWidth + 1).map((text) => text.textContent),
      );
  await expect.poll(cutNames, { message: `cut names of the first two at ${size}` }).toEqual([]);
}

test('two who are side by side share the first place', async ({ page, emptyFloor }) => {
  const { floor, today } = emptyFloor;
  for (const name of ['Bela Lindqvist', 'José Ferreira']) {
    await floor.score(name, today, { items: { Picking: 120 }, ...work }, currentInstant());
  }
  await becomeScreen(page, emptyFloor, {});
  await page.goto('/tv');
  await expect(page.locator('[data-champion]').getByText('side by side')).toHaveCount(2);
  await expect(page.locator('[data-champion]').getByText('1', { exact: true })).toHaveCount(2);
  await expect(page.getByText('Room for more')).toBeVisible();
});

test('one person alone is nobody\u2019s rival', async ({ page, emptyFloor }) => {
  const { floor, today } = emptyFloor;
  await floor.score('Bela Lindqvist', today, { items: { Picking: 120 }, ...work }, currentInstant());
  await becomeScreen(page, emptyFloor, {});
  await page.goto('/tv');
  await expect(page.locator('[data-champion]')).toHaveCount(1);
  await expect(page.locator('[data-champion=first]')).toContainText('points');
  await expect(page.getByText('Room for more')).toBeVisible();
});

test('it is sent no more than it shows: a cut, aliases, and no names of anybody else', async ({ page, busyFloor }) => {
  const { floor } = busyFloor;
  await floor.database
    .update(employees)
    .set({ displayAlias: 'Comet' })
    .where(and(eq(employees.siteId, floor.site.id), eq(employees.name, 'Amara Okafor')));
  const playlist = [{ board: 'leaderboard', seconds: 3_600 }];
  await becomeScreen(page, busyFloor, { playlist, nameFormat: 'alias', cut: 2, hasTicker: false });
  await page.goto('/tv');
  await expect(page.locator('[data-champion=first]')).toContainText('Comet');
  await expect(page.locator('[data-champion=second]')).toContainText('Bela L.');
  await expect(page.getByRole('list', { name: 'Ranks' })).toHaveCount(0);
  const sent = [await (await page.request.get('/api/tv/floor')).text(), await page.content()];
  for (const text of sent) {
    expect(text).toContain('Comet');
    expect(text).not.toMatch(/Amara|Okafor|Lindqvist|José|Ferreira|Dolores/);
  }
});

test('sounds: none unless asked for, then for a new first and not for anybody else', async ({ page, busyFloor }) => {
  const { floor, today } = busyFloor;
  await page.addInitScript(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    const createGain = AudioContext.prototype.createGain;
    AudioContext.prototype.createGain = function gain() {
      const node = createGain.call(this);
      setTimeout(() => heard.push(Math.round(node.gain.value * 100) / 100), 0);
      return node;
    };
  });
  const heard = () => page.evaluate(() => Reflect.get(window, 'heard'));
  const score = async (name: string, items: number) => {
    await floor.score(name, today, { items: { 'Heat Press': items }, ...work }, currentInstant());
    await announce(floor, today);
  };
  await becomeScreen(page, busyFloor, { hasSound: true, volume: 0.5 });
  await page.goto('/tv');
  await expect(page.locator('[data-champion=second]')).toContainText('Bela L.');
  await expect(page.locator('[data-mark=stale]')).toHaveCount(0);
  await score('Bela Lindqvist', 500);
  await expect(page.getByTestId('celebration')).toContainText('500 points');
  expect(await heard()).toEqual([]);
  await score('Bela Lindqvist', 830);
  await expect.poll(heard).toEqual([0.2]);

  await becomeScreen(page, busyFloor, {});
  await page.goto('/tv');
  await expect(page.locator('[data-champion=first]')).toContainText('Bela L.');
  await score('Dolores Novak', 900);
  await expect(page.getByTestId('celebration')).toContainText('Dolores N.');
  expect(await heard()).toEqual([]);
});

test('an empty floor says what will come', async ({ page, emptyFloor, admin }) => {
  await page.context().clearCookies();
  await pair(page, admin, emptyFloor);
  await expect(page.getByText('Nobody on the board yet')).toBeVisible();
});
