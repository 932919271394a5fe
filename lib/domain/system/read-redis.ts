import type { Redis } from 'ioredis';
import { whenReady } from '@/lib/platform/redis/when-ready';
import type { SystemState } from './schema';

/** What Redis says of itself. Throws while it is away. */
export async function readRedisInfo(redis: Redis): Promise<NonNullable<SystemState['redis']>> {
  await whenReady(redis);
  const keys = await redis.dbsize();
  return parseRedisInfo(await redis.info(), keys);
}

/** The lines `name:value` of INFO. */
export function parseRedisInfo(text: string, keys: number): NonNullable<SystemState['redis']> {
  const values = new Map(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const at = line.indexOf(':');
      return at <= 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
    }),
  );
  const numberOf = (name: string) => {
    const value = Number(values.get(name));
    if (!Number.isInteger(value)) throw new Error(`Redis does not tell its ${name}.`);
    return value;
  };
  const maxBytes = numberOf('maxmemory');
  return {
    version: values.get('redis_version') ?? '',
    usedBytes: numberOf('used_memory'),
    // 0 stands for no limit.
    maxBytes: maxBytes === 0 ? null : maxBytes,
    clients: numberOf('connected_clients'),
    keys,
  };
}
