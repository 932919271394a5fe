import type { Database } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { auditExport } from '@/lib/platform/audit/audit-export';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { requireExportable, toCsv } from '@/lib/platform/csv/csv';
import type { CsvFile } from '@/lib/platform/http/csv-response';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { prepareAlert } from './prepare';
import { getAlerts } from './queries/get-alerts';
import { UNRESOLVED } from './rules';
import type { AlertExportQuery } from './schema';

const COLUMNS = [
  'id',
  'severity',
  'status',
  'kind',
  'subject',
  'title',
  'date',
  'opened_at',
  'due_at',
  'breached',
  'acknowledged_by',
  'assigned_to',
  'resolved_at',
  'resolved_by',
  'note',
];

/** The alerts of a filter as CSV. Audited. Throws UNPROCESSABLE when they are too many for a file. */
export async function exportAlerts(
  db: Database,
  site: Site,
  query: AlertExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<CsvFile> {
  const { status, severity, kind } = query;
  const rows = await requireExportable((limit) =>
    getAlerts(db, {
      siteId: site.id,
      statuses: status === 'unresolved' ? UNRESOLVED : [status],
      severity,
      kind,
      order: status === 'resolved' ? 'latest' : 'due',
      limit,
    }),
  );
  const text = toCsv(
    COLUMNS,
    rows
      .map((row) => prepareAlert(row, site, now))
      .map((alert) => [
        alert.id,
        alert.severity,
        alert.status,
        alert.kind,
        alert.subject,
        alert.title,
        alert.date,
        alert.openedAt,
        alert.dueAt,
        alert.isBreached ? 'yes' : 'no',
        alert.acknowledgedBy,
        alert.assignedTo,
        alert.resolvedAt,
        alert.resolvedBy,
        alert.note,
      ]),
  );
  const after = { status, severity: severity ?? null, kind: kind ?? null, rows: rows.length };
  await auditExport(db, {
    siteId: site.id,
    at: now,
    actor,
    action: 'alert.export',
    entity: 'alerts',
    entityId: site.code,
    after,
  });
  return { name: `alerts-${site.code}-${status}.csv`, text };
}
