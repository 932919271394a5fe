import { afterAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '@/test/eventually';
import { cachedLoad } from '../cache/cache';
import { cachePolicies } from '../cache/keys';
import { closeRedisConnections, openRedis } from '../redis/redis';
import { announceProcess, presentProcesses } from './presence';

/** Other tests of the run have processes and jobs of their own in the same Redis. */
vi.mock('../redis/namespace', () => ({ redisNamespace: () => 'hub:presence-test' }));

const redis = openRedis('cache');
const fast = { redis, everyMillis: 50, goneAfterMillis: 300 };
afterAll(closeRedisConnections);

const kinds = async () => (await presentProcesses(redis)).map(({ kind }) => kind);

describe('signs of life', () => {
  it('are given by any number of processes until they stop', async () => {
    expect(await kinds()).toEqual([]);
    const first = announceProcess('worker', { ...fast, clock: { now: () => 1_800_000_000 } });
    const second = announceProcess('worker', { ...fast, clock: { now: () => 1_800_000_060 } });
    const web = announceProcess('web', { ...fast, clock: { now: () => 1_800_000_120 } });
    await eventually(async () => expect(await kinds()).toEqual(['worker', 'worker', 'web']));
    const [one] = await presentProcesses(redis);
    expect(one).toMatchObject({ startedAt: '2027-01-15T08:00:00Z', seenAt: '2027-01-15T08:00:00Z' });
    expect(one?.version).toMatch(/^\d+\.\d+\.\d+/);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await kinds()).toEqual(['worker', 'worker', 'web']);
    await first.stop();
    expect(await kinds()).toEqual(['worker', 'web']);
    await Promise.all([second.stop(), web.stop()]);
    expect(await kinds()).toEqual([]);
  });

  it('stop when a process dies without a word, and nothing of it stays', async () => {
    const gone = announceProcess('worker', { ...fast, everyMillis: 3_600_000 });
    await eventually(async () => expect(await kinds()).toEqual(['worker']));
    await eventually(async () => expect(await kinds()).toEqual([]));
    expect(await redis.keys('hub:presence-test:process*')).toEqual([]);
    await gone.stop();
  });

  it('tell what the process read from the cache', async () => {
    const policy = cachePolicies.other('presence-test', '1', []);
    for (let read = 0; read < 4; read++) await cachedLoad(policy, async () => 'x');
    const web = announceProcess('web', fast);
    await eventually(async () =>
      expect(await presentProcesses(redis)).toMatchObject([{ cache: { hit: 3, miss: 1, stale: 0, error: 0 } }]),
    );
    await web.stop();
  });

  it('do not trouble a process while Redis is away, and whoever asks learns that nobody knows', async () => {
    const nowhere = openRedis('cache', 'redis://127.0.0.1:1');
    const web = announceProcess('web', { ...fast, redis: nowhere });
    await expect(presentProcesses(nowhere)).rejects.toThrow();
    await web.stop();
  });
});
