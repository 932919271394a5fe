import { describe, expect, it } from 'vitest';
import { fraction, roundedOrNull } from '@/lib/domain/scoring/fraction';
import { changePercent, comparedRange, consistency, exactChangePercent, trendOf } from './rules';

describe('the range to compare with', () => {
  const range = { from: '2026-03-02', to: '2026-03-08' };
  it('is the one of the same length right before, or the same weekdays a week earlier', () => {
    expect(comparedRange(range, 'none')).toBeNull();
    expect(comparedRange(range, 'previous')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
    expect(comparedRange({ from: '2026-03-01', to: '2026-03-31' }, 'previous')).toEqual({
      from: '2026-01-29',
      to: '2026-02-28',
    });
    expect(comparedRange({ from: '2026-03-04', to: '2026-03-05' }, 'weekday')).toEqual({
      from: '2026-02-25',
      to: '2026-02-26',
    });
  });
});

describe('consistency', () => {
  const of = (points: number, daysWorked: number, best: number | null, worst: number | null) =>
    roundedOrNull(consistency({ points, daysWorked, best, worst }), 2);

  it('falls with the distance of best and worst, within 0 and 100', () => {
    expect(of(30_000, 3, 10_000, 10_000)).toBe(100);
    expect(of(30_000, 3, 12_000, 8_000)).toBe(80); // 100 - 40/100 x 50
    expect(of(30_000, 2, 30_000, 0)).toBe(0);
    expect(of(1, 1, 1, 1)).toBe(100);
  });

  it('does not exist without points or worked days', () => {
    expect(of(0, 2, 0, 0)).toBeNull();
    expect(of(0, 0, null, null)).toBeNull();
  });
});

describe('the trend', () => {
  const of = (last: number, before: number) => trendOf([...Array(7).fill(last), ...Array(7).fill(before)]);

  it('changes above 1.05 and below 0.95 only', () => {
    expect(of(10_501, 10_000)).toBe('improving');
    expect(of(10_500, 10_000)).toBe('steady');
    expect(of(9_500, 10_000)).toBe('steady');
    expect(of(9_499, 10_000)).toBe('declining');
  });

  it('needs 14 worked days, and points before', () => {
    expect(trendOf(Array(13).fill(100))).toBeNull();
    expect(of(100, 0)).toBeNull();
    expect(of(0, 100)).toBe('declining');
  });
});

describe('a change', () => {
  it('is in percent, and does not exist against nothing', () => {
    expect(roundedOrNull(changePercent(150, 100), 1)).toBe(50);
    expect(roundedOrNull(changePercent(2, 3), 1)).toBe(-33.3);
    expect(changePercent(5, 0)).toBeNull();
    expect(changePercent(5, null)).toBeNull();
  });

  it('of shares is exact too', () => {
    const of = (now: [number, number], before: [number, number]) =>
      roundedOrNull(exactChangePercent(fraction(...now), fraction(...before)), 1);
    expect(of([3, 2], [1, 1])).toBe(50);
    expect(of([1, 3], [2, 3])).toBe(-50);
    expect(of([1, 3], [0, 3])).toBeNull();
    expect(of([1, 0], [1, 3])).toBeNull();
    expect(of([1, 3], [1, 0])).toBeNull();
  });
});
