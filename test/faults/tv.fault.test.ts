import { randomBytes } from 'node:crypto';
import { type Browser, chromium, type Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, inTransaction, openDatabase } from '@/lib/db/client';
import { tvScreens } from '@/lib/db/schema/access';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { linkIdentity } from '@/lib/domain/identity/mutations';
import { screenSettings } from '@/lib/domain/screens/schema';
import { createSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { hashOfScreenToken, SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { currentInstant } from '@/lib/platform/time/clock';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/lib/chromium';
import { waitUntil } from '../../scripts/lib/processes';
import { zoneWithLocalHour } from '../local-hour-zone';
import { makeNextVersion, type NextVersion } from './support/next-version';
import { type Program, startScript } from './support/program';
import { type Servers, startServers } from './support/servers';
import { WebServer } from './support/web';

const ACTOR: Actor = { type: 'system', id: 'test' };
const PERSON = 'Robin Example';
/** What a wall may take to be whole again once what it needs is back (product.md, TV). */
const RECOVERY_MILLIS = 10_000;

let servers: Servers;
let db: Database;
let site: Site;
let apiKey: string;
let env: Record<string, string>;
let web: WebServer;
let worker: Program;
let browser: Browser;
let page: Page;
let nextVersion: NextVersion;
let scans = 0;
/** Addresses that the screen found nothing at. */
const missing: string[] = [];

beforeAll(async () => {
  servers = await startServers();
  nextVersion = makeNextVersion();
  db = openDatabase({ url: servers.database.url, poolSize: 2 });
  const now = currentInstant();
  await createSite(db, { code: 'main', name: 'Riverside', timeZone: zoneWithLocalHour(12, now) }, ACTOR, now);
  site = await getSite(db, 'main');
  const who = { siteId: site.id, actor: ACTOR, now };
  apiKey = (await createApiKey(db, { ...who, name: 'test', scopes: ['ingest', 'read'] })).key;
  await storeScan();
  const [identity] = await db.select().from(employeeIdentities).where(eq(employeeIdentities.externalName, PERSON));
  await inTransaction(db, async (tx) => {
    const employeeId = await createEmployee(tx, { ...who, name: PERSON });
    await linkIdentity(tx, { ...who, identityId: identity?.id ?? 0, employeeId });
  });
  const token = randomBytes(32).toString('base64url');
  await db.insert(tvScreens).values({
    siteId: site.id,
    name: 'Hall',
    settings: screenSettings.parse({ playlist: [{ board: 'leaderboard', seconds: 3_600 }] }),
    status: 'active',
    tokenHash: hashOfScreenToken(token),
  });
  env = { DATABASE_URL: servers.database.url, REDIS_URL: servers.redis.url, AUTH_SECRET: 'x'.repeat(40) };
  worker = startScript('worker/main.ts', [], env);
  web = await WebServer.start(env, apiKey);
  browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await context.addCookies([{ name: SCREEN_COOKIE, value: token, url: web.address }]);
  page = await context.newPage();
  page.on('response', (response) => {
    if (response.status() === 404) missing.push(new URL(response.url()).pathname);
  });
  await page.clock.install();
  await page.goto(`${web.address}/tv`);
  await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
  await waitUntil(isUpToDate, 60_000, 'the first numbers');
});

afterAll(async () => {
  await browser?.close();
  await web?.program.end();
  await worker?.end();
  await db?.close();
  await servers?.stop();
  nextVersion?.remove();
});

/** Ten items, each worth a point, that Robin picked just now. */
function nextScan(): { referenceId: string; [name: string]: unknown } {
  scans += 1;
  const end = currentInstant() - 1;
  return {
    referenceId: `scan-${scans}`,
    userName: PERSON,
    activityType: 'Picking',
    itemsCount: 10,
    windowStart: toIsoInstant(end - 30),
    windowEnd: toIsoInstant(end),
  };
}

/** As another program would store it while the web server is away. */
async function storeScan(): Promise<void> {
  const order = { site, source: 'api', rows: [nextScan()], now: currentInstant(), actor: ACTOR };
  expect((await storeActivities(db, order)).accepted).toBe(1);
}

async function sendScan(): Promise<void> {
  expect((await web.post('/api/activities', nextScan())).status).toBe(201);
}

const port = () => Number(new URL(web.address).port);
const buildSaid = async () => (await db.select({ build: tvScreens.build }).from(tvScreens))[0]?.build;
/** How many scripts a page has of this version and of the next. */
const chunksOf = async (shown: Page) => {
  const sources = await shown
    .locator('script[src]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('src') ?? ''));
  const next = sources.filter((source) => /-next\.js/.test(source)).length;
  return { old: sources.length - next, next };
};
const pointsShown = async () =>
  Number(await page.locator('[data-champion=first] [data-testid=champion-points]').textContent());
const isUpToDate = async () => (await pointsShown()) === scans * 10;
const isMarked = (name: string) => page.locator(`[data-mark=${name}]`).isVisible();
const isUnmarked = async () => !(await isMarked('age')) && !(await isMarked('stale'));
const isSamePage = () => page.evaluate(() => Reflect.get(window, 'stillTheSamePage') === true);

// On a busy machine a server alone takes its time to start.
describe('a screen on the wall', { timeout: 240_000 }, () => {
  it('outlives its web server: it says how old it is, and shows what the new one knows', async () => {
    await web.program.end();
    await waitUntil(() => isMarked('age'), 60_000, 'the age on the screen');
    expect(await isUpToDate()).toBe(true);
    await storeScan();
    expect(await isUpToDate()).toBe(false);
    web = await WebServer.start(env, apiKey, port());
    await waitUntil(isUnmarked, RECOVERY_MILLIS, 'the age to go');
    await waitUntil(isUpToDate, 60_000, 'what was scanned meanwhile');
    await sendScan();
    await waitUntil(isUpToDate, RECOVERY_MILLIS, 'the next scan');
    expect(await isSamePage()).toBe(true);
  });

  it('comes back by itself after five minutes in which nothing got through', async () => {
    process.kill(-web.program.pid, 'SIGSTOP'); // Takes connections and answers nothing, as a line that was cut.
    try {
      await page.clock.runFor('05:30');
      await waitUntil(() => isMarked('age'), 60_000, 'the age on the screen');
      expect(await page.locator('[data-mark=age]').textContent()).toMatch(/no contact, [56] min old/);
      expect(await isUpToDate()).toBe(true);
    } finally {
      process.kill(-web.program.pid, 'SIGCONT');
    }
    await waitUntil(isUnmarked, RECOVERY_MILLIS, 'the age to go');
    await sendScan();
    await waitUntil(isUpToDate, RECOVERY_MILLIS, 'the next scan');
    expect(await isSamePage()).toBe(true);
  });

  it('keeps the last numbers while the database is away, says that they are old, and is whole again by itself', async () => {
    await servers.database.kill();
    await waitUntil(() => isMarked('stale'), 60_000, 'the mark of old numbers');
    expect(await isUpToDate()).toBe(true);
    expect(await isMarked('age')).toBe(false);
    const turnedOn = await page.context().newPage();
    await turnedOn.goto(`${web.address}/tv`);
    expect(await turnedOn.getByText('They come back by themselves').isVisible()).toBe(true);
    await servers.database.startAgain();
    await waitUntil(isUnmarked, RECOVERY_MILLIS, 'the mark to go');
    await page.clock.runFor(10_000); // so long does it wait at least before it loads itself anew
    await waitUntil(() => turnedOn.getByTestId('stage').isVisible(), 60_000, 'the screen that was turned on meanwhile');
    await turnedOn.close();
    await storeScan();
    await waitUntil(isUpToDate, 60_000, 'what was scanned then');
    expect(await isSamePage()).toBe(true);
  });

  it('goes on without Redis', async () => {
    await servers.redis.kill();
    await sendScan();
    expect(await isMarked('age')).toBe(false);
    await servers.redis.startAgain();
    await waitUntil(isUpToDate, 60_000, 'what was scanned meanwhile');
    await sendScan();
    await waitUntil(isUpToDate, 60_000, 'the next scan');
    expect(await isUnmarked()).toBe(true);
    expect(await isSamePage()).toBe(true);
    expect([worker.hasEnded, web.program.hasEnded]).toEqual([false, false]);
  });

  it('loads itself anew when its scripts did not come', async () => {
    const half = await page.context().newPage();
    const scripts = '**/_next/static/**/*.js';
    await half.route(scripts, (route) => route.abort());
    await half.goto(`${web.address}/tv`);
    expect(await half.getByTestId('stage').isVisible()).toBe(true);
    await half.unroute(scripts);
    await half.clock.runFor(16_000);
    const hasBegun = () => half.evaluate(() => document.documentElement.dataset.screenHasBegun === 'yes');
    await waitUntil(() => hasBegun().catch(() => false), RECOVERY_MILLIS, 'the scripts');
    await half.close();
  });

  it('loads a new version by itself, with the last numbers until it is there', async () => {
    await web.program.end();
    web = await WebServer.start(env, apiKey, port(), nextVersion.dir);
    // Asked in the middle of a change of pages there is no answer.
    while (await isSamePage().catch(() => false)) {
      expect(await isUpToDate().catch(() => true)).toBe(true);
      await page.clock.runFor(1_000); // each screen of a hall waits for a moment of its own
    }
    await waitUntil(isUpToDate, RECOVERY_MILLIS, 'the numbers on the new version');
    expect(await chunksOf(page)).toEqual({ old: 0, next: expect.any(Number) });
    expect((await chunksOf(page)).next).toBeGreaterThan(0);
    await waitUntil(async () => (await buildSaid()) === nextVersion.build, 60_000, 'the screen to tell its version');
    await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
    await sendScan();
    await waitUntil(isUpToDate, RECOVERY_MILLIS, 'the next scan');
    expect(await isSamePage()).toBe(true);
  });

  it('gets what it needs from the version of now when its own is gone', async () => {
    await web.program.end();
    // Nobody tells the screen of another version before it has to show a code, which it has not loaded the program for.
    await db.update(tvScreens).set({ revokedAt: currentInstant(), tokenHash: null });
    web = await WebServer.start(env, apiKey, port());
    await waitUntil(() => page.getByTestId('pairing-code').isVisible(), RECOVERY_MILLIS, 'the screen to be blank');
    const isCoded = async () =>
      /^[2-9A-Z]{3} [2-9A-Z]{3}$/.test((await page.getByTestId('pairing-code').textContent()) ?? '');
    await waitUntil(isCoded, RECOVERY_MILLIS, 'a code');
    expect(missing.some((path) => path.includes('-next.'))).toBe(true);
    expect((await chunksOf(page)).next).toBe(0);
  });
});
