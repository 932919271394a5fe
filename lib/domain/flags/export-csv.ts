import type { Database } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { auditExport } from '@/lib/platform/audit/audit-export';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { requireExportable, toCsv } from '@/lib/platform/csv/csv';
import type { CsvFile } from '@/lib/platform/http/csv-response';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { prepareFlag } from './prepare';
import { getActivityFlags } from './queries/get-activity-flags';
import type { FlagExportQuery } from './schema';

const COLUMNS = [
  'id',
  'date',
  'kind',
  'severity',
  'activity_id',
  'employee_id',
  'name',
  'flagged_at',
  'reviewed_at',
  'reviewed_by',
  'note',
  'details',
];

/** The activity flags of a filter as CSV. Audited. Throws UNPROCESSABLE when they are too many for a file. */
export async function exportFlags(
  db: Database,
  site: Site,
  query: FlagExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<CsvFile> {
  const { status, ...filter } = query;
  const rows = await requireExportable((limit) =>
    getActivityFlags(db, { siteId: site.id, isReviewed: status === 'reviewed', ...filter, limit }),
  );
  const text = toCsv(
    COLUMNS,
    rows
      .map(prepareFlag)
      .map((flag) => [
        flag.id,
        flag.date,
        flag.kind,
        flag.severity,
        flag.activityId,
        flag.employeeId,
        flag.name,
        flag.flaggedAt,
        flag.reviewedAt,
        flag.reviewedBy,
        flag.note,
        JSON.stringify(flag.details),
      ]),
  );
  await auditExport(db, {
    siteId: site.id,
    at: now,
    actor,
    action: 'flag.export',
    entity: 'activity_flags',
    entityId: site.code,
    after: { ...query, rows: rows.length },
  });
  return { name: `activity-flags-${site.code}-${status}.csv`, text };
}
