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
let scans = 0;

beforeAll(async () => {
  servers = await startServers();
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
  await page.clock.install();
  await page.goto(`${web.address}/tv`);
  await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
  await waitUntil(isUpToDate, 40_000, 'the first numbers');
});

afterAll(async () => {
  await browser?.close();
  await web?.program.end();
  await worker?.end();
  await db?.close();
  await servers?.stop();
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

const pointsShown = async () => Number(await page.locator('[data-champion=first] .text-tv-huge').textContent());
const isUpToDate = async () => (await pointsShown()) === scans * 10;
const isMarked = (name: string) => page.locator(`[data-mark=${name}]`).isVisible();
const isUnmarked = async () => !(await isMarked('age')) && !(await isMarked('stale'));
const isSamePage = () => page.evaluate(() => Reflect.get(window, 'stillTheSamePage') === true);

// On a busy machine a server alone takes its time to start.
describe('a screen on the wall', { timeout: 240_000 }, () => {
  it('outlives its web server: it says how old it is, and shows what the new one knows', async () => {
    await web.program.end();
    await waitUntil(() => isMarked('age'), 40_000, 'the age on the screen');
    expect(await isUpToDate()).toBe(true);
    await storeScan();
    expect(await isUpToDate()).toBe(false);
    web = await WebServer.start(env, apiKey, Number(new URL(web.address).port));
    await waitUntil(isUnmarked, RECOVERY_MILLIS, 'the age to go');
    await waitUntil(isUpToDate, 40_000, 'what was scanned meanwhile');
    await sendScan();
    await waitUntil(isUpToDate, RECOVERY_MILLIS, 'the next scan');
    expect(await isSamePage()).toBe(true);
  });

  it('comes back by itself after five minutes in which nothing got through', async () => {
    process.kill(-web.program.pid, 'SIGSTOP'); // Takes connections and answers nothing, as a line that was cut.
    try {
      await page.clock.runFor('05:30');
      await waitUntil(() => isMarked('age'), 10_000, 'the age on the screen');
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
    await waitUntil(() => isMarked('stale'), 40_000, 'the mark of old numbers');
    expect(await isUpToDate()).toBe(true);
    expect(await isMarked('age')).toBe(false);
    await servers.database.startAgain();
    await waitUntil(isUnmarked, RECOVERY_MILLIS, 'the mark to go');
    await storeScan();
    await waitUntil(isUpToDate, 40_000, 'what was scanned then');
    expect(await isSamePage()).toBe(true);
  });

  it('goes on without Redis', async () => {
    await servers.redis.kill();
    await sendScan();
    expect(await isMarked('age')).toBe(false);
    await servers.redis.startAgain();
    await waitUntil(isUpToDate, 60_000, 'what was scanned meanwhile');
    await sendScan();
    await waitUntil(isUpToDate, 40_000, 'the next scan');
    expect(await isUnmarked()).toBe(true);
    expect(await isSamePage()).toBe(true);
    expect([worker.hasEnded, web.program.hasEnded]).toEqual([false, false]);
  });
});
