import { afterAll, expect, it, vi } from 'vitest';
import { closeRedisConnections, openRedis } from '../redis/redis';
import { countJobRun, getJobCounters } from './job-counters';

/** Other tests of the run have processes and jobs of their own in the same Redis. */
vi.mock('../redis/namespace', () => ({ redisNamespace: () => 'hub:counters-test' }));

const redis = openRedis('cache');
afterAll(closeRedisConnections);

it('counts runs of all processes by job and end, and never holds up a job', async () => {
  expect(await getJobCounters(redis)).toEqual([]);
  const other = openRedis('cache');
  await countJobRun('sync-x', 'success');
  await countJobRun('sync-x', 'success', other);
  await countJobRun('sync-x', 'failed', other);
  await countJobRun('report', 'skipped', redis);
  const counters = (await getJobCounters(redis)).sort((a, b) => `${a.job}${a.end}`.localeCompare(`${b.job}${b.end}`));
  expect(counters).toEqual([
    { job: 'report', end: 'skipped', count: 1 },
    { job: 'sync-x', end: 'failed', count: 1 },
    { job: 'sync-x', end: 'success', count: 2 },
  ]);
  const nowhere = openRedis('cache', 'redis://127.0.0.1:1');
  await expect(countJobRun('sync-x', 'success', nowhere)).resolves.toBeUndefined();
  await expect(getJobCounters(nowhere)).rejects.toThrow();
});
