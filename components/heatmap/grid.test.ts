import { describe, expect, it } from 'vitest';
import { type Place, type WalkedGrid, walk } from './grid';

/** x: a cell with something in it */
function gridOf(lines: readonly string[], hours = [...(lines[0] ?? '')].map((_, index) => index)): WalkedGrid {
  return { rows: lines.length, hours, isFilled: ({ row, hour }) => lines[row]?.[hour] === 'x' };
}
const at = (row: number, hour: number): Place => ({ row, hour });

describe('walking over cells', () => {
  const grid = gridOf(['x.xx', 'xx..', '..xx']);

  it('goes to the next cell with something in it', () => {
    expect(walk(at(0, 0), 'ArrowRight', false, grid)).toEqual(at(0, 2));
    expect(walk(at(0, 2), 'ArrowLeft', false, grid)).toEqual(at(0, 0));
    expect(walk(at(0, 2), 'ArrowDown', false, grid)).toEqual(at(2, 2));
    expect(walk(at(2, 2), 'ArrowUp', false, grid)).toEqual(at(0, 2));
  });

  it('stays at the edges and for other keys', () => {
    for (const key of ['ArrowLeft', 'ArrowUp', 'Tab', 'a']) expect(walk(at(0, 0), key, false, grid)).toBeNull();
    for (const key of ['ArrowRight', 'ArrowDown']) expect(walk(at(2, 3), key, false, grid)).toBeNull();
  });

  it('knows the ends of a row and of the whole', () => {
    expect(walk(at(2, 3), 'Home', false, grid)).toEqual(at(2, 2));
    expect(walk(at(0, 0), 'End', false, grid)).toEqual(at(0, 3));
    expect(walk(at(2, 3), 'Home', true, grid)).toEqual(at(0, 0));
    expect(walk(at(0, 0), 'End', true, grid)).toEqual(at(2, 3));
  });

  it('turns pages of ten rows, to the last at the end', () => {
    const long = gridOf(Array.from({ length: 25 }, () => 'x'));
    expect(walk(at(3, 0), 'PageDown', false, long)).toEqual(at(13, 0));
    expect(walk(at(20, 0), 'PageDown', false, long)).toEqual(at(24, 0));
    expect(walk(at(13, 0), 'PageUp', false, long)).toEqual(at(3, 0));
    expect(walk(at(4, 0), 'PageUp', false, long)).toEqual(at(0, 0));
  });

  it('leaves folded hours out', () => {
    expect(walk(at(0, 0), 'ArrowRight', false, gridOf(['xxx'], [0, 2]))).toEqual(at(0, 2));
  });
});
