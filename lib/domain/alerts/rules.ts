import type { EpochSeconds } from '@/lib/platform/time/instant';

export const ALERT_SEVERITIES = ['info', 'warning', 'critical'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

export const ALERT_STATUSES = ['open', 'acknowledged', 'assigned', 'resolved'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];
/** Everything that still waits for somebody. */
export const UNRESOLVED: readonly AlertStatus[] = ['open', 'acknowledged', 'assigned'];

/** What closes an alert whose cause is gone; a person's id stands there otherwise. */
export const ALERT_CLOSED_BY_SYSTEM = 'system';

/** What can happen to an alert. */
export const ALERT_ACTIONS = ['open', 'acknowledge', 'assign', 'note', 'resolve', 'close'] as const;

/** How long somebody may take to settle an alert (domain.md 10). */
const DUE_SECONDS: Record<AlertSeverity, number> = { critical: 15 * 60, warning: 60 * 60, info: 24 * 3600 };

/** When an alert raised at `now` is due. */
export function dueAtOf(severity: AlertSeverity, now: EpochSeconds): EpochSeconds {
  return now + DUE_SECONDS[severity];
}

/** When an alert is due after its severity changed at `now`: graver ones sooner; what was promised is never put off. */
export function dueAtAfter(dueAt: EpochSeconds, severity: AlertSeverity, now: EpochSeconds): EpochSeconds {
  return Math.min(dueAt, dueAtOf(severity, now));
}

/** Whether `a` is graver than `b`. */
export function isGraver(a: AlertSeverity, b: AlertSeverity): boolean {
  return ALERT_SEVERITIES.indexOf(a) > ALERT_SEVERITIES.indexOf(b);
}

/** Past due is a breach: for one that waits now, for one that was settled at the time it was (domain.md 10). */
export function isBreached(
  alert: { dueAt: EpochSeconds; resolvedAt: EpochSeconds | null },
  now: EpochSeconds,
): boolean {
  return (alert.resolvedAt ?? now) > alert.dueAt;
}
