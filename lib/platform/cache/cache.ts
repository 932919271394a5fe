import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisDriver } from 'bentocache/drivers/redis';
import type { Redis } from 'ioredis';
import { REPLICA_BEHIND_SECONDS, withFreshReads } from '../../db/read-routing';
import { getEnv } from '../env/env';
import { describeError } from '../errors/errors';
import { ownBuildId } from '../health/build-id';
import { getLogger } from '../log/log';
import { processWide } from '../process/process-wide';
import { redisNamespace } from '../redis/namespace';
import { openRedis } from '../redis/redis';
import { type Clock, monotonicMillis, systemClock } from '../time/clock';
import type { EpochSeconds } from '../time/instant';
import { type CacheEntryPolicy, STALE_MILLIS } from './keys';
import { TagVersions } from './tag-versions';

/**
 * A cached value: `asOf` is when its load began; `stale` when it is the last good one because loading failed. As long as a
 * process has it in memory it gives the same object, to which more can be tied (a WeakMap).
 */
export type Cached<T> = Readonly<{ data: T; asOf: EpochSeconds; state: 'live' | 'stale' }>;

/** How often values of one kind were found, loaded, given stale, and could not be given at all. */
export type CacheCounters = { hit: number; miss: number; stale: number; error: number };

export type CacheOptions = {
  /** Connections of kind `cache` and `subscribe`; without them the cache keeps to this process. */
  redis?: { commands: Redis; subscriber: Redis };
  prefix?: string;
  clock?: Clock;
};

/** As it lies in Redis, and as the last good one. */
type StoredValue = { data: unknown; asOf: EpochSeconds };

const MAX_VALUES_IN_PROCESS = 2_000;
/** One process loads for all, as long as it says so: a dead one holds the others up for this long at most. */
const LOCK_MILLIS = 1_500;
const LOCK_RENEWAL_MILLIS = 400;
/** Whoever has waited this long for the load of another process loads by itself. */
const MAX_WAIT_MILLIS = 10_000;
const FIRST_LOOK_MILLIS = 15;
const MAX_LOOK_MILLIS = 200;
/** After a failed load the stale value is given this long before the next try. */
const RETRY_AFTER_FAILURE_MILLIS = 1_000;
const RENEW_OWN_LOCK =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0";
const RELEASE_OWN_LOCK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/**
 * The cache of contract.md 6 over BentoCache's memory and Redis stores. BentoCache brings the bounded memory, the
 * expiry and the encoding; added around it is what it lacks: versions that keep late loads out, one load over all
 * processes, the mark on stale values, and counters. (Its own two-tier store is not used: a value that comes from
 * Redis into memory without encoding cannot be read again in 1.6, and with encoding every hit pays for the decoding.)
 */
export class Cache {
  readonly #memory;
  readonly #shared;
  readonly #commands: Redis | undefined;
  readonly #versions: TagVersions | undefined;
  readonly #prefix: string;
  readonly #clock: Clock;
  readonly #underWay = new Map<string, Promise<Cached<unknown>>>();
  readonly #retryAt = new Map<string, number>();
  readonly #counters = new Map<string, CacheCounters>();
  /** Without Redis: how often each tag was cleared, and when last. */
  readonly #ownClearings = new Map<string, { count: number; at: EpochSeconds }>();

  constructor(options: CacheOptions = {}) {
    this.#prefix = options.prefix ?? `${redisNamespace()}:cache`;
    this.#clock = options.clock ?? systemClock;
    this.#memory = new BentoCache({
      default: 'memory',
      stores: {
        memory: bentostore().useL1Layer(memoryDriver({ serialize: false, maxItems: MAX_VALUES_IN_PROCESS })),
      },
    });
    this.#commands = options.redis?.commands;
    if (options.redis !== undefined) {
      this.#shared = new BentoCache({
        default: 'redis',
        // Of this build: what another one stored may have another shape.
        prefix: `${this.#prefix}:value:${ownBuildId()}`,
        stores: { redis: bentostore().useL2Layer(redisDriver({ connection: options.redis.commands })) },
      });
      this.#versions = new TagVersions({ ...options.redis, prefix: this.#prefix, clock: this.#clock });
    }
  }

  /**
   * The value of `policy`, from memory, else Redis, else `load`, which runs once for any number of askers. What `load`
   * gives must survive JSON and must not be changed by anybody. When it fails, the last good value of the last minutes
   * is given, marked stale; without one its error is thrown.
   */
  async load<T>(policy: CacheEntryPolicy, load: () => Promise<T>): Promise<Cached<T>> {
    const sharedVersion = (await this.#versions?.versionOf(policy.tags)) ?? null;
    const isShared = sharedVersion !== null;
    const key = isShared ? `${policy.key}@${sharedVersion}` : `${policy.key}@alone:${this.#versionAlone(policy.tags)}`;
    const known: Cached<unknown> | undefined = await this.#memory.get({ key });
    if (known !== undefined) {
      this.#count(policy, 'hit');
      return known as Cached<T>;
    }
    let underWay = this.#underWay.get(key);
    if (underWay === undefined) {
      underWay = this.#loadOnce(policy, key, isShared, load).finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, underWay);
    }
    return (await underWay) as Cached<T>;
  }

  /** Clears all values with any of the tags, in all processes. To be called after the commit. Never throws. */
  async clear(tags: readonly string[]): Promise<void> {
    if (this.#versions !== undefined) return this.#versions.clear(tags);
    const at = this.#clock.now();
    for (const tag of tags) this.#ownClearings.set(tag, { count: (this.#ownClearings.get(tag)?.count ?? 0) + 1, at });
  }

  /** For listeners of other messages that tell of a change: the next use asks Redis whether the tags were cleared. */
  recheck(tags: readonly string[]): void {
    this.#versions?.recheck(tags);
  }

  /** Counters per kind of value since the start of the process. */
  counters(): Record<string, CacheCounters> {
    return Object.fromEntries([...this.#counters].map(([name, counters]) => [name, { ...counters }]));
  }

  async #loadOnce(
    policy: CacheEntryPolicy,
    key: string,
    isShared: boolean,
    load: () => Promise<unknown>,
  ): Promise<Cached<unknown>> {
    if ((this.#retryAt.get(policy.key) ?? 0) > monotonicMillis()) {
      const lastGood = await this.#lastGood(policy, isShared);
      if (lastGood !== undefined) return this.#giveStale(policy, lastGood);
    }
    if (!isShared) return this.#loadAndStore(policy, key, false, load);
    const stored = await this.#readShared(policy, key);
    if (stored !== undefined) return this.#giveHit(policy, stored);
    const { token, stored: storedMeanwhile } = await this.#waitForLock(policy, key);
    const renewal = token === null ? undefined : setInterval(() => this.#renew(key, token), LOCK_RENEWAL_MILLIS);
    try {
      if (storedMeanwhile !== undefined) return this.#giveHit(policy, storedMeanwhile);
      return await this.#loadAndStore(policy, key, true, load);
    } finally {
      clearInterval(renewal);
      if (token !== null) await this.#release(key, token);
    }
  }

  async #loadAndStore(
    policy: CacheEntryPolicy,
    key: string,
    isShared: boolean,
    load: () => Promise<unknown>,
  ): Promise<Cached<unknown>> {
    const asOf = this.#clock.now();
    let data: unknown;
    try {
      data = await (this.#wasJustCleared(policy.tags, asOf) ? withFreshReads(load) : load());
    } catch (error) {
      const lastGood = await this.#lastGood(policy, isShared);
      if (lastGood === undefined) {
        this.#count(policy, 'error');
        throw error;
      }
      this.#retryAt.set(policy.key, monotonicMillis() + RETRY_AFTER_FAILURE_MILLIS);
      getLogger().warn(
        { cached: policy.name, error: describeError(error) },
        'loading failed, the last good value is given',
      );
      return this.#giveStale(policy, lastGood);
    }
    this.#retryAt.delete(policy.key);
    this.#count(policy, 'miss');
    const value: Cached<unknown> = { data, asOf, state: 'live' };
    const freshMillis = isShared ? policy.freshMillis : policy.aloneFreshMillis;
    await this.#keepInMemory(key, value, freshMillis);
    // Only the newest load may become the last good value, not one that was overtaken by a clearing.
    const isCurrent = isShared
      ? key === `${policy.key}@${await this.#versions?.versionOf(policy.tags)}`
      : key === `${policy.key}@alone:${this.#versionAlone(policy.tags)}`;
    if (isCurrent) await this.#memory.set({ key: lastGoodKey(policy), value, ttl: policy.freshMillis + STALE_MILLIS });
    if (isShared) {
      await this.#tryShared(async (store) => {
        const stored: StoredValue = { data, asOf };
        await store.set({ key, value: stored, ttl: freshMillis });
        if (isCurrent) {
          await store.set({ key: lastGoodKey(policy), value: stored, ttl: policy.freshMillis + STALE_MILLIS });
        }
      });
    }
    return value;
  }

  /** Waits for this process's turn to load, or for the value that another process loads meanwhile. */
  async #waitForLock(
    policy: CacheEntryPolicy,
    key: string,
  ): Promise<{ token: string | null; stored: Cached<unknown> | undefined }> {
    const token = randomBytes(9).toString('base64url');
    const giveUpAt = monotonicMillis() + MAX_WAIT_MILLIS;
    for (let wait = FIRST_LOOK_MILLIS; ; wait = Math.min(wait * 2, MAX_LOOK_MILLIS)) {
      const lock = await this.#attempt(async (redis) => ({
        isMine: (await redis.set(this.#lockKey(key), token, 'PX', LOCK_MILLIS, 'NX')) === 'OK',
      }));
      // It may have been stored between the look before and the lock.
      if (lock?.isMine === true) return { token, stored: await this.#readShared(policy, key) };
      if (lock === null || monotonicMillis() >= giveUpAt) return { token: null, stored: undefined };
      await pause(wait);
      const stored = await this.#readShared(policy, key);
      if (stored !== undefined) return { token: null, stored };
    }
  }

  async #renew(key: string, token: string): Promise<void> {
    await this.#attempt((redis) => redis.eval(RENEW_OWN_LOCK, 1, this.#lockKey(key), token, LOCK_MILLIS));
  }

  async #release(key: string, token: string): Promise<void> {
    await this.#attempt((redis) => redis.eval(RELEASE_OWN_LOCK, 1, this.#lockKey(key), token));
  }

  async #readShared(policy: CacheEntryPolicy, key: string): Promise<Cached<unknown> | undefined> {
    const stored = await this.#tryShared((store): Promise<StoredValue | undefined> => store.get({ key }));
    if (stored === null || stored === undefined) return undefined;
    const ageMillis = (this.#clock.now() - stored.asOf) * 1_000;
    const value: Cached<unknown> = { ...stored, state: 'live' };
    await this.#keepInMemory(key, value, Math.max(500, policy.freshMillis - ageMillis));
    return value;
  }

  async #keepInMemory(key: string, value: Cached<unknown>, ttl: number): Promise<void> {
    await this.#memory.set({ key, value, ttl });
  }

  async #lastGood(policy: CacheEntryPolicy, isShared: boolean): Promise<StoredValue | undefined> {
    const key = lastGoodKey(policy);
    const own: StoredValue | undefined = await this.#memory.get({ key });
    const shared = isShared
      ? await this.#tryShared((store): Promise<StoredValue | undefined> => store.get({ key }))
      : undefined;
    const newest = own !== undefined && own.asOf >= (shared?.asOf ?? 0) ? own : (shared ?? undefined);
    if (newest === undefined) return undefined;
    const ageMillis = (this.#clock.now() - newest.asOf) * 1_000;
    return ageMillis <= policy.freshMillis + STALE_MILLIS ? newest : undefined;
  }

  #giveHit(policy: CacheEntryPolicy, value: Cached<unknown>): Cached<unknown> {
    this.#count(policy, 'hit');
    return value;
  }

  #giveStale(policy: CacheEntryPolicy, value: StoredValue): Cached<unknown> {
    this.#count(policy, 'stale');
    return { data: value.data, asOf: value.asOf, state: 'stale' };
  }

  #count(policy: CacheEntryPolicy, what: keyof CacheCounters): void {
    const counters = this.#counters.get(policy.name) ?? { hit: 0, miss: 0, stale: 0, error: 0 };
    counters[what] += 1;
    this.#counters.set(policy.name, counters);
  }

  #versionAlone(tags: readonly string[]): string {
    return this.#versions?.versionAlone(tags) ?? tags.map((tag) => this.#ownClearings.get(tag)?.count ?? 0).join('.');
  }

  /** Then a replica could bring the old value back under the new version. */
  #wasJustCleared(tags: readonly string[], now: EpochSeconds): boolean {
    const clearedAt =
      this.#versions?.lastClearing(tags) ?? Math.max(0, ...tags.map((tag) => this.#ownClearings.get(tag)?.at ?? 0));
    return now - clearedAt <= REPLICA_BEHIND_SECONDS;
  }

  async #tryShared<R>(
    work: (store: BentoCache<Record<string, ReturnType<typeof bentostore>>>) => Promise<R>,
  ): Promise<R | null> {
    const store = this.#shared;
    if (store === undefined) return null;
    return (await this.#versions?.attempt(() => work(store))) ?? null;
  }

  async #attempt<R>(work: (redis: Redis) => Promise<R>): Promise<R | null> {
    const commands = this.#commands;
    if (commands === undefined) return null;
    return (await this.#versions?.attempt(() => work(commands))) ?? null;
  }

  #lockKey(key: string): string {
    return `${this.#prefix}:lock:${ownBuildId()}:${key}`;
  }
}

function lastGoodKey(policy: CacheEntryPolicy): string {
  return `${policy.key}@last-good`;
}

/** The process's cache. */
function getCache(): Cache {
  return processWide('cache', () => {
    const redis = getEnv().REDIS_ENABLED
      ? { commands: openRedis('cache'), subscriber: openRedis('subscribe') }
      : undefined;
    return new Cache({ redis });
  });
}

/** {@link Cache.load} of the process's cache. */
export function cachedLoad<T>(policy: CacheEntryPolicy, load: () => Promise<T>): Promise<Cached<T>> {
  return getCache().load(policy, load);
}

/** {@link Cache.counters} of the process's cache. */
export function cacheCounters(): Record<string, CacheCounters> {
  return getCache().counters();
}

/** {@link Cache.clear} of the process's cache: after the commit of a change, before telling anybody of it. Never throws. */
export function invalidateTags(tags: readonly string[]): Promise<void> {
  return getCache().clear(tags);
}

/** {@link Cache.recheck} of the process's cache. */
export function recheckTags(tags: readonly string[]): void {
  getCache().recheck(tags);
}
