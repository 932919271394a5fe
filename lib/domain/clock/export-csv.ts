import type * as z from 'zod';
import { type Database, inTransaction } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { loadClockTimes } from './loaders';
import type { clockDayQuery } from './schema';

const COLUMNS = [
  'date',
  'employee_id',
  'name',
  'kind',
  'start',
  'end',
  'is_open',
  'has_no_end',
  'day_clocked_seconds',
  'day_break_seconds',
];

/**
 * Every clock-in and clock-out of a day, and every break, as CSV: one line each, instants in UTC. Exports of personal data
 * are audited. Throws VALIDATION on a day in the future.
 */
export async function exportClockTimes(
  db: Database,
  site: Site,
  query: z.infer<typeof clockDayQuery>,
  actor: Actor,
  now: EpochSeconds,
): Promise<{ name: string; text: string }> {
  const { date, rows } = await loadClockTimes(site, query, now);
  const lines = rows.flatMap((row) => {
    const line = (kind: string, start: string, end: string | null, isOpen: boolean) => [
      date,
      row.employeeId,
      row.name,
      kind,
      start,
      end,
      isOpen ? 'yes' : 'no',
      end === null && !isOpen ? 'yes' : 'no',
      row.clockedSeconds,
      row.breakSeconds,
    ];
    return [
      ...row.periods.map((period) => line('period', period.clockIn, period.clockOut, period.isOpen)),
      ...row.breaks.map((one) => line(one.isPaid ? 'paid break' : 'unpaid break', one.start, one.end, one.isOpen)),
    ];
  });
  await inTransaction(db, (tx) =>
    writeAudit(tx, [
      {
        siteId: site.id,
        at: now,
        actor,
        action: 'clock-times.export',
        entity: 'clock-times',
        entityId: date,
        after: { rows: lines.length },
      },
    ]),
  );
  return { name: `clock-times-${site.code}-${date}.csv`, text: toCsv(COLUMNS, lines) };
}
