import { describe, expect, it } from 'vitest';
import { prepareView } from './prepare-view';
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
