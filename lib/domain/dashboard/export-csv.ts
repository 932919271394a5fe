import { type Database, inTransaction } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { loadDayPeople } from './loaders';
import { prepareDayPeople } from './prepare-people';
import type { PeopleExportQuery } from './schema';

const COLUMNS = [
  'date',
  'employee_id',
  'name',
  'department',
  'finished_items',
  'items',
  'clocked_seconds',
  'break_seconds',
  'first_clock_in',
  'last_clock_out',
  'clocked_in',
];

/**
 * The people behind a figure of a day as CSV: exactly the rows that the page shows, numbers unformatted, instants in UTC.
 * Exports of personal data are audited. Throws VALIDATION on a day in the future.
 */
export async function exportDayPeople(
  db: Database,
  site: Site,
  { view, ...query }: PeopleExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<{ name: string; text: string }> {
  const { date, rows: all } = await loadDayPeople(site, query, now);
  const rows = prepareDayPeople(all, view);
  const text = toCsv(
    COLUMNS,
    rows.map((row) => [
      date,
      row.employeeId,
      row.name,
      row.department,
      row.finishedItems,
      row.items,
      row.clockedSeconds,
      row.breakSeconds,
      row.firstClockIn,
      row.lastClockOut,
      row.isClockedIn ? 'yes' : 'no',
    ]),
  );
  await inTransaction(db, (tx) =>
    writeAudit(tx, [
      {
        siteId: site.id,
        at: now,
        actor,
        action: 'people.export',
        entity: 'people',
        entityId: date,
        after: { view, rows: rows.length },
      },
    ]),
  );
  return { name: `${view}-${site.code}-${date}.csv`, text };
}
