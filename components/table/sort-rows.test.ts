import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SortValue, sortRows } from './sort-rows';

type Row = { id: number; value: SortValue };
const valueIn = (row: Row) => row.value;

function idsOf(values: readonly SortValue[], direction: 'asc' | 'desc'): number[] {
  const rows = values.map((value, id) => ({ id, value }));
  return sortRows(rows, valueIn, direction).map(({ id }) => id);
}

describe('sortRows', () => {
  it('sorts numbers by size, not by their digits', () => {
    expect(idsOf([10, 9, 100], 'asc')).toEqual([1, 0, 2]);
    expect(idsOf([10, 9, 100], 'desc')).toEqual([2, 0, 1]);
  });

  it('sorts texts', () => {
    expect(idsOf(['b', 'a', 'c'], 'asc')).toEqual([1, 0, 2]);
  });

  it('puts rows without a value last in either direction', () => {
    expect(idsOf([null, 2, null, 1], 'asc')).toEqual([3, 1, 0, 2]);
    expect(idsOf([null, 2, null, 1], 'desc')).toEqual([1, 3, 0, 2]);
  });

  it('keeps the order of rows with the same value, loses none and leaves the list it was given', () => {
    const values = fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 60 });
    fc.assert(
      fc.property(values, fc.constantFrom('asc' as const, 'desc' as const), (list, direction) => {
        const rows = list.map((value, id) => ({ id, value }));
        const sorted = sortRows(rows, valueIn, direction);
        expect(rows.map(({ id }) => id)).toEqual(list.map((_, id) => id));
        expect(sorted.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(list.map((_, id) => id));
        for (const [index, row] of sorted.entries()) {
          const next = sorted[index + 1];
          if (next !== undefined && next.value === row.value) expect(next.id).toBeGreaterThan(row.id);
        }
      }),
    );
  });
});
