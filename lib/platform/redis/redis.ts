import { Redis } from 'ioredis';
import { getEnv } from '../env/env';
import { getLogger } from '../log/log';

/** Every key and channel of the hub starts so; several hubs may share a server. */
export const REDIS_PREFIX = 'hub';

const openConnections = new Set<Redis>();

/** Backoff of reconnects: 0.1 s, doubled up to 5 s, for ever. */
function reconnectDelayMillis(attempt: number): number {
  return Math.min(100 * 2 ** Math.min(attempt, 10), 5_000);
}

/**
 * Opens a connection.
 * - `cache`, `publish`: a command fails after 1 s and at once while disconnected; the caller goes on without (contract.md 6).
 * - `subscribe`: for messages; resubscribes by itself after a reconnect.
 * - `queue`: for BullMQ, which waits for the server to come back.
 */
export function openRedis(use: 'cache' | 'publish' | 'subscribe' | 'queue', url = getEnv().REDIS_URL): Redis {
  if (url === undefined) throw new Error('REDIS_URL is missing: set it or run `npm start` once for a private server.');
  const patient = use === 'queue' || use === 'subscribe';
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: reconnectDelayMillis,
    connectTimeout: 2_000,
    maxRetriesPerRequest: patient ? null : 0,
    enableOfflineQueue: patient,
    ...(patient ? {} : { commandTimeout: 1_000 }),
  });
  let reported = false;
  redis.on('error', (error) => {
    if (!reported) getLogger().warn({ use, err: error.message }, 'Redis is not reachable, going on without');
    reported = true;
  });
  redis.on('ready', () => {
    if (reported) getLogger().info({ use }, 'Redis is back');
    reported = false;
  });
  // Connecting never throws here: state shows up on the events above and in each command.
  redis.connect().catch(() => undefined);
  openConnections.add(redis);
  redis.on('end', () => openConnections.delete(redis));
  return redis;
}

/** Closes every connection that this process opened through {@link openRedis}. */
export function closeRedisConnections(): void {
  for (const redis of openConnections) redis.disconnect();
  openConnections.clear();
}
