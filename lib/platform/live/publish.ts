import type { Redis } from 'ioredis';
import { getEnv } from '../env/env';
import { describeError } from '../errors/errors';
import { getLogger } from '../log/log';
import { processWide } from '../process/process-wide';
import { openRedis } from '../redis/redis';
import { whenReady } from '../redis/when-ready';
import { type LiveMessage, liveChannel } from './messages';

type Publisher = { redis: Redis };

/**
 * Tells all web processes of a change, after its commit and after clearing its cache tags. Never throws: without Redis
 * the web processes look for changes themselves every few seconds.
 */
export async function publishLive(message: LiveMessage): Promise<void> {
  if (!getEnv().REDIS_ENABLED) return;
  const publisher = processWide<Publisher>('live-publisher', () => ({ redis: openRedis('publish') }));
  try {
    await whenReady(publisher.redis);
    await publisher.redis.publish(liveChannel(), JSON.stringify(message));
  } catch (error) {
    getLogger().debug(
      { error: describeError(error) },
      'a live message was not sent; pages find the change by themselves',
    );
  }
}
