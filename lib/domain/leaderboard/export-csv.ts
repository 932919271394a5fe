import type * as z from 'zod';
import type { Database } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { auditExport } from '@/lib/platform/audit/audit-export';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import type { CsvFile } from '@/lib/platform/http/csv-response';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { sortOf } from './columns';
import { loadBoardTrend, loadLeaderboard } from './loaders';
import { prepareView } from './prepare-view';
import type { leaderboardExportQuery } from './schema';

const COLUMNS = [
  'date',
  'rank',
  'rank_day_before',
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
 * data are audited. Throws VALIDATION on a day in the future, NOT_FOUND on an unknown department.
 */
export async function exportLeaderboard(
  db: Database,
  site: Site,
  query: Omit<z.infer<typeof leaderboardExportQuery>, 'from' | 'to' | 'compare'>,
  actor: Actor,
  now: EpochSeconds,
): Promise<CsvFile> {
  const { date, department } = query;
  const [board, trend] = await Promise.all([
    loadLeaderboard(site, { date, department }, now),
    loadBoardTrend(site, { date, department }, now),
  ]);
  const rankBefore = new Map(trend.people.map((person) => [person.employeeId, person.rankBefore]));
  const rows = prepareView(board.rows, { ...query, sort: sortOf(query.sort) });
  const departments = board.departments.map((one) => one.department);
  const text = toCsv(
    [...COLUMNS, ...departments.flatMap((department) => [`${department} items`, `${department} points`])],
    rows.map((row) => [
      board.date,
      row.rank,
      rankBefore.get(row.employeeId) ?? null,
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
  await auditExport(db, {
    siteId: site.id,
    at: now,
    actor,
    action: 'leaderboard.export',
    entity: 'leaderboard',
    entityId: board.date,
    after: { department: query.department ?? null, q: query.q, rows: rows.length },
  });
  return { name: `leaderboard-${site.code}-${board.date}.csv`, text };
}
