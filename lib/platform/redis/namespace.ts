import { getEnv } from '../env/env';
import { REDIS_PREFIX } from './redis';

/** Start of keys and channels that speak of rows: ids mean something within one database only. */
export function redisNamespace(): string {
  return `${REDIS_PREFIX}:${new URL(getEnv().DATABASE_URL).pathname.slice(1)}`;
}
