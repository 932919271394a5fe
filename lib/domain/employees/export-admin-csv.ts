import { type Database, inTransaction } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { loadAdminEmployees } from './admin-loaders';
import type { AdminEmployee, AdminEmployeesExportQuery } from './admin-schema';

const PAGE_ROWS = 500;
const COLUMNS = [
  'employee_id',
  'name',
  'alias',
  'email',
  'hired_on',
  'contractor',
  'scans',
  'archived_at',
  'clock_logins',
  'scan_logins',
  'last_seen_at',
];

/** The people of a filter as admins edit them, as CSV. Exports of personal data are audited. */
export async function exportAdminEmployees(
  db: Database,
  site: Site,
  query: AdminEmployeesExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<{ name: string; text: string }> {
  const rows: AdminEmployee[] = [];
  let cursor: string | undefined;
  do {
    const page = await loadAdminEmployees(site, { ...query, limit: PAGE_ROWS, cursor }, now);
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const text = toCsv(
    COLUMNS,
    rows.map((row) => [
      row.employeeId,
      row.name,
      row.alias,
      row.email,
      row.hiredOn,
      row.isContractor ? 'yes' : 'no',
      row.isScanning ? 'yes' : 'no',
      row.archivedAt,
      row.clockLogins,
      row.scanLogins,
      row.lastSeenAt,
    ]),
  );
  const day = businessDayOf(site, now);
  const entry = { siteId: site.id, at: now, actor, action: 'employees.export', entity: 'employees', entityId: day };
  await inTransaction(db, (tx) => writeAudit(tx, [{ ...entry, after: { ...query, rows: rows.length } }]));
  return { name: `employees-${site.code}-${day}.csv`, text };
}
