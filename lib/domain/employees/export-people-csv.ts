import { type Database, inTransaction } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { loadEmployees } from './loaders';
import type { EmployeesExportQuery, ListedEmployee } from './schema';

const PAGE_ROWS = 500;
const COLUMNS = [
  'date',
  'employee_id',
  'name',
  'alias',
  'archived',
  'contractor',
  'scans',
  'hired_on',
  'clocked_in_now',
  'department',
  'items',
  'points',
  'clocked_seconds',
  'active_seconds',
  'efficiency',
  'login_sources',
];

/**
 * The people of a filter as CSV, numbers unformatted: exactly the rows that the page shows once all are shown. Exports of
 * personal data are audited. Throws VALIDATION on a day in the future.
 */
export async function exportPeople(
  db: Database,
  site: Site,
  query: EmployeesExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<{ name: string; text: string }> {
  const rows: ListedEmployee[] = [];
  let page = await loadEmployees(site, { ...query, limit: PAGE_ROWS }, now);
  rows.push(...page.rows);
  while (page.nextCursor !== null) {
    page = await loadEmployees(site, { ...query, limit: PAGE_ROWS, cursor: page.nextCursor }, now);
    rows.push(...page.rows);
  }
  const { date } = page;
  const text = toCsv(
    COLUMNS,
    rows.map((row) => [
      date,
      row.employeeId,
      row.name,
      row.alias,
      yesNo(row.isArchived),
      yesNo(row.isContractor),
      yesNo(row.isScanning),
      row.hiredOn,
      yesNo(row.isClockedIn),
      row.department,
      row.items,
      row.points,
      row.clockedSeconds,
      row.activeSeconds,
      row.efficiency,
      row.sources.join(' '),
    ]),
  );
  const after = { q: query.q, status: query.status, department: query.department ?? null, rows: rows.length };
  await inTransaction(db, (tx) =>
    writeAudit(tx, [
      { siteId: site.id, at: now, actor, action: 'employees.export', entity: 'employees', entityId: date, after },
    ]),
  );
  return { name: `people-${site.code}-${date}.csv`, text };
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
