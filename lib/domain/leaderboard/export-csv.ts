import type * as z from 'zod';
import { type Database, inTransaction } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { loadLeaderboard } from './loaders';
import { prepareView } from './prepare-view';
import type { leaderboardExportQuery } from './schema';

const COLUMNS = [
  'date',
  'rank',
  'employee_id',
  'name',
  'department',
  'points',
  'items',
  'items_per_hour',
  'clocked_seconds',
  'active_seconds',
  'efficiency',
  'clocked_in',
  'streak',
  'badge',
];

/**
 * The board as CSV: exactly the rows that the page shows with the same filter, numbers unformatted. Exports of personal
 * data are audited. Throws NOT_FOUND on an unknown department.
 */
export async function exportLeaderboard(
  db: Database,
  site: Site,
  query: z.infer<typeof leaderboardExportQuery>,
  actor: Actor,
  now: EpochSeconds,
): Promise<{ name: string; text: string }> {
  const board = await loadLeaderboard(site, { date: query.date, department: query.department }, now);
  const rows = prepareView(board.rows, query);
  const departments = board.departments.map((one) => one.department);
  const text = toCsv(
    [...COLUMNS, ...departments.flatMap((department) => [`${department} items`, `${department} points`])],
    rows.map((row) => [
      board.date,
      row.rank,
      row.employeeId,
      row.name,
      row.department,
      row.points,
      row.items,
      row.itemsPerHour,
      row.clockedSeconds,
      row.activeSeconds,
      row.efficiency,
      row.isClockedIn ? 'yes' : 'no',
      row.streak,
      row.badge,
      ...departments.flatMap((department) => {
        const part = row.breakdown.find((one) => one.department === department);
        return [part?.items ?? null, part?.points ?? null];
      }),
    ]),
  );
  await inTransaction(db, (tx) =>
    writeAudit(tx, [
      {
        siteId: site.id,
        at: now,
        actor,
        action: 'leaderboard.export',
        entity: 'leaderboard',
        entityId: board.date,
        after: { department: query.department ?? null, q: query.q, rows: rows.length },
      },
    ]),
  );
  return { name: `leaderboard-${site.code}-${board.date}.csv`, text };
}
