import { randomBytes } from 'node:crypto';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/client';
import { tvScreens } from '@/lib/db/schema/access';
import { hashOfScreenToken, SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { Floor } from '@/test/floor';
import { waitUntil } from '../../scripts/lib/processes';
import { ensureProgram } from '../../scripts/lib/system-packages';
import { type Servers, startServers } from './support/servers';
import { WebServer } from './support/web';

const now = () => Math.floor(Date.now() / 1000);
/** What a wall may take to be whole again once what it needs is back (product.md, TV). */
const RECOVERY = 10_000;

let servers: Servers;
let db: Database;
let floor: Floor;
let env: Record<string, string>;
let web: WebServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  servers = await startServers();
  db = openDatabase({ url: servers.database.url, poolSize: 2 });
  floor = await Floor.create(db, { code: 'main', name: 'Riverside', timeZone: 'Etc/UTC', now: now() });
  await scoreOf(100);
  const token = randomBytes(32).toString('base64url');
  await db.insert(tvScreens).values({
    siteId: floor.site.id,
    name: 'Hall',
    settings: { playlist: [{ board: 'leaderboard', seconds: 3_600 }] },
    status: 'active',
    tokenHash: hashOfScreenToken(token),
  });
  env = { DATABASE_URL: servers.database.url, REDIS_URL: servers.redis.url, AUTH_SECRET: 'x'.repeat(40) };
  web = await WebServer.start(env, 'none');
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? ensureProgram(['chromium', 'google-chrome'], 'chromium', ''),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await context.addCookies([{ name: SCREEN_COOKIE, value: token, url: web.address }]);
  page = await context.newPage();
  await page.goto(`${web.address}/tv`);
  await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
});

afterAll(async () => {
  await browser?.close();
  await web?.program.end();
  await db?.close();
  await servers?.stop();
});

/** A day of Robin's with so many items, as the scorer would write it. */
async function scoreOf(items: number): Promise<void> {
  const today = businessDayOf(floor.site, now());
  const work = { items: { Picking: items }, clockedSeconds: 7_200, activeSeconds: 7_000, isClockedIn: true };
  await floor.score('Robin Vale', today, work, now());
}

const first = () => page.locator('[data-champion=first]').textContent();
const isMarked = (name: string) => page.locator(`[data-mark=${name}]`).isVisible();
const isSamePage = () => page.evaluate(() => Reflect.get(window, 'stillTheSamePage') === true);
const shows = (points: string) => async () => ((await first()) ?? '').includes(points);

describe('a screen on the wall', () => {
  it('outlives its web server', async () => {
    await waitUntil(shows('100'), 20_000, 'the first numbers');
    const port = Number(new URL(web.address).port);
    await web.program.end();
    await waitUntil(() => isMarked('age'), 40_000, 'the age on the screen');
    expect(await first()).toContain('100');
    await scoreOf(140);
    web = await WebServer.start(env, 'none', port);
    await waitUntil(shows('140'), RECOVERY, 'the numbers of the new server');
    await waitUntil(async () => !(await isMarked('age')), RECOVERY, 'the age to go');
    expect(await isSamePage()).toBe(true);
  });

  it('keeps the last numbers while the database is away, says that they are old, and is whole again by itself', async () => {
    await servers.database.kill();
    await waitUntil(() => isMarked('stale'), 40_000, 'the mark of old numbers');
    expect(await first()).toContain('140');
    await servers.database.startAgain();
    await scoreOf(180);
    await waitUntil(shows('180'), 30_000, 'the new numbers');
    await waitUntil(async () => !(await isMarked('stale')), RECOVERY, 'the mark to go');
    expect(await isSamePage()).toBe(true);
  });

  it('goes on without Redis', async () => {
    await servers.redis.kill();
    await scoreOf(220);
    await waitUntil(shows('220'), 30_000, 'the new numbers');
    await servers.redis.startAgain();
    await scoreOf(260);
    await waitUntil(shows('260'), 60_000, 'the numbers after Redis came back');
    expect(await isSamePage()).toBe(true);
  });
});
