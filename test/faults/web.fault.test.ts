import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Database, inTransaction, openDatabase } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { linkIdentity } from '@/lib/domain/identity/mutations';
import { createSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { addDays, businessDayInterval, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { waitUntil } from '../../scripts/lib/processes';
import { zoneWithLocalHour } from '../local-hour-zone';
import { type Program, startScript } from './support/program';
import { type Servers, startServers } from './support/servers';
import { type Answer, WebServer } from './support/web';

/** Nothing is let go in between: what takes this long waits for what hangs. Far more than a busy machine needs. */
const HANG_MILLIS = 25_000;

const ACTOR: Actor = { type: 'system', id: 'test' };
const PERSON = 'Robin Example';

let servers: Servers;
let db: Database;
let site: Site;
let yesterday: IsoDay;
let apiKey: string;
let env: Record<string, string>;
let web: WebServer;
let worker: Program;
let scans = 0;
let daysAskedFor = 0;

beforeAll(async () => {
  servers = await startServers();
  db = openDatabase({ url: servers.database.url, poolSize: 2 });
  const now = currentInstant();
  await createSite(db, { code: 'main', name: 'Main', timeZone: zoneWithLocalHour(12, now) }, ACTOR, now);
  site = await getSite(db, 'main');
  yesterday = addDays(businessDayOf(site, now), -1);
  const who = { siteId: site.id, actor: ACTOR, now };
  apiKey = (await createApiKey(db, { ...who, name: 'test', scopes: ['read', 'ingest'] })).key;
  await storeActivities(db, { ...who, site, source: 'api', rows: [nextScan()] });
  const [identity] = await db.select().from(employeeIdentities).where(eq(employeeIdentities.externalName, PERSON));
  await inTransaction(db, async (tx) => {
    const employeeId = await createEmployee(tx, { ...who, name: PERSON });
    await linkIdentity(tx, { ...who, identityId: identity?.id ?? 0, employeeId });
  });
  env = { DATABASE_URL: servers.database.url, REDIS_URL: servers.redis.url };
  worker = startScript('worker/main.ts', [], env);
  web = await WebServer.start(env, apiKey);
});

afterAll(async () => {
  await web?.program.end();
  await worker?.end();
  await db?.close();
  await servers?.stop();
});

/** Whatever the test before left. */
beforeEach(async () => {
  await Promise.all([servers.database.mend(), servers.redis.mend()]);
  await isWholeAgain();
  await waitUntil(async () => (await itemsOnBoard()) === (await itemsStored()), 60_000, 'a board that is up to date');
});

/**
 * Ten items that Robin did yesterday at noon. Of a day that is over nobody learns by looking again: only the worker's
 * message brings its changes to open pages and to what is cached for an hour.
 */
function nextScan(): { referenceId: string; itemsCount: number; [name: string]: unknown } {
  scans += 1;
  const end = businessDayInterval(site, yesterday).start + 12 * 3_600 + scans;
  return {
    referenceId: `scan-${scans}`,
    userName: PERSON,
    activityType: 'QC Passed',
    itemsCount: 10,
    windowStart: toIsoInstant(end - 30),
    windowEnd: toIsoInstant(end),
  };
}

function board(server = web): Promise<Answer> {
  return server.get(`/api/dashboard/leaderboard?date=${yesterday}`);
}

/** The board of days that nobody asked for before, so that no cache knows them. */
function boardsNeverAskedFor(count: number): Promise<Answer>[] {
  return Array.from({ length: count }, () => {
    daysAskedFor += 1;
    return web.get(`/api/dashboard/leaderboard?date=${addDays(yesterday, -daysAskedFor)}`);
  });
}

async function itemsOnBoard(server = web): Promise<number> {
  const answer = await board(server);
  expect(answer.status).toBe(200);
  return itemsOf(answer);
}

function itemsOf({ json }: Answer): number {
  const parsed = z.object({ rows: z.array(z.object({ items: z.number() })) }).parse(json);
  return parsed.rows[0]?.items ?? 0;
}

async function itemsStored(): Promise<number> {
  return 10 * (await db.$count(activityLogs));
}

function readiness(server = web): Promise<Answer> {
  return server.get('/api/health/readiness');
}

function statusOf({ json }: Answer): string {
  return z.object({ status: z.string() }).parse(json).status;
}

async function isWholeAgain(server = web): Promise<void> {
  await waitUntil(async () => statusOf(await readiness(server)) === 'ready', 60_000, 'database and Redis to be found');
}

/** Sends scans until one of them is heard of on the live channel: connections come back one after the other. */
async function expectPushes(server = web): Promise<void> {
  const live = await server.listen();
  await waitUntil(
    async () => {
      expect((await server.post('/api/activities', nextScan())).status).toBe(201);
      return live.heard().includes(`"${yesterday}"`);
    },
    60_000,
    'a pushed change',
  );
  live.stop();
  await waitUntil(async () => (await itemsOnBoard(server)) === (await itemsStored()), 60_000, 'all items on the board');
}

const UNAVAILABLE = { error: { code: 'UNAVAILABLE', message: expect.any(String), requestId: expect.any(String) } };

function expectUnavailable(answer: Answer, withinMillis: number): void {
  expect(answer.json).toEqual(UNAVAILABLE);
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.millis).toBeLessThan(withinMillis);
}

describe('Redis', () => {
  it('lost in the middle changes nothing for those who ask, and what came meanwhile is on the board afterwards', async () => {
    const before = await itemsOnBoard();
    await servers.redis.kill();
    for (let time = 0; time < 3; time++) {
      const shown = await board();
      expect([shown.status, itemsOf(shown)]).toEqual([200, before]);
      expect(shown.millis).toBeLessThan(HANG_MILLIS);
      const stored = await web.post('/api/activities', nextScan());
      expect(stored.status).toBe(201);
      expect(stored.millis).toBeLessThan(HANG_MILLIS);
    }
    expect(await itemsStored()).toBe(before + 30);
    const report = await readiness();
    expect([report.status, statusOf(report)]).toEqual([200, 'degraded']);

    await servers.redis.startAgain();
    await isWholeAgain();
    await expectPushes();
    expect([worker.hasEnded, web.program.hasEnded]).toEqual([false, false]);
  });

  it('that hangs holds nobody up for long', async () => {
    const before = await itemsOnBoard();
    await servers.redis.hang();
    for (let time = 0; time < 4; time++) {
      const shown = await board();
      expect([shown.status, itemsOf(shown)]).toEqual([200, before]);
      expect(shown.millis).toBeLessThan(HANG_MILLIS);
    }
    const stored = await Promise.all([1, 2, 3].map(() => web.post('/api/activities', nextScan())));
    for (const answer of stored) {
      expect(answer.status).toBe(201);
      expect(answer.millis).toBeLessThan(HANG_MILLIS);
    }
    const report = await readiness();
    expect([report.status, statusOf(report)]).toEqual([200, 'degraded']);
    servers.redis.goOn();
    await isWholeAgain();
    await expectPushes();
  });

  it('that was away when the web server started is not missed, and is found when it comes', async () => {
    await servers.redis.kill();
    const late = await WebServer.start(env, apiKey);
    try {
      const stored = await late.post('/api/activities', nextScan());
      expect(stored.status).toBe(201);
      expect(stored.millis).toBeLessThan(HANG_MILLIS);
      expect((await board(late)).status).toBe(200);
      await servers.redis.startAgain();
      await isWholeAgain(late);
      await expectPushes(late);
    } finally {
      await late.program.end();
    }
  });
});

describe('the database', () => {
  it('lost in the middle has what needs it refused with 503 at once, and is found when it is back', async () => {
    const before = await itemsOnBoard();
    await servers.database.kill();
    const asked = [...boardsNeverAskedFor(20), web.post('/api/activities', nextScan())];
    for (const answer of await Promise.all(asked)) expectUnavailable(answer, HANG_MILLIS);
    expect(await itemsOnBoard()).toBe(before); // the last good board is still there
    expect((await web.get('/api/health/liveness')).status).toBe(200);
    const report = await readiness();
    expect([report.status, statusOf(report)]).toEqual([503, 'unavailable']);

    await servers.database.startAgain();
    await isWholeAgain();
    await expectPushes();
    expect([worker.hasEnded, web.program.hasEnded]).toEqual([false, false]);
  });

  it('that hangs is waited for only so long by anybody, and is there again when it goes on', async () => {
    await servers.database.hang();
    const asked = [...boardsNeverAskedFor(30), web.post('/api/activities', nextScan())];
    const liveness = await web.get('/api/health/liveness');
    expect(liveness.status).toBe(200);
    expect(liveness.millis).toBeLessThan(HANG_MILLIS);
    const report = await readiness();
    expect([report.status, statusOf(report)]).toEqual([503, 'unavailable']);
    expect(report.millis).toBeLessThan(HANG_MILLIS);
    for (const answer of await Promise.all(asked)) expectUnavailable(answer, HANG_MILLIS);

    servers.database.goOn();
    await isWholeAgain();
    await expectPushes();
  });
});
