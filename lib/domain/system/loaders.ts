import { slowStatements, statementTotals } from '@/lib/db/client';
import { getDatabase } from '@/lib/db/handles';
import { loadDetailedHealth } from '@/lib/domain/health-check/loaders';
import { watchedSyncs } from '@/lib/domain/health-check/watched-syncs';
import { getEnv } from '@/lib/platform/env/env';
import { describeError } from '@/lib/platform/errors/errors';
import { ownBuildId } from '@/lib/platform/health/build-id';
import { getLogger } from '@/lib/platform/log/log';
import { presentProcesses } from '@/lib/platform/presence/presence';
import { withLimit } from '@/lib/platform/process/with-limit';
import { getSharedRedis } from '@/lib/platform/redis/shared';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareMeasures } from './prepare';
import { getDatabaseVersion, getTables } from './queries/get-tables';
import { readRedisInfo } from './read-redis';
import type { SystemState } from './schema';

const LIMIT_MILLIS = 2_000;

/** How the hub is and what it runs on. Each part has its own time: one that hangs is null and holds up no other. */
export async function loadSystem(now: EpochSeconds): Promise<SystemState> {
  const db = getDatabase();
  const redis = getSharedRedis();
  const [health, tables, database, redisInfo, processes] = await Promise.all([
    loadDetailedHealth(null),
    orNull('tables', () => getTables(db)),
    orNull('database version', () => getDatabaseVersion(db)),
    redis === undefined ? null : orNull('redis', () => readRedisInfo(redis)),
    redis === undefined ? null : orNull('processes', () => presentProcesses(redis)),
  ]);
  const { count, millis } = statementTotals();
  return {
    asOf: toIsoInstant(now),
    health,
    measures: prepareMeasures(health, { tables, watched: watchedSyncs(getEnv()), now }),
    statements: { count, meanMillis: count === 0 ? null : Math.round((10 * millis) / count) / 10 },
    slowStatements: slowStatements().map(({ at, ...statement }) => ({ at: toIsoInstant(at), ...statement })),
    tables,
    redis: redisInfo,
    versions: { hub: health.version, build: ownBuildId(), node: process.version, database },
    webServers:
      processes?.flatMap(({ kind, version, startedAt }) => (kind === 'web' ? [{ version, startedAt }] : [])) ?? null,
  };
}

async function orNull<T>(part: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await withLimit(work(), LIMIT_MILLIS);
  } catch (error) {
    getLogger().warn({ part, error: describeError(error) }, 'a part of the system could not be looked at');
    return null;
  }
}
