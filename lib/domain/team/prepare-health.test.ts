import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction } from '@/lib/domain/scoring/fraction';
import { prepareHealth } from './prepare';
import { type HealthInput, healthOf } from './rules';

const percent = fc.option(
  fc.tuple(fc.nat(10_000), fc.integer({ min: 1, max: 300 })).map(([num, den]) => fraction(num, den)),
);
const inputs: fc.Arbitrary<HealthInput> = fc.record({
  attendance: percent,
  efficiency: percent,
  criticalDepartments: fc.nat(30),
  utilization: percent,
});
const hundredths = (value: number) => Math.round(value * 100);

describe('the health score with its parts', () => {
  it('re-adds to the hundredth: 100 less all that was taken, never below 0', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { score, parts } = prepareHealth('2026-03-03', input, healthOf(input));
        const taken = parts.reduce((sum, part) => sum + hundredths(part.penalty ?? 0), 0);
        expect(hundredths(score)).toBe(Math.max(0, 10_000 - taken));
      }),
    );
  });

  it('shows each part within a hundredth of what it is, and leaves out what does not exist', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const health = healthOf(input);
        for (const part of prepareHealth('2026-03-03', input, health).parts) {
          const exact = health.penalties[part.term];
          expect(part.isLeftOut).toBe(exact === null);
          if (exact === null) expect(part).toMatchObject({ value: null, penalty: null });
          else expect(Math.abs((part.penalty ?? -1) - Number(exact.num) / Number(exact.den))).toBeLessThan(0.0101);
        }
      }),
    );
  });
});
