import { randomBytes } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { redisNamespace } from '@/lib/platform/redis/namespace';
import { closeRedisConnections, openRedis } from '@/lib/platform/redis/redis';
import { limitRate, redisCounts } from './limit-rate';
import { RATE_LIMITS } from './limits';

const redis = openRedis('cache');
afterAll(closeRedisConnections);

it('adds up in Redis and forgets after the time given', async () => {
  const key = randomBytes(8).toString('hex');
  const counts = redisCounts(redis);
  expect([await counts.add(key, 5, 100), await counts.add(key, 2, 100)]).toEqual([5, 7]);
  const seconds = await redis.ttl(`${redisNamespace()}:rate:${key}`);
  expect(seconds).toBeGreaterThan(95);
  expect(seconds).toBeLessThanOrEqual(100);
});

it('refuses with the seconds to wait once a subject is over its limit', async () => {
  const subject = `test:${randomBytes(8).toString('hex')}`;
  // Twice the limit and one more: also when a new minute begins meanwhile, one of them is refused.
  const asked = Array.from({ length: 2 * RATE_LIMITS.batch + 1 }, () => limitRate('batch', subject));
  const refused = (await Promise.allSettled(asked)).find((one) => one.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'RATE_LIMITED' });
  expect(refused?.reason.retryAfterSeconds).toBeGreaterThan(0);
  expect(refused?.reason.retryAfterSeconds).toBeLessThanOrEqual(60);
  await limitRate('batch', `${subject}-other`);
});
