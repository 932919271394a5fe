import type { HeatmapRows, Measure } from '@/lib/domain/heatmap/columns';
import {
  cellDetail,
  cellText,
  changeOf,
  type HeatmapRow,
  markHours,
  signedText,
  unitOf,
} from '@/lib/domain/heatmap/prepare-view';
import { levelOf, type Scale } from '@/lib/domain/heatmap/scale';
import type { Heatmap, HeatmapCell } from '@/lib/domain/heatmap/schema';
import { formatNumber } from '@/lib/platform/format/number';
import type { GridCell, GridEnd, GridEndColumn, GridHour, GridRow } from './grid';

/** The key of the row below all others. */
export const ALL_ROWS = 'all';

const ALL_LABELS: Record<HeatmapRows, string> = {
  department: 'Whole site',
  employee: 'Everybody',
  weekday: 'All days',
};

export type GridView = {
  map: Heatmap;
  measure: Measure;
  scale: Scale | null;
  /** Totals of the range compared with, by key of the row; null: nothing is compared. */
  before: ReadonlyMap<string, HeatmapCell | null> | null;
  rowHref(row: HeatmapRow): string | null;
  cellHref(row: HeatmapRow): string | null;
};

/** Rows of the heat map as the table draws them. */
export function gridRows(rows: readonly HeatmapRow[], view: GridView): GridRow[] {
  return rows.map((row) => ({
    key: row.key,
    label: row.label,
    note: row.days === null ? null : `${formatNumber(row.days)} ${row.days === 1 ? 'day' : 'days'}`,
    colour: row.colour,
    href: view.rowHref(row),
    cells: gridCells(row.cells, view, view.cellHref(row)),
    ends: endsOf(row.key, row, view),
  }));
}

/** The row of the whole. */
export function gridFooter(view: GridView): GridRow {
  const { map } = view;
  return {
    key: ALL_ROWS,
    label: ALL_LABELS[map.by],
    note: null,
    colour: null,
    href: null,
    // In no shade: the whole would outshine its parts.
    cells: gridCells(map.all.cells, { ...view, scale: null }, null),
    ends: endsOf(ALL_ROWS, map.all, view),
  };
}

function gridCells(
  cells: readonly (HeatmapCell | null)[],
  { map, measure, scale }: GridView,
  href: string | null,
): (GridCell | null)[] {
  const isSum = map.by !== 'weekday' && map.from !== map.to;
  return cells.map((cell) =>
    cell === null
      ? null
      : {
          text: cellText(cell[measure], map.by, measure),
          level: levelOf(cell[measure], scale),
          detail: cellDetail(cell, map.by, isSum),
          href,
          mark: null,
        },
  );
}

function endsOf(key: string, row: Pick<HeatmapRow, 'total' | 'unmapped'>, view: GridView): GridEnd[] {
  const { map, measure, before } = view;
  const unmapped = measure === 'people' ? 0 : (row.unmapped?.[measure] ?? 0);
  const total = {
    text: cellText(row.total?.[measure] ?? null, map.by, measure),
    note: unmapped === 0 ? null : `unmapped ${cellText(unmapped, map.by, measure)}`,
  };
  if (before === null) return [total];
  const change = changeOf(row.total, before.get(key) ?? null, measure);
  const decimals = measure === 'points' || map.by === 'weekday' ? 1 : 0;
  const percent = change.percent === null ? null : `${signedText(change.percent, 1)}%`;
  return [total, { text: signedText(change.difference, decimals), note: percent }];
}

/** The columns at the end. */
export function endColumns(view: GridView, compare: 'none' | 'previous' | 'weekday'): GridEndColumn[] {
  const { map, measure, before } = view;
  const isMean = map.by === 'weekday';
  const total: GridEndColumn = {
    label: isMean ? 'Mean day' : 'Total',
    note: unitOf(measure, true),
    title:
      measure === 'people'
        ? 'Everybody counts once in every hour in which they were there or have items'
        : 'All hours of the row added up',
  };
  if (before === null || compare === 'none') return [total];
  const note = compare === 'previous' ? 'vs days before' : 'vs week earlier';
  return [total, { label: 'Change', note, title: 'Difference of the totals, and its share of the earlier one' }];
}

/** Hours as the head of the table names them. */
export function gridHours(hours: Heatmap['hours']): GridHour[] {
  const { marks } = markHours(hours);
  return hours.map((hour, index) => ({ label: hour.label, note: marks[index] ?? null }));
}
