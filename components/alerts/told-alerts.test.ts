import { describe, expect, it } from 'vitest';
import { sortOut } from './told-alerts';

describe('which alerts somebody was told of', () => {
  it('counts everything as told the first time', () => {
    expect(sortOut(null, [3, 2])).toEqual({ fresh: [], kept: [3, 2] });
    expect(sortOut('not json', [3])).toEqual({ fresh: [], kept: [3] });
  });

  it('tells of each new one once', () => {
    const first = sortOut('[3,2]', [5, 3]);
    expect(first).toEqual({ fresh: [5], kept: [3, 2, 5] });
    expect(sortOut(JSON.stringify(first.kept), [5, 3])).toEqual({ fresh: [], kept: [3, 2, 5] });
  });

  it('forgets the oldest ones', () => {
    const many = JSON.stringify(Array.from({ length: 300 }, (_, index) => index));
    const { kept } = sortOut(many, [1_000]);
    expect(kept).toHaveLength(300);
    expect([kept[0], kept.at(-1)]).toEqual([1, 1_000]);
  });
});
