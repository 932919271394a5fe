import {
  HEALTH_MEASURES,
  type HealthMeasure,
  judgeHealth,
  REGULAR_SYNC_SECONDS,
  thresholdOf,
} from '@/lib/domain/health-check/rules';
import type { DetailedHealth } from '@/lib/domain/health-check/schema';
import type { WatchedSync } from '@/lib/domain/health-check/watched-syncs';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';
import type { TableSize } from './queries/get-tables';
import type { SystemMeasure } from './schema';

type Context = { tables: readonly TableSize[] | null; watched: readonly WatchedSync[]; now: EpochSeconds };

/** Every threshold of operations.md with its value of now. */
export function prepareMeasures({ parts }: DetailedHealth, context: Context): SystemMeasure[] {
  const { tables } = context;
  const values: Record<HealthMeasure, number | null> = {
    mean_query_millis: parts.primary.latencyMillis,
    connections_share: parts.primary.connectionsShare,
    activity_rows: tables?.find(({ name }) => name === 'activity_logs')?.rows ?? null,
    replication_lag_seconds: parts.replica.lagSeconds,
    clock_sync_age_seconds: syncAge(parts, 'clock_sync_age_seconds', context),
    activities_sync_age_seconds: syncAge(parts, 'activities_sync_age_seconds', context),
    queue_oldest_seconds: parts.queue.oldestSeconds,
    backup_age_seconds: parts.backup.ageSeconds,
    disk_share: parts.disk.usedShare,
    cache_hit_share: parts.cache.hitShare,
  };
  return HEALTH_MEASURES.map((measure) => {
    const value = values[measure];
    const isSync = measure === 'clock_sync_age_seconds' || measure === 'activities_sync_age_seconds';
    // On small plans syncs lie further apart and their thresholds stretch: that is judged with the sources.
    const isGood = isSync && parts.sources.status === 'ok';
    const finding = value === null || isGood ? null : judgeHealth(measure, value, REGULAR_SYNC_SECONDS);
    return {
      measure,
      value,
      ...thresholdOf(measure),
      status: value === null ? null : (finding?.severity ?? 'ok'),
    };
  });
}

/** Of the site that was read longest ago; null for a source that is not read here, or never was. */
function syncAge(parts: DetailedHealth['parts'], measure: HealthMeasure, { watched, now }: Context): number | null {
  const sync = watched.find((one) => one.measure === measure);
  const ages = parts.sources.sources.flatMap(({ source, lastGoodAt }) =>
    source === sync?.source && lastGoodAt !== null ? [Math.max(0, now - fromIsoInstant(lastGoodAt))] : [],
  );
  return ages.length === 0 ? null : Math.max(...ages);
}
