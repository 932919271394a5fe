import type { GridEndColumn, GridHour, GridRow } from '@/components/heatmap/grid';
import type { HistoryShow } from '@/lib/domain/flow/columns';
import type { FlowHistory } from '@/lib/domain/flow/schema';
import { markHours } from '@/lib/domain/heatmap/prepare-view';
import { levelOf, type Scale, scaleOf } from '@/lib/domain/heatmap/scale';
import { formatNumber } from '@/lib/platform/format/number';

/** An hour of the history with its wall clock. */
export type HistoryHour = { start: string; label: string };

export type HistoryTable = { rows: GridRow[]; ends: GridEndColumn[]; scale: Scale | null; hours: GridHour[] };

/** The history as the table of shades draws it. */
export function historyTable(history: FlowHistory, hours: readonly HistoryHour[], show: HistoryShow): HistoryTable {
  const { departments } = history;
  const scale = scaleOf(departments.flatMap((one) => one.cells.map((cell) => cell[show])));
  const rows = departments.map((one, place): GridRow => {
    const before = departments[place - 1];
    const marked = { text: formatNumber(one.markedHours), note: null };
    const items = one.cells.reduce((sum, cell) => sum + cell.items, 0);
    return {
      ...{ key: one.department, label: one.department, note: null, colour: one.colour, href: null },
      cells: one.cells.map((cell, index) => ({
        text: formatNumber(cell[show]),
        level: levelOf(cell[show], scale),
        detail: detailOf(cell),
        href: null,
        mark: cell.isMarked
          ? `marked, ${before?.department ?? ''} made ${formatNumber(before?.cells[index]?.items ?? 0)}`
          : null,
      })),
      ends: show === 'items' ? [{ text: formatNumber(items), note: null }, marked] : [marked],
    };
  });
  const total: GridEndColumn = { label: 'Total', note: 'items', title: 'All hours of the row added up' };
  const ends: GridEndColumn[] = [
    ...(show === 'items' ? [total] : []),
    {
      label: 'Marked',
      note: 'hours',
      title: 'Hours in which the department before made more than 1.2 times as many items',
    },
  ];
  return { rows, ends, scale, hours: namedHours(hours) };
}

/** Whether nobody scanned anything in an hour. */
export function isQuietHour(history: FlowHistory, index: number): boolean {
  return history.departments.every((one) => (one.cells[index]?.items ?? 0) === 0);
}

/** Names the day that begins, the hour under way and the one that the clocks repeat. */
function namedHours(hours: readonly HistoryHour[]): GridHour[] {
  const { marks } = markHours([...hours]);
  return hours.map(({ label }, index) => {
    const mark = marks[index] ?? null;
    if (index === hours.length - 1) return { label, note: 'now' };
    if (mark === 'again') return { label, note: mark };
    if (label === '00:00') return { label, note: 'today' };
    return { label, note: null };
  });
}

function detailOf(cell: { items: number; people: number; unmappedItems: number }): string {
  const items = `${formatNumber(cell.items)} ${cell.items === 1 ? 'item' : 'items'}`;
  const people = `${formatNumber(cell.people)} ${cell.people === 1 ? 'person' : 'people'}`;
  return `${items}, ${people}${cell.unmappedItems === 0 ? '' : `, unmapped ${formatNumber(cell.unmappedItems)} items`}`;
}
