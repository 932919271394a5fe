import type { SystemMeasure } from '@/lib/domain/system/schema';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatSpan } from '@/lib/platform/time/format';

type Measure = { label: string; note: string; format(value: number): string };

const seconds = (value: number) => formatSpan(value < 3_600 ? value : 60 * Math.floor(value / 60));
const share = (value: number) => formatPercent(value);
const millis = (value: number) => `${formatNumber(value, value < 10 ? 1 : 0)} ms`;

/** What each threshold measures, for people. */
const MEASURES: Record<SystemMeasure['measure'], Measure> = {
  mean_query_millis: { label: 'Answer of the database', note: 'one short statement, now', format: millis },
  connections_share: { label: 'Connections in use', note: 'of those the database allows', format: share },
  activity_rows: {
    label: 'Rows of activity_logs',
    note: 'as the server estimates',
    format: (value) => formatNumber(value),
  },
  replication_lag_seconds: { label: 'Replica behind by', note: 'no replica is set up', format: seconds },
  clock_sync_age_seconds: {
    label: 'Clock times read',
    note: 'not read by itself here',
    format: (value) => `${seconds(value)} ago`,
  },
  activities_sync_age_seconds: {
    label: 'Scans pulled',
    note: 'not pulled by itself here',
    format: (value) => `${seconds(value)} ago`,
  },
  queue_oldest_seconds: { label: 'Oldest waiting job', note: 'in the queue', format: seconds },
  backup_age_seconds: { label: 'Age of the backup', note: 'no backup has been made here yet', format: seconds },
  disk_share: { label: 'Disk used', note: 'where the hub runs', format: share },
  cache_hit_share: { label: 'Cached reads that were hits', note: 'of this web server since its start', format: share },
};

/** A measure in words: its value, or why there is none, and from where on it is bad. */
export function measureText({ measure, value, warning, critical, isLowBad }: SystemMeasure) {
  const { label, note, format } = MEASURES[measure];
  const limit = (bound: number | null) =>
    bound === null ? NO_NUMBER : `${isLowBad ? 'below' : 'over'} ${format(bound).replace(' ago', '')}`;
  return {
    label,
    note,
    value: value === null ? NO_NUMBER : format(value),
    warning: limit(warning),
    critical: limit(critical),
  };
}

/** `1.4 MB` */
export function formatBytes(bytes: number | null): string {
  if (bytes === null) return NO_NUMBER;
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${formatNumber(bytes / 1024 ** power, power === 0 ? 0 : 1)} ${units[power] ?? 'B'}`;
}
