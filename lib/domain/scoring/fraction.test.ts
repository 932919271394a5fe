import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, compare, fraction, ratioForShow, rounded, subtract, whole } from './fraction';

describe('fractions', () => {
  it('round half up on the exact value, also below zero', () => {
    expect(ratioForShow(1, 3, 2)).toBe(0.33);
    expect(ratioForShow(1, 8, 2)).toBe(0.13);
    expect(ratioForShow(-1, 8, 2)).toBe(-0.12);
    expect(ratioForShow(-1, 2, 0)).toBe(0);
    expect(ratioForShow(-13, 10, 0)).toBe(-1);
    expect(ratioForShow(1005, 1000, 2)).toBe(1.01);
  });

  it('do not exist with a divisor of 0', () => {
    expect(ratioForShow(1, 0, 2)).toBeNull();
    expect(fraction(0, 0)).toBeNull();
  });

  it('compare without rounding', () => {
    const third = fraction(1, 3);
    if (third === null) throw new Error('a third exists');
    expect(compare(add(third, add(third, third)), whole(1))).toBe(0);
    expect(compare(subtract(whole(1), third), third)).toBeGreaterThan(0);
    expect(compare(third, whole(1))).toBeLessThan(0);
  });

  it('stay within half a unit of the last place', () => {
    const safe = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(safe, fc.integer({ min: 1, max: 100_000 }), (num, den) => {
        const value = fraction(num, den);
        if (value === null) throw new Error('the divisor is not 0');
        expect(Math.abs(rounded(value, 2) * den - num)).toBeLessThanOrEqual(0.005 * den + 1e-6);
      }),
    );
  });
});
