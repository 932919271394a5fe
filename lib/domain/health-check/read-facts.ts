import { sql } from 'drizzle-orm';
import type { Redis } from 'ioredis';
import type { Database, PoolState } from '@/lib/db/client';
import type { ReplicaState } from '@/lib/db/replica-state';
import { getSites } from '@/lib/domain/sites/queries/get-sites';
import { getSourceFacts, type SourceFact } from '@/lib/domain/sources/queries/get-source-facts';
import type { CacheCounters } from '@/lib/platform/cache/cache';
import { describeError } from '@/lib/platform/errors/errors';
import { diskShare } from '@/lib/platform/health/disk';
import { getJobCounters, type JobCounter } from '@/lib/platform/jobs/job-counters';
import type { Logger } from '@/lib/platform/log/log';
import { type PresentProcess, presentProcesses } from '@/lib/platform/presence/presence';
import { TimeLimitError, withLimit } from '@/lib/platform/process/with-limit';
import type { QueueDepth } from '@/lib/platform/queue/wake';
import { whenReady } from '@/lib/platform/redis/when-ready';
import { type Clock, monotonicMillis } from '@/lib/platform/time/clock';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { getConnectionsShare } from './queries/get-database-load';
import { getJobStates, type JobState } from './queries/get-job-states';

/** What a part told, or why it told nothing: in words that name no server. */
export type Reading<T> = { isKnown: true; value: T } | { isKnown: false; problem: string };

/** Where the parts are. Null: this installation has none. */
export type HubParts = {
  clock: Clock;
  log: Logger;
  db: Database;
  replica: { state: ReplicaState; poolState(): PoolState } | null;
  redis: Redis | null;
  queue: { depth(): Promise<QueueDepth>; oldestWaitingSeconds(now: EpochSeconds): Promise<number> } | null;
  cacheCounters: Record<string, CacheCounters>;
  directory: string;
  limitMillis?: number;
};

export type SiteSources = { siteCode: string; facts: SourceFact[] };

/** All that is known of the hub at one moment, as it was read. */
export type HubFacts = {
  readAt: EpochSeconds;
  primary: Reading<{ latencyMillis: number; connectionsShare: number }>;
  primaryPool: PoolState;
  replica: Reading<{ latencyMillis: number; lagSeconds: number; isUsable: boolean }> | null;
  replicaPool: PoolState | null;
  redis: Reading<{ latencyMillis: number }> | null;
  queue: Reading<QueueDepth & { oldestSeconds: number }> | null;
  processes: Reading<PresentProcess[]> | null;
  jobs: Reading<JobState[]>;
  jobCounters: Reading<JobCounter[]> | null;
  sources: Reading<SiteSources[]>;
  cache: Record<string, CacheCounters>;
  disk: Reading<number>;
};

const LIMIT_MILLIS = 2_000;

/** Reads every part at once, each within its own time: one that hangs or is away does not hold up the others. */
export async function readHubFacts(parts: HubParts): Promise<HubFacts> {
  const { clock, db, replica, redis, queue, cacheCounters, directory } = parts;
  const now = clock.now();
  const read = <T>(part: string, work: () => Promise<T>) => readPart(parts, part, work);
  const [primary, replicaState, redisState, queueState, processes, jobs, jobCounters, sources, disk] =
    await Promise.all([
      read('primary', () => readPrimary(db)),
      replica && read('replica', () => readReplica(replica.state)),
      redis && read('redis', () => readRedis(redis)),
      queue &&
        read('queue', async () => ({
          ...(await queue.depth()),
          oldestSeconds: await queue.oldestWaitingSeconds(now),
        })),
      redis && read('processes', () => presentProcesses(redis)),
      read('jobs', () => getJobStates(db)),
      redis && read('job counters', () => getJobCounters(redis)),
      read('sources', () => readSources(db, now)),
      read('disk', () => diskShare(directory)),
    ]);
  return {
    readAt: now,
    primary,
    primaryPool: db.poolState(),
    replica: replicaState,
    replicaPool: replica?.poolState() ?? null,
    redis: redisState,
    queue: queueState,
    processes,
    jobs,
    jobCounters,
    sources,
    cache: cacheCounters,
    disk,
  };
}

/** What went wrong is logged and not told: it may name servers. */
async function readPart<T>(
  { log, limitMillis = LIMIT_MILLIS }: HubParts,
  part: string,
  work: () => Promise<T>,
): Promise<Reading<T>> {
  try {
    return { isKnown: true, value: await withLimit(work(), limitMillis) };
  } catch (error) {
    log.warn({ part, error: describeError(error) }, 'a part of the hub could not be looked at');
    return { isKnown: false, problem: error instanceof TimeLimitError ? error.message : 'cannot be reached' };
  }
}

async function readPrimary(db: Database) {
  const startedAt = monotonicMillis();
  await db.execute(sql`SELECT 1`);
  const latencyMillis = monotonicMillis() - startedAt;
  return { latencyMillis, connectionsShare: await getConnectionsShare(db) };
}

async function readReplica(state: ReplicaState) {
  const startedAt = monotonicMillis();
  const lagSeconds = await state.currentLagSeconds();
  return { latencyMillis: monotonicMillis() - startedAt, lagSeconds, isUsable: state.finding.isUsable };
}

async function readRedis(redis: Redis) {
  await whenReady(redis);
  const startedAt = monotonicMillis();
  await redis.ping();
  return { latencyMillis: monotonicMillis() - startedAt };
}

async function readSources(db: Database, now: EpochSeconds): Promise<SiteSources[]> {
  const sites = await getSites(db);
  const ids = sites.map(({ id }) => id);
  const bySite = Map.groupBy(await getSourceFacts(db, ids, now), ({ siteId }) => siteId);
  return sites.map(({ id, code }) => ({ siteCode: code, facts: bySite.get(id) ?? [] }));
}
