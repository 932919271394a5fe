import { toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { IssueRow } from './queries/get-issues';
import type { DataIssue } from './schema';

export function prepareIssue(row: IssueRow): DataIssue {
  const { employeeName, identitySource, identityName, scoreDate, details, ...rest } = row;
  // JSON columns come back as text on MariaDB and as a value on MySQL.
  const value: unknown = typeof details === 'string' ? JSON.parse(details) : details;
  return {
    ...rest,
    name: employeeName ?? identityName,
    source: identitySource,
    date: scoreDate,
    details: value !== null && typeof value === 'object' ? { ...value } : {},
    openedAt: toIsoInstant(row.openedAt),
    resolvedAt: toIsoInstantOrNull(row.resolvedAt),
  };
}
