import { describe, expect, it } from 'vitest';
import type { RangePersonRow } from '@/lib/domain/ranges/schema';
import { mainDepartmentOf, prepareRangeView, prepareView } from './prepare-view';
import type { LeaderboardRow } from './schema';

function row(rank: number, name: string, changes: Partial<LeaderboardRow> = {}): LeaderboardRow {
  return {
    rank,
    employeeId: rank,
    name,
    department: 'Picking',
    items: 10,
    points: 100 - rank,
    itemsPerHour: 10,
    clockedSeconds: 3600,
    activeSeconds: 3600,
    efficiency: 1,
    isClockedIn: false,
    streak: null,
    badge: 'Team Player',
    breakdown: [],
    ...changes,
  };
}

const rows = [
  row(1, 'José Álvarez', { itemsPerHour: null, clockedSeconds: 0 }),
  row(2, 'Ann Lee', { itemsPerHour: 30, department: null }),
  row(2, 'Bo Lee', { itemsPerHour: 30 }),
  row(4, 'Zoe', { itemsPerHour: 5 }),
];
const names = (shown: LeaderboardRow[]) => shown.map((one) => one.name);
const all = { q: '', sort: 'rank', direction: 'asc' } as const;

describe('prepareView', () => {
  it('keeps the order of the board by default and changes nothing', () => {
    expect(prepareView(rows, all)).toEqual(rows);
  });

  it('finds names whatever their marks and case', () => {
    expect(names(prepareView(rows, { ...all, q: ' jose ' }))).toEqual(['José Álvarez']);
    expect(names(prepareView(rows, { ...all, q: 'LEE' }))).toEqual(['Ann Lee', 'Bo Lee']);
    expect(prepareView(rows, { ...all, q: 'nobody' })).toEqual([]);
  });

  it('sorts both ways, missing numbers last in both, ties in the order of the board', () => {
    const by = (direction: 'asc' | 'desc') => names(prepareView(rows, { ...all, sort: 'itemsPerHour', direction }));
    expect(by('desc')).toEqual(['Ann Lee', 'Bo Lee', 'Zoe', 'José Álvarez']);
    expect(by('asc')).toEqual(['Zoe', 'Ann Lee', 'Bo Lee', 'José Álvarez']);
    expect(names(prepareView(rows, { ...all, sort: 'clocked', direction: 'asc' })).at(-1)).toBe('José Álvarez');
    expect(names(prepareView(rows, { ...all, sort: 'rank', direction: 'desc' }))[0]).toBe('Zoe');
  });

  it('does not touch the rows it was given', () => {
    const before = names(rows);
    prepareView(rows, { ...all, sort: 'name', direction: 'desc' });
    expect(names(rows)).toEqual(before);
  });
});

describe('prepareRangeView', () => {
  const person = (rank: number, name: string, changes: Partial<RangePersonRow>): RangePersonRow => ({
    rank,
    employeeId: rank,
    name,
    isArchived: false,
    daysWorked: 1,
    items: 10,
    points: 100 - rank,
    clockedSeconds: 3600,
    activeSeconds: 3600,
    itemsPerHour: 10,
    efficiency: 1,
    averagePoints: 10,
    best: null,
    worst: null,
    consistency: null,
    trend: null,
    compared: null,
    itemsChangePercent: null,
    pointsChangePercent: null,
    breakdown: [],
    ...changes,
  });
  const part = (department: string, items: number) => ({ department, items, points: items });
  const people = [
    person(1, 'Zoe', { pointsChangePercent: -5, daysWorked: 3, breakdown: [part('Picking', 1), part('Packing', 9)] }),
    person(2, 'Élan', { pointsChangePercent: null, daysWorked: 5, breakdown: [part('Labeling', 2)] }),
    person(3, 'Bo', { pointsChangePercent: 12, daysWorked: 4 }),
  ];
  const by = (sort: 'change' | 'days' | 'department' | 'name', direction: 'asc' | 'desc') =>
    prepareRangeView(people, { q: '', sort, direction }).map((one) => one.name);

  it('sorts by what only a range has, missing numbers last in both directions', () => {
    expect(by('change', 'desc')).toEqual(['Bo', 'Zoe', 'Élan']);
    expect(by('change', 'asc')).toEqual(['Zoe', 'Bo', 'Élan']);
    expect(by('days', 'desc')).toEqual(['Élan', 'Bo', 'Zoe']);
    expect(by('name', 'asc')).toEqual(['Bo', 'Élan', 'Zoe']);
  });

  it('has the main department of a person where most items were made', () => {
    expect(by('department', 'asc')).toEqual(['Élan', 'Zoe', 'Bo']);
    expect(mainDepartmentOf([part('Picking', 5), part('Packing', 5)])).toBe('Picking');
    expect(mainDepartmentOf([])).toBeNull();
  });
});
