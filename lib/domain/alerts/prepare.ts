import { businessDayOf, type SiteCalendar } from '@/lib/platform/time/business-day';
import { type EpochSeconds, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { AlertAuditRow } from './queries/get-alert-history';
import type { AlertRow } from './queries/get-alerts';
import { ALERT_ACTIONS, ALERT_CLOSED_BY_SYSTEM, isBreached } from './rules';
import type { Alert, AlertEvent } from './schema';

/** An alert as it is shown at `now`: people by their names, as far as they have one. */
export function prepareAlert(row: AlertRow, calendar: SiteCalendar, now: EpochSeconds): Alert {
  const { acknowledgedByName, assignedToName, resolvedByName, ...rest } = row;
  return {
    ...rest,
    date: businessDayOf(calendar, row.openedAt),
    assigneeId: row.assignedTo,
    details: recordOf(row.details),
    openedAt: toIsoInstant(row.openedAt),
    updatedAt: toIsoInstant(row.updatedAt),
    dueAt: toIsoInstant(row.dueAt),
    isBreached: isBreached(row, now),
    acknowledgedBy: acknowledgedByName ?? row.acknowledgedBy,
    assignedTo: assignedToName ?? row.assignedTo,
    resolvedAt: toIsoInstantOrNull(row.resolvedAt),
    resolvedBy: resolvedByName ?? row.resolvedBy,
  };
}

/** What was done about an alert, the latest first: its opening and closing are told by the alert itself. */
export function prepareAlertHistory(row: AlertRow, audited: readonly AlertAuditRow[]): AlertEvent[] {
  const events = audited.map((event): AlertEvent => {
    const after = recordOf(event.after);
    return {
      at: toIsoInstant(event.occurredAt),
      action: ALERT_ACTIONS.find((action) => event.action === `alert.${action}`) ?? 'note',
      by: event.actorName,
      assignedTo: event.assigneeName,
      note: typeof after.note === 'string' ? after.note : null,
    };
  });
  const own = { by: null, assignedTo: null, note: null };
  events.push({ ...own, at: toIsoInstant(row.openedAt), action: 'open' });
  if (row.resolvedAt !== null && row.resolvedBy === ALERT_CLOSED_BY_SYSTEM) {
    events.unshift({ ...own, at: toIsoInstant(row.resolvedAt), action: 'close' });
  }
  return events;
}

/** JSON columns come back as text on MariaDB and as a value on MySQL. */
function recordOf(details: unknown): Record<string, unknown> {
  const value: unknown = typeof details === 'string' ? JSON.parse(details) : details;
  return value !== null && typeof value === 'object' ? { ...value } : {};
}
