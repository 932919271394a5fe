import type * as z from 'zod';
import type { Database } from '@/lib/db/client';
import { loadDateRange } from '@/lib/domain/ranges/loaders';
import type { Site } from '@/lib/domain/sites/schema';
import { auditExport } from '@/lib/platform/audit/audit-export';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import type { CsvFile } from '@/lib/platform/http/csv-response';
import type { DayRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { rangeSortOf } from './columns';
import { prepareRangeView } from './prepare-view';
import type { leaderboardExportQuery } from './schema';

const COLUMNS = [
  'from',
  'to',
  'rank',
  'employee_id',
  'name',
  'archived',
  'points',
  'items',
  'items_per_hour',
  'days_worked',
  'average_points',
  'best_day',
  'best_points',
  'worst_day',
  'worst_points',
  'consistency',
  'trend',
  'clocked_seconds',
  'active_seconds',
  'efficiency',
];
const COMPARED_COLUMNS = [
  'compared_from',
  'compared_to',
  'compared_rank',
  'compared_points',
  'compared_items',
  'compared_days_worked',
  'points_change_percent',
  'items_change_percent',
];

/**
 * The board of a range of days as CSV: exactly the rows that the page shows with the same filter, numbers unformatted.
 * Audited. Throws VALIDATION on a bad range, NOT_FOUND on an unknown department.
 */
export async function exportRangeBoard(
  db: Database,
  site: Site,
  query: z.infer<typeof leaderboardExportQuery> & DayRange,
  actor: Actor,
  now: EpochSeconds,
): Promise<CsvFile> {
  const { from, to, compare, department, q, direction } = query;
  const range = await loadDateRange(site, { from, to, compare, department, breakdown: 'department' }, now);
  const rows = prepareRangeView(range.people, { q, direction, sort: rangeSortOf(query.sort) });
  const departments = (range.departments ?? []).map((one) => one.department);
  const { compared } = range;
  const text = toCsv(
    [
      ...COLUMNS,
      ...(compared === null ? [] : COMPARED_COLUMNS),
      ...departments.flatMap((one) => [`${one} items`, `${one} points`]),
    ],
    rows.map((row) => [
      from,
      to,
      row.rank,
      row.employeeId,
      row.name,
      row.isArchived ? 'yes' : 'no',
      row.points,
      row.items,
      row.itemsPerHour,
      row.daysWorked,
      row.averagePoints,
      row.best?.date ?? null,
      row.best?.points ?? null,
      row.worst?.date ?? null,
      row.worst?.points ?? null,
      row.consistency,
      row.trend,
      row.clockedSeconds,
      row.activeSeconds,
      row.efficiency,
      ...(compared === null
        ? []
        : [
            compared.from,
            compared.to,
            row.compared?.rank ?? null,
            row.compared?.points ?? null,
            row.compared?.items ?? null,
            row.compared?.daysWorked ?? null,
            row.pointsChangePercent,
            row.itemsChangePercent,
          ]),
      ...departments.flatMap((department) => {
        const part = row.breakdown?.find((one) => one.department === department);
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
    entityId: `${from}_${to}`,
    after: { department: department ?? null, compare, q, rows: rows.length },
  });
  return { name: `leaderboard-${site.code}-${from}_${to}.csv`, text };
}
