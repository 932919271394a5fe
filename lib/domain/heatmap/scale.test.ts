import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS, levelOf, scaleOf, stepsOf } from './scale';

describe('the scale of a heat map', () => {
  it('has round steps, the largest value in its last shade or below', () => {
    expect(scaleOf([0, 3, 347])).toEqual({ step: 80 });
    expect(stepsOf({ step: 80 })).toEqual([80, 160, 240, 320, 400]);
    expect(scaleOf([1000])).toEqual({ step: 200 });
    expect(scaleOf([1001])).toEqual({ step: 250 });
    expect(scaleOf([11])).toEqual({ step: 3 });
    expect(scaleOf([12.4])).toEqual({ step: 2.5 });
  });

  it('counts one by one where there is little', () => {
    expect(scaleOf([1, 3])).toEqual({ step: 1 });
    expect([0, 1, 2, 3].map((value) => levelOf(value, { step: 1 }))).toEqual([0, 1, 2, 3]);
    expect(scaleOf([0.5, 1.5])).toEqual({ step: 0.3 });
    expect(stepsOf({ step: 0.3 })).toEqual([0.3, 0.6, 0.9, 1.2, 1.5]);
  });

  it('has nothing to shade where all is 0', () => {
    expect(scaleOf([])).toBeNull();
    expect(scaleOf([0, 0])).toBeNull();
    expect(levelOf(0, null)).toBe(0);
  });

  it('ends a shade with its step', () => {
    expect([0, 0.01, 80, 80.01, 160, 400].map((value) => levelOf(value, { step: 80 }))).toEqual([0, 1, 1, 2, 2, 5]);
    expect([0.3, 0.6, 0.9].map((value) => levelOf(value, { step: 0.3 }))).toEqual([1, 2, 3]);
  });

  it('puts every value into a shade whose limits hold it, more never below less', () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), (values) => {
        const scale = scaleOf(values);
        if (scale === null) {
          expect(Math.max(...values)).toBe(0);
          return;
        }
        const steps = stepsOf(scale);
        expect(Math.max(...values)).toBeLessThanOrEqual((steps[LEVELS - 1] ?? 0) + 1e-6);
        let last = 0;
        for (const one of [...values].sort((a, b) => a - b)) {
          const level = levelOf(one, scale);
          expect(level).toBeGreaterThanOrEqual(last);
          if (level > 0) expect(one).toBeLessThanOrEqual((steps[level - 1] ?? 0) + 1e-6);
          if (level > 1) expect(one).toBeGreaterThan((steps[level - 2] ?? 0) - 1e-6);
          expect(level === 0).toBe(one === 0);
          last = level;
        }
      }),
    );
  });
});
