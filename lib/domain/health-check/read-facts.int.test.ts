import { createServer, type Server } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Database, inTransaction, openDatabase } from '@/lib/db/client';
import { getLogger } from '@/lib/platform/log/log';
import { closeWakeQueue, oldestWaitingSeconds, queueDepth } from '@/lib/platform/queue/wake';
import { closeRedisConnections, openRedis } from '@/lib/platform/redis/redis';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { createTestSite, openTestDatabase } from '@/test/database';
import { planOf } from '@/test/explain';
import { getJobStates, jobStatesStatement } from './queries/get-job-states';
import { type HubFacts, type HubParts, readHubFacts } from './read-facts';

const database = openTestDatabase();
const redis = openRedis('cache');
const NOW = 1_800_000_000;

/** Takes connections and never says a word. */
let silent: Server;
let silentPort: number;
beforeAll(async () => {
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  silentPort = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  await closeWakeQueue();
  closeRedisConnections();
  silent.close();
});

function partsOf(changes: Partial<HubParts> = {}): HubParts {
  return {
    clock: { now: () => NOW },
    log: getLogger(),
    db: database,
    replica: null,
    redis,
    queue: { depth: queueDepth, oldestWaitingSeconds },
    cacheCounters: {},
    directory: '.',
    limitMillis: 400,
    ...changes,
  };
}

/** The facts and how long it took to read them; what is not known is logged, which the test need not show. */
async function factsOf(changes: Partial<HubParts>): Promise<{ facts: HubFacts; millis: number }> {
  const log = getLogger().child({}, { level: 'silent' });
  const startedAt = monotonicMillis();
  const facts = await readHubFacts(partsOf({ log, ...changes }));
  return { facts, millis: monotonicMillis() - startedAt };
}

function databaseAt(port: number): Database {
  const away = openDatabase({
    url: `mysql://hub:secret@127.0.0.1:${port}/hub`,
    poolSize: 2,
    connectTimeoutMillis: 1_000,
  });
  // What is still being connected fails then.
  onTestFinished(() => away.close().catch(() => undefined));
  return away;
}

const isKnown = ({ primary, redis: ofRedis, queue, processes, jobs, sources, disk }: HubFacts) =>
  Object.entries({ primary, redis: ofRedis, queue, processes, jobs, sources, disk })
    .filter(([, reading]) => reading?.isKnown)
    .map(([part]) => part);
const ALL = ['primary', 'redis', 'queue', 'processes', 'jobs', 'sources', 'disk'];
const OF_DATABASE = ['primary', 'jobs', 'sources'];
const OF_REDIS = ['redis', 'queue', 'processes'];

describe('readHubFacts', () => {
  it('tells every part that is there', async () => {
    const site = await createTestSite(database);
    const facts = await readHubFacts(partsOf({ limitMillis: 5_000 }));
    expect(isKnown(facts)).toEqual(ALL);
    expect(facts).toMatchObject({
      readAt: NOW,
      primary: { value: { latencyMillis: expect.any(Number), connectionsShare: expect.any(Number) } },
      primaryPool: { size: 6, waiting: 0 },
      replica: null,
      queue: { value: { waiting: expect.any(Number), failed: expect.any(Number), oldestSeconds: expect.any(Number) } },
      jobCounters: { isKnown: true },
    });
    expect(facts.sources).toMatchObject({
      value: expect.arrayContaining([expect.objectContaining({ siteCode: site.code })]),
    });
    expect(facts.primaryPool.open).toBeGreaterThan(0);
  });

  it('misses what is away, at once, and nothing else', async () => {
    const { facts } = await factsOf({ db: databaseAt(1) });
    expect(isKnown(facts)).toEqual(ALL.filter((part) => !OF_DATABASE.includes(part)));
    expect(facts.primary).toEqual({ isKnown: false, problem: 'cannot be reached' });
    const nowhere = openRedis('cache', 'redis://127.0.0.1:1');
    const away = () => Promise.reject(new Error('connect ECONNREFUSED redis.internal'));
    const without = await factsOf({ redis: nowhere, queue: { depth: away, oldestWaitingSeconds: away } });
    expect(isKnown(without.facts)).toEqual(ALL.filter((part) => !OF_REDIS.includes(part)));
    expect(without.facts.queue).toEqual({ isKnown: false, problem: 'cannot be reached' });
    expect(isKnown((await factsOf({ directory: '/no/such/place' })).facts)).not.toContain('disk');
  });

  it('does not wait for a database that hangs', async () => {
    const { facts, millis } = await factsOf({ db: databaseAt(silentPort) });
    expect(millis).toBeLessThan(1_500);
    expect(isKnown(facts)).toEqual(ALL.filter((part) => !OF_DATABASE.includes(part)));
    expect(facts.primary).toEqual({ isKnown: false, problem: 'no answer within 400 ms' });
  });

  it('does not wait for a Redis that hangs', async () => {
    const hanging = openRedis('cache', `redis://127.0.0.1:${silentPort}`);
    const never = () => new Promise<never>(() => undefined);
    const { facts, millis } = await factsOf({
      redis: hanging,
      queue: { depth: never, oldestWaitingSeconds: never },
    });
    expect(millis).toBeLessThan(1_500);
    expect(isKnown(facts)).toEqual(ALL.filter((part) => !OF_REDIS.includes(part)));
    expect(facts.redis).toEqual({ isKnown: false, problem: 'no answer within 400 ms' });
  });

  it('shows that no connection is free', async () => {
    const small = openDatabase({ url: process.env.DATABASE_URL ?? '', poolSize: 1 });
    onTestFinished(() => small.close());
    await inTransaction(small, async () => {
      const { facts } = await factsOf({ db: small });
      expect(facts.primary).toEqual({ isKnown: false, problem: 'no answer within 400 ms' });
      expect(facts.primaryPool).toMatchObject({ size: 1, open: 1, free: 0 });
      expect(facts.primaryPool.waiting).toBeGreaterThan(0);
    });
  });

  it('logs why, and does not tell it', async () => {
    const warn = vi.spyOn(getLogger(), 'warn').mockImplementation(() => undefined);
    try {
      const facts = await readHubFacts(partsOf({ db: databaseAt(1) }));
      const logged = JSON.stringify(warn.mock.calls);
      expect(logged).toContain('ECONNREFUSED');
      expect(JSON.stringify(facts)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|secret/);
    } finally {
      warn.mockRestore();
    }
  });

  it('lists the last runs of each job from the index alone', async () => {
    const site = await createTestSite(database);
    const ran = (slot: string, status: string, at: number) =>
      database.execute(sql`
        INSERT INTO job_runs (job, slot, site_id, status, started_at, heartbeat_at)
        VALUES ('state-test', ${`${site.code}/${slot}`}, ${site.id}, ${status},
                FROM_UNIXTIME(${at}), FROM_UNIXTIME(${at}))`);
    await ran('1', 'success', NOW - 300);
    await ran('2', 'success', NOW - 200);
    await ran('3', 'failed', NOW - 100);
    await ran('4', 'running', NOW - 10);
    expect((await getJobStates(database)).find(({ job }) => job === 'state-test')).toEqual({
      job: 'state-test',
      firstStartedAt: NOW - 300,
      lastSuccessAt: NOW - 200,
      lastFailureAt: NOW - 100,
    });
    const plan = await planOf(database, jobStatesStatement());
    expect(plan).toMatchObject([{ key: 'ix_job_runs_history', Extra: expect.stringContaining('Using index') }]);
  });
});
