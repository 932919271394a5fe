import type { AlertSeverity } from '@/lib/domain/alerts/rules';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/** What is measured every minute (operations.md, Health, Thresholds); the unit is the name's last word. */
export const HEALTH_MEASURES = [
  'mean_query_millis',
  'connections_share',
  'activity_rows',
  'replication_lag_seconds',
  'clock_sync_age_seconds',
  'activities_sync_age_seconds',
  'queue_oldest_seconds',
  'backup_age_seconds',
  'disk_share',
  'cache_hit_share',
] as const;
export type HealthMeasure = (typeof HEALTH_MEASURES)[number];

type Threshold = {
  /** Bad is more than this, or less where `isLowBad`. */
  warning: number;
  /** null: never critical. */
  critical: number | null;
  isLowBad?: true;
  title: (value: number) => string;
};

const MINUTE = 60;
const HOUR = 3600;
/** How far apart clock syncs lie where the plan of the source allows it (sync.md, Quota). */
export const REGULAR_SYNC_SECONDS = 300;

const THRESHOLDS: Record<HealthMeasure, Threshold> = {
  mean_query_millis: {
    warning: 500,
    critical: 2_000,
    title: (value) => `Database statements take ${Math.round(value)} ms on average`,
  },
  connections_share: {
    warning: 0.7,
    critical: 0.9,
    title: (value) => `${percent(value)} of the database's connections are in use`,
  },
  activity_rows: {
    warning: 5_000_000,
    critical: 10_000_000,
    title: (value) => `activity_logs has ${(value / 1_000_000).toFixed(1)} million rows`,
  },
  replication_lag_seconds: {
    warning: 5,
    critical: 30,
    title: (value) => `The replica is ${Math.round(value)} s behind`,
  },
  clock_sync_age_seconds: {
    warning: 10 * MINUTE,
    critical: 30 * MINUTE,
    title: (value) => `Clock times were last read ${minutes(value)} ago`,
  },
  activities_sync_age_seconds: {
    warning: 60 * MINUTE,
    critical: 120 * MINUTE,
    title: (value) => `Scans were last pulled ${minutes(value)} ago`,
  },
  queue_oldest_seconds: {
    warning: MINUTE,
    critical: 5 * MINUTE,
    title: (value) => `The oldest job has been waiting for ${minutes(value)}`,
  },
  backup_age_seconds: {
    warning: 26 * HOUR,
    critical: 50 * HOUR,
    title: (value) => `The last backup is ${Math.floor(value / HOUR)} h old`,
  },
  disk_share: { warning: 0.8, critical: 0.9, title: (value) => `The disk is ${percent(value)} full` },
  cache_hit_share: {
    warning: 0.7,
    critical: null,
    isLowBad: true,
    title: (value) => `Only ${percent(value)} of the cached reads were hits`,
  },
};

/** From where on a measured value is a warning, and critical; `isLowBad`: less is worse. */
export function thresholdOf(measure: HealthMeasure): { warning: number; critical: number | null; isLowBad: boolean } {
  const { warning, critical, isLowBad = false } = THRESHOLDS[measure];
  return { warning, critical, isLowBad };
}

export type HealthFinding = {
  measure: HealthMeasure;
  severity: Exclude<AlertSeverity, 'info'>;
  title: string;
  value: number;
};

/**
 * What is wrong with a measured value; null when nothing is. `clockSyncSeconds` is how far apart clock syncs lie: on small
 * plans more than five minutes, and their thresholds stretch with it (operations.md; sync.md, Quota).
 */
export function judgeHealth(measure: HealthMeasure, value: number, clockSyncSeconds: number): HealthFinding | null {
  const threshold = THRESHOLDS[measure];
  const stretch = measure === 'clock_sync_age_seconds' ? Math.max(1, clockSyncSeconds / REGULAR_SYNC_SECONDS) : 1;
  const isBeyond = (limit: number | null) =>
    limit !== null && (threshold.isLowBad === true ? value < limit : value > limit * stretch);
  if (!isBeyond(threshold.warning)) return null;
  const severity = isBeyond(threshold.critical) ? 'critical' : 'warning';
  return { measure, severity, title: threshold.title(value), value };
}

/** Of fewer reads the share of hits says nothing: after a start all are misses. */
const ENOUGH_READS = 100;

type Reads = { hit: number; miss: number; stale: number; error: number };

/** How many of the cached reads were hits, 0 to 1; null when there were fewer than `atLeast`. */
export function hitShare({ hit, miss, stale, error }: Reads, atLeast = ENOUGH_READS): number | null {
  const reads = hit + miss + stale + error;
  return reads === 0 || reads < atLeast ? null : hit / reads;
}

/** Seconds since the last good run of a job, while there was none since the first try. Null for one that never ran. */
export function secondsSinceSuccess(
  job: { firstStartedAt: EpochSeconds; lastSuccessAt: EpochSeconds | null } | undefined,
  now: EpochSeconds,
): number | null {
  return job === undefined ? null : Math.max(0, now - (job.lastSuccessAt ?? job.firstStartedAt));
}

/** The kind of a measure's alert. */
export function healthAlertKind(measure: HealthMeasure): string {
  return `health_${measure}`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / MINUTE)} min`;
}
