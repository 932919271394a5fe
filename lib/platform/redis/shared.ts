import type { Redis } from 'ioredis';
import { getEnv } from '../env/env';
import { processWide } from '../process/process-wide';
import { openRedis } from './redis';

/**
 * The process's connection for short commands that nobody waits long for: health, signs of life, counts. Undefined in an
 * installation without Redis.
 */
export function getSharedRedis(): Redis | undefined {
  return processWide('shared-redis', () => ({ redis: getEnv().REDIS_ENABLED ? openRedis('cache') : undefined })).redis;
}
