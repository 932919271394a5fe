import { type EpochSeconds, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { AlertRow } from './queries/get-alerts';
import { isBreached } from './rules';
import type { Alert } from './schema';

/** An alert as it is shown at `now`: people by their names, as far as they have one. */
export function prepareAlert(row: AlertRow, now: EpochSeconds): Alert {
  const { acknowledgedByName, assignedToName, resolvedByName, ...rest } = row;
  return {
    ...rest,
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

/** JSON columns come back as text on MariaDB and as a value on MySQL. */
function recordOf(details: unknown): Record<string, unknown> {
  const value: unknown = typeof details === 'string' ? JSON.parse(details) : details;
  return value !== null && typeof value === 'object' ? { ...value } : {};
}
