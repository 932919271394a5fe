import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import * as z from 'zod';
import { cacheCounters } from '../cache/cache';
import { sumCounters } from '../cache/counters';
import { describeError } from '../errors/errors';
import { processHealth } from '../health/health';
import { getLogger } from '../log/log';
import { redisNamespace } from '../redis/namespace';
import { getSharedRedis } from '../redis/shared';
import { whenReady } from '../redis/when-ready';
import { type Clock, systemClock } from '../time/clock';
import { toIsoInstant } from '../time/instant';

/** What a process says of itself every few seconds while it lives. */
const presentProcess = z.object({
  id: z.string(),
  kind: z.enum(['web', 'worker']),
  version: z.string(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  /** Its cached reads since it started. */
  cache: z.object({ hit: z.number(), miss: z.number(), stale: z.number(), error: z.number() }),
});
export type PresentProcess = z.infer<typeof presentProcess>;
export type ProcessKind = PresentProcess['kind'];

const EVERY_MILLIS = 10_000;
/** Who is silent for longer is gone. Redis counts the time, so that clocks of several machines do not matter. */
const GONE_AFTER_MILLIS = 30_000;

export type Presence = { stop(): Promise<void> };

export type PresenceOptions = { redis: Redis; clock?: Clock; everyMillis?: number; goneAfterMillis?: number };

/**
 * Says that this process is there until it stops, or dies. Any number of processes may. Without Redis nobody is told,
 * which those who look see as well.
 */
export function announceProcess(kind: ProcessKind, options: PresenceOptions): Presence {
  const { redis, clock = systemClock, everyMillis = EVERY_MILLIS, goneAfterMillis = GONE_AFTER_MILLIS } = options;
  const id = randomBytes(6).toString('hex');
  const startedAt = toIsoInstant(clock.now());
  const { version } = processHealth();
  const say = async () => {
    const seenAt = toIsoInstant(clock.now());
    const self: PresentProcess = {
      id,
      kind,
      version,
      startedAt,
      seenAt,
      cache: sumCounters(Object.values(cacheCounters())),
    };
    await whenReady(redis);
    await redis.set(keyOf(id), JSON.stringify(self), 'PX', goneAfterMillis);
    await redis.sadd(listKey(), id);
  };
  const report = (error: unknown) => getLogger().debug({ error: describeError(error) }, 'no sign of life was given');
  let saying = say().catch(report);
  const timer = setInterval(() => {
    saying = say().catch(report);
  }, everyMillis);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await saying;
      await redis.del(keyOf(id)).catch(report);
    },
  };
}

/** {@link announceProcess} for this process; null in an installation without Redis. */
export function announceOwnProcess(kind: ProcessKind): Presence | null {
  const redis = getSharedRedis();
  return redis === undefined ? null : announceProcess(kind, { redis });
}

/** The processes of this hub that live, oldest first. Throws while Redis is away. */
export async function presentProcesses(redis: Redis): Promise<PresentProcess[]> {
  await whenReady(redis);
  const ids = await redis.smembers(listKey());
  if (ids.length === 0) return [];
  const texts = await redis.mget(ids.map(keyOf));
  const gone = ids.filter((_, index) => texts[index] === null);
  // One that is only slow enters itself again with its next sign.
  if (gone.length > 0) await redis.srem(listKey(), ...gone);
  return texts
    .flatMap((text) => (typeof text === 'string' ? [presentProcess.parse(JSON.parse(text))] : []))
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt) || a.id.localeCompare(b.id));
}

function listKey(): string {
  return `${redisNamespace()}:processes`;
}

function keyOf(id: string): string {
  return `${redisNamespace()}:process:${id}`;
}
