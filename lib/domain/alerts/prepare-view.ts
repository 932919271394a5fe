import { formatNumber } from '@/lib/platform/format/number';
import { formatAge, formatMoment } from '@/lib/platform/time/format';
import { type EpochSeconds, fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import type { AlertSeverity, AlertStatus } from './rules';
import type { Alert, AlertEvent } from './schema';

export const SEVERITY_LABELS: Record<AlertSeverity, string> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'Info',
};

export const STATUS_LABELS: Record<AlertStatus, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  assigned: 'Assigned',
  resolved: 'Resolved',
};

/** Kinds of alerts that the hub raises by itself. */
export const ALERT_KIND_LABELS: Record<string, string> = {
  idle: 'No scans',
  unmapped_activity_type: 'Unknown activity type',
  connecteam_auth: 'Connecteam key refused',
  health_mean_query_millis: 'Slow database',
  health_connections_share: 'Database connections',
  health_activity_rows: 'Size of activity_logs',
  health_replication_lag_seconds: 'Replica behind',
  health_clock_sync_age_seconds: 'Clock times are old',
  health_activities_sync_age_seconds: 'Scans are old',
  health_queue_oldest_seconds: 'Jobs are waiting',
  health_backup_age_seconds: 'Backup is old',
  health_disk_share: 'Disk is full',
  health_cache_hit_share: 'Cache misses',
};

/** The name of a kind, also of one that is newer than this page: `some_kind` as `Some kind`. */
export function kindLabel(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return ALERT_KIND_LABELS[kind] ?? `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** How far a due time is away: `12:34`, `3 h 05 min`, `2 d`; of one that has passed how long ago. */
export function dueIn(dueAt: EpochSeconds, now: EpochSeconds): { text: string; isOver: boolean } {
  const left = dueAt - now;
  const seconds = Math.abs(left);
  if (left < 0) return { text: formatAge(seconds), isOver: true };
  if (seconds < 3_600) return { text: `${Math.floor(seconds / 60)}:${padded(seconds % 60)}`, isOver: false };
  if (seconds < 86_400) {
    return {
      text: `${Math.floor(seconds / 3_600)} h ${padded(Math.floor((seconds % 3_600) / 60))} min`,
      isOver: false,
    };
  }
  return { text: formatAge(seconds), isOver: false };
}

/** `settled in time`, or how late. */
export function settledText(alert: Pick<Alert, 'dueAt' | 'resolvedAt'>): string {
  if (alert.resolvedAt === null) return '';
  const late = fromIsoInstant(alert.resolvedAt) - fromIsoInstant(alert.dueAt);
  return late > 0 ? `settled ${formatAge(late)} late` : 'settled in time';
}

/** A fact behind an alert, and where more of it is. */
export type Fact = { label: string; value: string; link?: FactLink };
export type FactLink =
  | { page: 'person'; employeeId: number; date: IsoDay }
  | { page: 'flow' }
  | { page: 'leaderboard'; department: string; date: IsoDay }
  | { page: 'mappings' }
  | { page: 'jobs' }
  | { page: 'system' };

/** What an alert stands on, in words. Details are of the hub's own making, but a page must never break on old ones. */
export function alertFacts(alert: Alert, timeZone: string): Fact[] {
  if (alert.kind === 'idle') return idleFacts(alert, timeZone);
  if (alert.kind === 'unmapped_activity_type') return unmappedFacts(alert, timeZone);
  if (alert.kind === 'connecteam_auth') {
    const message = textOf(alert, 'message');
    return [
      ...(message === null ? [] : [{ label: 'Connecteam said', value: message }]),
      { label: 'Job', value: 'sync-clock-times', link: { page: 'jobs' } },
    ];
  }
  if (alert.kind.startsWith('health_')) return healthFacts(alert);
  return Object.entries(alert.details).flatMap(([label, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [{ label, value: String(value) }] : [],
  );
}

function idleFacts(alert: Alert, timeZone: string): Fact[] {
  const employeeId = numberOf(alert, 'employeeId');
  const department = textOf(alert, 'department');
  const since = numberOf(alert, 'since');
  const idleSeconds = numberOf(alert, 'idleSeconds');
  const quietSeconds = numberOf(alert, 'quietSeconds');
  return [
    ...(employeeId === null
      ? []
      : [
          {
            label: 'Person',
            value: textOf(alert, 'name') ?? `#${employeeId}`,
            link: { page: 'person', employeeId, date: alert.date } as const,
          },
        ]),
    ...(department === null
      ? []
      : [
          {
            label: 'Department',
            value: department,
            link: { page: 'leaderboard', department, date: alert.date } as const,
          },
        ]),
    ...(since === null ? [] : [{ label: 'Past a normal pause since', value: formatMoment(since, timeZone) }]),
    ...(quietSeconds === null
      ? []
      : [
          {
            label: alert.details.hasScans === false ? 'Since clock-in' : 'Since the last scan',
            value: formatAge(quietSeconds),
          },
        ]),
    ...(idleSeconds === null ? [] : [{ label: 'Beyond the normal pause', value: formatAge(idleSeconds) }]),
    { label: 'Line', value: 'How the departments are doing', link: { page: 'flow' } },
  ];
}

function unmappedFacts(alert: Alert, timeZone: string): Fact[] {
  const moments = ['firstStart', 'lastStart'].map((name) => textOf(alert, name));
  const [first, last] = moments.map((text) => (text === null ? null : formatMoment(fromIsoInstant(text), timeZone)));
  return [
    { label: 'Activity type', value: textOf(alert, 'activityType') ?? alert.subject, link: { page: 'mappings' } },
    { label: 'Scans that wait', value: formatNumber(numberOf(alert, 'windows')) },
    { label: 'Items in them', value: formatNumber(numberOf(alert, 'items')) },
    ...(first == null ? [] : [{ label: 'First', value: first }]),
    ...(last == null ? [] : [{ label: 'Latest', value: last }]),
  ];
}

const HEALTH_JOBS: Record<string, string> = {
  health_clock_sync_age_seconds: 'sync-clock-times',
  health_activities_sync_age_seconds: 'sync-activities',
  health_backup_age_seconds: 'backup',
};

function healthFacts(alert: Alert): Fact[] {
  const value = numberOf(alert, 'value');
  const job = HEALTH_JOBS[alert.kind];
  return [
    ...(value === null ? [] : [{ label: 'Measured', value: measureText(alert.kind, value) }]),
    ...(job === undefined ? [] : [{ label: 'Job', value: job, link: { page: 'jobs' } as const }]),
    { label: 'Hub', value: 'All measures', link: { page: 'system' } },
  ];
}

function measureText(kind: string, value: number): string {
  if (kind.endsWith('_seconds')) return formatAge(value);
  if (kind.endsWith('_share')) return `${formatNumber(value * 100, 1)} %`;
  if (kind.endsWith('_millis')) return `${formatNumber(value)} ms`;
  return formatNumber(value);
}

/** What happened, as a sentence without its time. */
export function eventText(event: AlertEvent): string {
  switch (event.action) {
    case 'open':
      return 'Opened';
    case 'close':
      return 'Closed by itself: its cause is gone';
    case 'acknowledge':
      return `${event.by} acknowledged it`;
    case 'assign':
      return `${event.by} gave it to ${event.assignedTo ?? 'somebody'}`;
    case 'note':
      return `${event.by} noted`;
    case 'resolve':
      return `${event.by} resolved it`;
  }
}

function textOf(alert: Alert, name: string): string | null {
  const value = alert.details[name];
  return typeof value === 'string' ? value : null;
}

function numberOf(alert: Alert, name: string): number | null {
  const value = alert.details[name];
  return typeof value === 'number' ? value : null;
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}
