import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, countWhile, type Interval, intervalAt, lengthOf, rulerOf, subtract, unionOf } from './intervals';

const LAST_SECOND = 60;
const someIntervals = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: LAST_SECOND }), fc.integer({ min: 0, max: LAST_SECOND }))
    .map(([start, end]) => ({ start, end })),
  { maxLength: 8 },
);

/** The seconds inside, one by one. */
function secondsIn(intervals: readonly Interval[]): number[] {
  const seconds = Array.from({ length: LAST_SECOND }, (_, second) => second);
  return seconds.filter((second) => intervals.some(({ start, end }) => start <= second && second < end));
}

function expectUnion(intervals: readonly Interval[]): void {
  for (const [index, one] of intervals.entries()) {
    expect(one.end).toBeGreaterThan(one.start);
    expect(intervals[index - 1]?.end ?? -1).toBeLessThan(one.start);
  }
}

describe('intervals', () => {
  it('unites into the same seconds, sorted and separate', () => {
    fc.assert(
      fc.property(someIntervals, (intervals) => {
        const union = unionOf(intervals);
        expectUnion(union);
        expect(secondsIn(union)).toEqual(secondsIn(intervals));
        expect(lengthOf(union)).toBe(secondsIn(intervals).length);
      }),
    );
  });

  it('leaves the given intervals as they were', () => {
    const given = [
      { start: 5, end: 8 },
      { start: 1, end: 6 },
    ];
    unionOf(given);
    expect(given).toEqual([
      { start: 5, end: 8 },
      { start: 1, end: 6 },
    ]);
  });

  it('subtracts and clips second by second', () => {
    fc.assert(
      fc.property(someIntervals, someIntervals, (a, b) => {
        const rest = subtract(unionOf(a), unionOf(b));
        const taken = new Set(secondsIn(b));
        expectUnion(rest);
        expect(secondsIn(rest)).toEqual(secondsIn(a).filter((second) => !taken.has(second)));
        expect(secondsIn(clip(unionOf(a), 10, 30))).toEqual(
          secondsIn(a).filter((second) => second >= 10 && second < 30),
        );
      }),
    );
  });

  it('finds the interval around an instant', () => {
    const union = unionOf([
      { start: 1, end: 3 },
      { start: 5, end: 6 },
    ]);
    expect([0, 1, 2, 3, 4, 5, 6].map((instant) => intervalAt(union, instant)?.start)).toEqual([
      undefined,
      1,
      1,
      undefined,
      undefined,
      5,
      undefined,
    ]);
  });

  it('counts the leading elements that fulfil a test', () => {
    expect([0, 1, 2, 3, 4].map((limit) => countWhile([1, 2, 3], (one) => one <= limit))).toEqual([0, 1, 2, 3, 3]);
  });
});

describe('rulerOf', () => {
  it('counts the seconds before any instant', () => {
    fc.assert(
      fc.property(someIntervals, fc.integer({ min: -5, max: LAST_SECOND + 5 }), (intervals, instant) => {
        const ruler = rulerOf(unionOf(intervals));
        expect(ruler.before(instant)).toBe(secondsIn(intervals).filter((second) => second < instant).length);
        expect(ruler.total).toBe(secondsIn(intervals).length);
      }),
    );
  });

  it('leads back to the latest and the earliest instant', () => {
    fc.assert(
      fc.property(someIntervals, (intervals) => {
        const ruler = rulerOf(unionOf(intervals));
        for (let elapsed = 0; elapsed < ruler.total; elapsed += 1) {
          const latest = ruler.latestInstantAt(elapsed);
          expect([ruler.before(latest), ruler.before(latest + 1)]).toEqual([elapsed, elapsed + 1]);
          const earliest = ruler.earliestInstantAt(elapsed + 1);
          expect([ruler.before(earliest - 1), ruler.before(earliest)]).toEqual([elapsed, elapsed + 1]);
        }
      }),
    );
  });

  it('refuses what lies outside', () => {
    const ruler = rulerOf([{ start: 10, end: 20 }]);
    expect(() => ruler.latestInstantAt(10)).toThrow(RangeError);
    expect(() => ruler.earliestInstantAt(0)).toThrow(RangeError);
    expect(() => ruler.earliestInstantAt(11)).toThrow(RangeError);
    expect(ruler.latestInstantAt(0)).toBe(10);
    expect(ruler.earliestInstantAt(10)).toBe(20);
  });
});
