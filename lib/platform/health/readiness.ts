import { once } from 'node:events';
import type { Redis } from 'ioredis';
import type { Database } from '@/lib/db/client';
import { getDatabase } from '@/lib/db/handles';
import { isSchemaCurrent } from '@/lib/db/migrate';
import { describeError } from '../errors/errors';
import { getLogger } from '../log/log';
import { withLimit } from '../process/with-limit';
import { getSharedRedis } from '../redis/shared';

export type Readiness = {
  /** `degraded`: answers, but without Redis. */
  status: 'ready' | 'degraded' | 'unavailable';
  database: 'ok' | 'unreachable' | 'not migrated';
  redis: 'ok' | 'unreachable' | 'off';
};

export type ReadinessParts = { database: Database; redis: Redis | undefined; limitMillis: number };

const LIMIT_MILLIS = 2_000;

/** Ready is who reaches a database with all migrations; Redis may be missing (operations.md, Health). Never throws. */
export async function checkReadiness(parts: ReadinessParts = ownParts()): Promise<Readiness> {
  const [database, redis] = await Promise.all([checkDatabase(parts), checkRedis(parts)]);
  const isUsable = database === 'ok';
  const withRedis = redis === 'unreachable' ? 'degraded' : 'ready';
  return { status: isUsable ? withRedis : 'unavailable', database, redis };
}

function ownParts(): ReadinessParts {
  return { database: getDatabase(), redis: getSharedRedis(), limitMillis: LIMIT_MILLIS };
}

async function checkDatabase({ database, limitMillis }: ReadinessParts): Promise<Readiness['database']> {
  try {
    return (await withLimit(isSchemaCurrent(database), limitMillis)) ? 'ok' : 'not migrated';
  } catch (error) {
    getLogger().warn({ error: describeError(error) }, 'not ready: the database does not answer');
    return 'unreachable';
  }
}

async function checkRedis({ redis, limitMillis }: ReadinessParts): Promise<Readiness['redis']> {
  if (redis === undefined) return 'off';
  try {
    const ready: Promise<unknown> = redis.status === 'ready' ? redis.ping() : once(redis, 'ready');
    await withLimit(ready, limitMillis);
    return 'ok';
  } catch (error) {
    getLogger().debug({ error: describeError(error) }, 'degraded: Redis does not answer');
    return 'unreachable';
  }
}
