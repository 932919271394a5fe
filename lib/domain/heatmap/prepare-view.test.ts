import { describe, expect, it } from 'vitest';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { prepareHours } from './prepare';
import {
  cellDetail,
  cellText,
  changeOf,
  foldHours,
  type HeatmapRow,
  isEmptyHour,
  markHours,
  runLabel,
  signedText,
  unitOf,
  viewRows,
} from './prepare-view';
import { hoursOfDay, hoursOfRange } from './rules';
import type { Heatmap } from './schema';

const chicago = { timeZone: 'America/Chicago', dayStart: '00:00' };
const hoursOf = (day: string, keys: number[] = []) => prepareHours(hoursOfDay(chicago, day, keys));
const cell = (items: number) => ({ items, points: items / 2, people: 1 });
const empty = { total: null, unmapped: null };

function rowOf(label: string, cells: HeatmapRow['cells'], items: number): HeatmapRow {
  return { key: label, label, colour: null, days: null, cells, total: cell(items), unmapped: null };
}

function mapOf(by: Heatmap['by'], rows: HeatmapRow[], hours = hoursOf('2026-03-03')): Heatmap {
  const frame = {
    asOf: toIsoInstant(0),
    state: 'live',
    source: 'stored',
    from: '2026-03-03',
    to: '2026-03-03',
  } as const;
  return { ...frame, by, hours, rows, all: { cells: hours.map(() => null), ...empty } };
}

describe('the rows shown', () => {
  const people = ['Ana', 'Bo', 'José'].map((name, index) => rowOf(name, [], [20, 50, 20][index] ?? 0));
  const labels = (map: Heatmap, q: string, order: 'name' | 'most' | 'least') =>
    viewRows(map, { measure: 'items', q, order }).map((row) => row.label);

  it('are people by name or by their total, ties by name', () => {
    const map = mapOf('employee', people);
    expect(labels(map, '', 'name')).toEqual(['Ana', 'Bo', 'José']);
    expect(labels(map, '', 'most')).toEqual(['Bo', 'Ana', 'José']);
    expect(labels(map, '', 'least')).toEqual(['Ana', 'José', 'Bo']);
    expect(labels(map, ' jose ', 'name')).toEqual(['José']);
    expect(map.rows.map((row) => row.label)).toEqual(['Ana', 'Bo', 'José']);
  });

  it('are all departments in their order, whatever was searched', () => {
    expect(labels(mapOf('department', people), 'jose', 'most')).toEqual(['Ana', 'Bo', 'José']);
  });
});

describe('the marks of hours', () => {
  it('say which hour is there twice, and that one is missing', () => {
    const autumn = markHours(hoursOf('2026-11-01'));
    expect(autumn.jump).toEqual({ minutes: -60, at: '01:00' });
    expect(autumn.marks.flatMap((mark, index) => (mark === null ? [] : [[index, mark]]))).toEqual([[2, 'again']]);
    const spring = markHours(hoursOf('2026-03-08'));
    expect(spring.jump).toEqual({ minutes: 60, at: '02:00' });
    expect(spring.marks.every((mark) => mark === null)).toBe(true);
    const island = prepareHours(hoursOfDay({ timeZone: 'Australia/Lord_Howe', dayStart: '00:00' }, '2026-04-05', []));
    expect(markHours(island).jump).toEqual({ minutes: -30, at: '01:30' });
  });

  it('tell the hours of a night after the day from those of its morning', () => {
    const night = markHours(hoursOf('2026-03-03', [26 * 3600]));
    expect(night.marks.slice(-4)).toEqual([null, 'next day', 'next day', 'next day']);
    // 25 hours are one day.
    expect(markHours(hoursOf('2026-11-01')).marks.at(-1)).toBeNull();
    expect(markHours(hoursOf('2026-11-01', [25 * 3600])).marks.at(-1)).toBe('next day');
    // The clocks go back in the night after Saturday, which has its 24 hours.
    const saturday = markHours(hoursOf('2026-10-31', [27 * 3600]));
    expect([saturday.marks.slice(-3), saturday.jump]).toEqual([['next day', 'again', 'next day'], null]);
  });

  it('are none in a range', () => {
    const { marks, jump } = markHours(prepareHours(hoursOfRange(chicago)));
    expect([new Set(marks), jump]).toEqual([new Set([null]), null]);
  });
});

describe('the folding of hours', () => {
  const hours = hoursOf('2026-03-03');
  const isEmpty = (index: number) => index < 6 || index === 12 || index >= 20;
  const shape = (open: number[]) =>
    foldHours(hours, isEmpty, open).map((group) => (group.kind === 'fold' ? group.label : group.index));

  it('leaves the hours with presence, each run of others is one column', () => {
    expect(shape([])).toEqual([
      '00:00–06:00',
      ...[6, 7, 8, 9, 10, 11],
      '12:00–13:00',
      ...[13, 14, 15, 16, 17, 18, 19],
      '20:00–24:00',
    ]);
  });

  it('opens the whole run of an hour, which can be folded again', () => {
    expect(shape([3]).slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(foldHours(hours, isEmpty, [3])[0]).toMatchObject({ foldsTo: { from: 0, to: 5, label: '00:00–06:00' } });
    expect(foldHours(hours, isEmpty, [3])[1]).toMatchObject({ foldsTo: null });
    expect(shape([0, 12, 23])).toEqual(hours.map((_, index) => index));
    // An hour with presence opens nothing.
    expect(shape([7])).toEqual(shape([]));
  });

  it('keeps every hour exactly once', () => {
    for (const open of [[], [0], [12, 21]]) {
      const kept = foldHours(hours, isEmpty, open).flatMap((group) =>
        group.kind === 'hour' ? [group.index] : hours.map((_, index) => index).slice(group.from, group.to + 1),
      );
      expect(kept).toEqual(hours.map((_, index) => index));
    }
  });

  it('is about everybody: one cell of one row keeps the hour', () => {
    const map = mapOf('department', [rowOf('A', [null, cell(0)], 0), rowOf('B', [null, null], 0)]);
    expect([0, 1, 2].map((index) => isEmptyHour(map, index))).toEqual([true, false, true]);
  });

  it('names an hour from when to when', () => {
    expect([runLabel(hours, 6), runLabel(hours, 23)]).toEqual(['06:00–07:00', '23:00–24:00']);
    expect(runLabel(hoursOf('2026-03-08'), 1)).toBe('01:00–03:00');
    expect([1, 2].map((index) => runLabel(hoursOf('2026-11-01'), index))).toEqual(['01:00–02:00', '01:00–02:00']);
  });
});

describe('a change', () => {
  const total = (items: number) => ({ items, points: items * 1.1, people: 2 });

  it('is the difference and the percentage of what was', () => {
    expect(changeOf(total(90), total(120), 'items')).toEqual({ before: 120, difference: -30, percent: -25 });
    expect(changeOf(total(3), total(2), 'points')).toEqual({ before: 2.2, difference: 1.1, percent: 50 });
  });

  it('does not exist without both, nor as a share of 0', () => {
    expect(changeOf(total(5), null, 'items')).toEqual({ before: null, difference: null, percent: null });
    expect(changeOf(null, total(5), 'items')).toEqual({ before: 5, difference: null, percent: null });
    expect(changeOf(total(5), total(0), 'items')).toEqual({ before: 0, difference: 5, percent: null });
  });
});

describe('the words of a cell', () => {
  it('tell nobody from nothing', () => {
    expect(cellDetail(null, 'department', false)).toBe('no one there');
    expect(cellDetail({ items: 0, points: 0, people: 0 }, 'department', false)).toBe('0 items, 0.00 points, 0 people');
    expect([cellText(null, 'department', 'items'), cellText(0, 'department', 'items')]).toEqual(['–', '0']);
  });

  it('have what is counted, and means with decimals', () => {
    expect(cellDetail({ items: 1, points: 1.5, people: 1 }, 'department', false)).toBe('1 item, 1.50 points, 1 person');
    expect(cellDetail({ items: 1200, points: 1, people: 9 }, 'department', true)).toBe(
      '1,200 items, 1.00 points, 9 person-hours',
    );
    expect(cellDetail({ items: 53.5, points: 53.5, people: 1.5 }, 'weekday', false)).toBe(
      '53.50 items, 53.50 points, 1.50 people',
    );
    expect(cellDetail({ items: 5, points: 5, people: 1 }, 'employee', false)).toBe('5 items, 5.00 points, there');
    expect([cellText(1234.5, 'department', 'points'), cellText(53.5, 'weekday', 'items')]).toEqual(['1,234.5', '53.5']);
    expect([unitOf('people', true), unitOf('people', false), unitOf('items', true)]).toEqual([
      'person-hours',
      'people',
      'items',
    ]);
    expect([signedText(1234, 0), signedText(-5.5, 2), signedText(0, 0), signedText(null, 0)]).toEqual([
      '+1,234',
      '-5.50',
      '0',
      '–',
    ]);
  });
});
