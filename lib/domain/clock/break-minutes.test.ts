import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakMinutesOf } from './break-minutes';

const pause = (breakStart: number, breakEnd: number | null) => ({ breakStart, breakEnd });

describe('the break minutes of a period', () => {
  it('are the whole minutes inside it, overlapping breaks once', () => {
    const period = { clockIn: 1_000, clockOut: 10_000 };
    expect(breakMinutesOf(period, [])).toBe(0);
    expect(breakMinutesOf(period, [pause(2_000, 2_119)])).toBe(1);
    expect(breakMinutesOf(period, [pause(2_000, 2_100), pause(2_050, 2_200), pause(3_000, 3_100)])).toBe(5);
    expect(breakMinutesOf(period, [pause(400, 1_120), pause(9_940, 20_000)])).toBe(3);
  });

  it('leave out breaks beside the period, open ones and those that end before they start', () => {
    const period = { clockIn: 1_000, clockOut: 2_000 };
    expect(
      breakMinutesOf(period, [pause(0, 1_000), pause(2_000, 3_000), pause(1_500, null), pause(1_900, 1_200)]),
    ).toBe(0);
  });

  it('count in an open period up to any time', () => {
    expect(breakMinutesOf({ clockIn: 1_000, clockOut: null }, [pause(50_000, 50_600)])).toBe(10);
  });

  it('are never longer than the period', () => {
    const breaks = fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)).map(([start, end]) => pause(start, end)));
    fc.assert(
      fc.property(fc.nat(5_000), fc.integer({ min: 1, max: 5_000 }), breaks, (clockIn, length, list) => {
        const minutes = breakMinutesOf({ clockIn, clockOut: clockIn + length }, list);
        expect(minutes).toBeGreaterThanOrEqual(0);
        expect(minutes * 60).toBeLessThanOrEqual(length);
      }),
    );
  });
});
