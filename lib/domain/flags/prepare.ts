import { toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { FlagRow } from './queries/get-activity-flags';
import type { ActivityFlag } from './schema';

export function prepareFlag({ employeeName, scoreDate, details, ...row }: FlagRow): ActivityFlag {
  // JSON columns come back as text on MariaDB and as a value on MySQL.
  const value: unknown = typeof details === 'string' ? JSON.parse(details) : details;
  return {
    ...row,
    name: employeeName,
    date: scoreDate,
    flaggedAt: toIsoInstant(row.flaggedAt),
    details: value !== null && typeof value === 'object' ? { ...value } : {},
    reviewedAt: toIsoInstantOrNull(row.reviewedAt),
  };
}
