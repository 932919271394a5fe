import { describe, expect, it } from 'vitest';
import type { Heatmap, HeatmapCell } from '@/lib/domain/heatmap/schema';
import { ALL_ROWS, endColumns, type GridView, gridFooter, gridHours, gridRows } from './prepare-grid';

const cell = (items: number): HeatmapCell => ({ items, points: items * 1.5, people: 2 });
const map: Heatmap = {
  ...{ asOf: '2026-03-03T20:00:00Z', state: 'live', source: 'stored', from: '2026-03-03', to: '2026-03-03' },
  by: 'department',
  hours: [
    { start: '2026-03-03T12:00:00Z', label: '06:00' },
    { start: '2026-03-03T13:00:00Z', label: '07:00' },
  ],
  rows: [
    {
      ...{ key: 'Picking', label: 'Picking', colour: 1, days: null },
      cells: [cell(30), null],
      total: cell(30),
      unmapped: { items: 5, points: 7.5 },
    },
  ],
  all: { cells: [cell(30), null], total: cell(30), unmapped: { items: 5, points: 7.5 } },
};
const view: GridView = {
  map,
  measure: 'items',
  scale: { step: 10 },
  before: null,
  rowHref: () => '/row',
  cellHref: () => null,
};

describe('the rows of the table', () => {
  it('have shades, words and totals', () => {
    expect(gridRows(map.rows, view)).toEqual([
      {
        ...{ key: 'Picking', label: 'Picking', note: null, colour: 1, href: '/row' },
        cells: [{ text: '30', level: 3, detail: '30 items, 45.00 points, 2 people', href: null, mark: null }, null],
        ends: [{ text: '30', note: 'unmapped 5' }],
      },
    ]);
    expect(gridFooter(view)).toMatchObject({ key: ALL_ROWS, label: 'Whole site', cells: [{ level: 0 }, null] });
  });

  it('say what changed, and nothing where there was nothing', () => {
    const before = new Map([['Picking', cell(40)]]);
    const [row] = gridRows(map.rows, { ...view, before });
    expect(row?.ends).toEqual([
      { text: '30', note: 'unmapped 5' },
      { text: '-10', note: '-25.0%' },
    ]);
    expect(gridFooter({ ...view, before }).ends[1]).toEqual({ text: '–', note: null });
    expect(endColumns({ ...view, before }, 'weekday').map((one) => one.note)).toEqual(['items', 'vs week earlier']);
    expect(endColumns(view, 'none')).toHaveLength(1);
  });

  it('count people once an hour over a range, and means by the day', () => {
    const range = { ...map, to: '2026-03-09' };
    expect(gridRows(map.rows, { ...view, map: range })[0]?.cells[0]?.detail).toContain('2 person-hours');
    const mean = { ...range, by: 'weekday' as const, rows: map.rows.map((row) => ({ ...row, days: 1 })) };
    const [row] = gridRows(mean.rows, { ...view, map: mean, measure: 'people' });
    expect([row?.note, row?.cells[0]?.text, row?.cells[0]?.detail]).toEqual([
      '1 day',
      '2.0',
      '30.00 items, 45.00 points, 2.00 people',
    ]);
    expect(endColumns({ ...view, map: mean, measure: 'people' }, 'none')[0]).toMatchObject({
      label: 'Mean day',
      note: 'person-hours',
    });
  });

  it('have hours with what has to be said of them', () => {
    const twice = [
      { start: '2026-11-01T06:00:00Z', label: '01:00' },
      { start: '2026-11-01T07:00:00Z', label: '01:00' },
    ];
    expect(gridHours(twice)).toEqual([
      { label: '01:00', note: null },
      { label: '01:00', note: 'again' },
    ]);
  });
});
