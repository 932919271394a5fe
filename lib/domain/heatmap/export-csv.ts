import { type Database, inTransaction } from '@/lib/db/client';
import { comparedRange } from '@/lib/domain/ranges/rules';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { HeatmapRows } from './columns';
import { loadHeatmap } from './loaders';
import { changeOf, markHours, viewRows } from './prepare-view';
import type { HeatmapExportQuery } from './schema';

const HEADS: Record<HeatmapRows, readonly string[]> = {
  department: ['department'],
  employee: ['employee_id', 'name'],
  weekday: ['weekday', 'days'],
};

/**
 * The heat map as CSV: exactly the rows that the page shows with the same filter and all their hours, numbers
 * unformatted, no one there as nothing. Exports of personal data are audited. Throws VALIDATION on a bad range.
 */
export async function exportHeatmap(
  db: Database,
  site: Site,
  query: HeatmapExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<{ name: string; text: string }> {
  const { by, measure } = query;
  const map = await loadHeatmap(site, query, now);
  const other = comparedRange(map, query.compare);
  const compared = other === null ? null : await loadHeatmap(site, { ...other, by }, now);
  const before = new Map(compared?.rows.map((row) => [row.key, row.total]));
  const rows = viewRows(map, query);
  const { marks } = markHours(map.hours);
  const text = toCsv(
    [
      'from',
      'to',
      ...HEADS[by],
      ...map.hours.map((hour, index) => [hour.label, marks[index]].filter((part) => part != null).join(' ')),
      `${measure} total`,
      ...(compared === null ? [] : [`total ${compared.from} to ${compared.to}`, 'change', 'change_percent']),
    ],
    rows.map((row) => {
      const change = changeOf(row.total, before.get(row.key) ?? null, measure);
      return [
        map.from,
        map.to,
        ...headOf(row, by),
        ...row.cells.map((cell) => cell?.[measure] ?? null),
        row.total?.[measure] ?? null,
        ...(compared === null ? [] : [change.before, change.difference, change.percent]),
      ];
    }),
  );
  if (by === 'employee') {
    await inTransaction(db, (tx) =>
      writeAudit(tx, [
        {
          siteId: site.id,
          at: now,
          actor,
          action: 'heatmap.export',
          entity: 'heatmap',
          entityId: `${map.from}/${map.to}`,
          after: { measure, q: query.q, rows: rows.length },
        },
      ]),
    );
  }
  return { name: `heatmap-${site.code}-${by}-${measure}-${map.from}-${map.to}.csv`, text };
}

function headOf(row: { key: string; label: string; days: number | null }, by: HeatmapRows): (string | number | null)[] {
  switch (by) {
    case 'department':
      return [row.label];
    case 'employee':
      return [Number(row.key), row.label];
    case 'weekday':
      return [row.label, row.days];
  }
}
