import type { Redis } from 'ioredis';
import * as z from 'zod';
import { getEnv } from '@/lib/platform/env/env';
import { AppError } from '@/lib/platform/errors/errors';
import { processWide } from '@/lib/platform/process/process-wide';
import { redisNamespace } from '@/lib/platform/redis/namespace';
import { openRedis } from '@/lib/platform/redis/redis';
import { whenReady } from '@/lib/platform/redis/when-ready';
import { currentInstant, monotonicMillis } from '@/lib/platform/time/clock';
import { RATE_LIMITS, type RateClass } from './limits';
import { RateLimiter, type SharedCounts } from './rate-limiter';

/** In one step, so that a count without an end cannot be left behind. */
const ADD = `
local total = redis.call('INCRBY', KEYS[1], ARGV[1])
if total == tonumber(ARGV[1]) then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return total`;

/** Counts in Redis, under names of this hub. */
export function redisCounts(redis: Redis): SharedCounts {
  return {
    async add(key, number, ttlSeconds) {
      await whenReady(redis);
      return z.number().parse(await redis.eval(ADD, 1, `${redisNamespace()}:rate:${key}`, number, ttlSeconds));
    },
  };
}

/**
 * Counts a request of `subject`, e.g. `key:7`, against the limit of its class. Throws RATE_LIMITED with the seconds to
 * wait. Redis slow or gone costs at most a second once in a while, and then this process counts alone.
 */
export async function limitRate(rateClass: RateClass, subject: string): Promise<void> {
  const limiter = processWide('rate-limiter', () => {
    const shared = getEnv().REDIS_ENABLED ? redisCounts(openRedis('cache')) : undefined;
    return new RateLimiter({ shared, now: currentInstant, monotonicMillis });
  });
  const seconds = await limiter.take(`${rateClass}:${subject}`, RATE_LIMITS[rateClass]);
  if (seconds === 0) return;
  const message = `More than ${RATE_LIMITS[rateClass]} requests of this kind in a minute. Go on in ${seconds} s.`;
  throw new AppError('RATE_LIMITED', message, { retryAfterSeconds: seconds });
}
