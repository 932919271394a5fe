import { describe, expect, it } from 'vitest';
import type { FlowHistory } from '@/lib/domain/flow/schema';
import { historyTable, isQuietHour } from './prepare-history';

const cell = (items: number, people: number, isMarked = false, unmappedItems = 0) => ({
  ...{ items, people, unmappedItems, isMarked },
});
const starts = ['2026-03-03T05:00:00Z', '2026-03-03T06:00:00Z', '2026-03-03T07:00:00Z'];
const hours = ['23:00', '00:00', '01:00'].map((label, index) => ({ start: starts[index] ?? '', label }));
const history: FlowHistory = {
  ...{ asOf: '2026-03-03T07:30:00Z', state: 'live', source: 'live', hours: starts },
  departments: [
    { department: 'Picking', colour: 1, cells: [cell(200, 2), cell(0, 0), cell(90, 1)], markedHours: 0 },
    { department: 'Labeling', colour: 2, cells: [cell(90, 1, true, 6), cell(0, 0), cell(88, 1)], markedHours: 1 },
  ],
};

describe('the history of the flow', () => {
  it('has items, their sum and the marked hours with the reason', () => {
    const { rows, ends, scale } = historyTable(history, hours, 'items');
    expect(scale).toEqual({ step: 40 });
    expect(rows.map((row) => [row.label, row.cells.map((one) => one?.text), row.ends.map((end) => end.text)])).toEqual([
      ['Picking', ['200', '0', '90'], ['290', '0']],
      ['Labeling', ['90', '0', '88'], ['178', '1']],
    ]);
    expect(rows[1]?.cells[0]).toMatchObject({
      level: 3,
      detail: '90 items, 1 person, unmapped 6 items',
      mark: 'marked, Picking made 200',
    });
    expect(ends.map((end) => end.label)).toEqual(['Total', 'Marked']);
  });

  it('has people, who cannot be added up over hours', () => {
    const { rows, ends } = historyTable(history, hours, 'people');
    expect(rows.map((row) => row.cells.map((one) => one?.text))).toEqual([
      ['2', '0', '1'],
      ['1', '0', '1'],
    ]);
    expect(ends.map((end) => end.label)).toEqual(['Marked']);
  });

  it('names the days and the hour under way', () => {
    expect(historyTable(history, hours, 'items').hours.map((hour) => hour.note)).toEqual([null, 'today', 'now']);
    const twice = ['2026-11-01T06:00:00Z', '2026-11-01T07:00:00Z', '2026-11-01T08:00:00Z'].map((start, index) => ({
      ...{ start, label: ['01:00', '01:00', '02:00'][index] ?? '' },
    }));
    expect(historyTable(history, twice, 'items').hours.map((hour) => hour.note)).toEqual([null, 'again', 'now']);
  });

  it('knows the hours without any scan', () => {
    expect([0, 1, 2].map((index) => isQuietHour(history, index))).toEqual([false, true, false]);
  });
});
