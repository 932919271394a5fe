import type { Database } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { auditExport } from '@/lib/platform/audit/audit-export';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { requireExportable, toCsv } from '@/lib/platform/csv/csv';
import type { CsvFile } from '@/lib/platform/http/csv-response';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { prepareIssue } from './prepare';
import { getIssues } from './queries/get-issues';
import type { IssueExportQuery } from './schema';

const COLUMNS = [
  'id',
  'date',
  'kind',
  'subject',
  'employee_id',
  'name',
  'source',
  'status',
  'opened_at',
  'resolved_at',
  'resolved_by',
  'note',
  'details',
];

/** The data issues of a filter as CSV. Audited. Throws UNPROCESSABLE when they are too many for a file. */
export async function exportIssues(
  db: Database,
  site: Site,
  query: IssueExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<CsvFile> {
  const rows = await requireExportable((limit) => getIssues(db, { siteId: site.id, ...query, limit }));
  const text = toCsv(
    COLUMNS,
    rows
      .map(prepareIssue)
      .map((issue) => [
        issue.id,
        issue.date,
        issue.kind,
        issue.subject,
        issue.employeeId,
        issue.name,
        issue.source,
        issue.status,
        issue.openedAt,
        issue.resolvedAt,
        issue.resolvedBy,
        issue.note,
        JSON.stringify(issue.details),
      ]),
  );
  await auditExport(db, {
    siteId: site.id,
    at: now,
    actor,
    action: 'issue.export',
    entity: 'issues',
    entityId: site.code,
    after: { ...query, rows: rows.length },
  });
  return { name: `data-issues-${site.code}-${query.status}.csv`, text };
}
