import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CostSettings,
  centsFor,
  costParts,
  dailyCosts,
  hourlyRateOn,
  type PayRate,
  splitByWeight,
  utilizationChip,
} from './rules';

const settings: CostSettings = { salaryDaysPerMonth: 26, salaryHoursPerDay: 8, defaultHourlyCents: 1300 };

function hourly(effectiveFrom: string, amountCents: number): PayRate {
  return { effectiveFrom, payType: 'hourly', amountCents };
}

describe('hourlyRateOn', () => {
  it('takes the latest rate that is in force on the day, whatever the order', () => {
    const rates = [hourly('2026-03-01', 1600), hourly('2026-01-01', 1400), hourly('2026-02-01', 1500)];
    expect(hourlyRateOn(rates, '2026-02-28', settings)).toEqual({ hourlyCents: 1500, isDefaultRate: false });
    expect(hourlyRateOn(rates, '2026-03-01', settings)).toEqual({ hourlyCents: 1600, isDefaultRate: false });
  });

  it('takes the default of the site, flagged, before the first rate and without any', () => {
    expect(hourlyRateOn([hourly('2026-03-01', 1600)], '2026-02-28', settings)).toEqual({
      hourlyCents: 1300,
      isDefaultRate: true,
    });
    expect(hourlyRateOn([], '2026-02-28', settings).isDefaultRate).toBe(true);
  });

  it('divides a monthly salary by 26 days of 8 hours, half-up to a cent', () => {
    const salary = (amountCents: number, site = settings) =>
      hourlyRateOn([{ effectiveFrom: '2026-01-01', payType: 'salary', amountCents }], '2026-01-01', site).hourlyCents;
    expect(salary(270_400)).toBe(1300);
    expect(salary(270_503)).toBe(1300);
    expect(salary(270_504)).toBe(1301);
    expect(salary(270_400, { ...settings, salaryDaysPerMonth: 20, salaryHoursPerDay: 7.5 })).toBe(1803);
  });
});

describe('centsFor', () => {
  it('rounds half a cent up', () => {
    expect(centsFor(3600, 1300)).toBe(1300);
    expect(centsFor(1, 1800)).toBe(1);
    expect(centsFor(1, 1799)).toBe(0);
    expect(centsFor(0, 1300)).toBe(0);
  });
});

describe('costParts', () => {
  it('splits the salary example of domain.md 12 into active, idle and break', () => {
    const time = { paidSeconds: 30_600, clockedSeconds: 28_800, activeSeconds: 21_600, isEstimated: false };
    expect(costParts(time, 1300)).toEqual({ labourCents: 11_050, activeCents: 7800, idleCents: 2600, breakCents: 650 });
  });

  it('has no active cost on an estimated day', () => {
    const time = { paidSeconds: 0, clockedSeconds: 0, activeSeconds: 7200, isEstimated: true };
    expect(costParts(time, 1300)).toEqual({ labourCents: 0, activeCents: 0, idleCents: 0, breakCents: 0 });
  });

  it('adds up to labour and is never negative', () => {
    const seconds = fc
      .tuple(fc.nat(90_000), fc.nat(90_000), fc.nat(90_000))
      .map((three) => three.sort((a, b) => a - b));
    fc.assert(
      fc.property(seconds, fc.nat(20_000), ([activeSeconds = 0, clockedSeconds = 0, paidSeconds = 0], cents) => {
        const parts = costParts({ paidSeconds, clockedSeconds, activeSeconds, isEstimated: false }, cents);
        expect(parts.activeCents + parts.idleCents + parts.breakCents).toBe(parts.labourCents);
        expect(Math.min(parts.activeCents, parts.idleCents, parts.breakCents)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('splitByWeight', () => {
  it('gives odd cents to the largest remainders, of equal ones to the first', () => {
    expect(splitByWeight(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitByWeight(10, [1, 5])).toEqual([2, 8]);
    expect(splitByWeight(5, [3, 3, 4])).toEqual([2, 1, 2]);
    expect(splitByWeight(0, [3, 1])).toEqual([0, 0]);
  });

  it('adds up and stays within one unit of the exact share', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 6 }),
        (amount, weights) => {
          const total = weights.reduce((a, b) => a + b, 0);
          const shares = splitByWeight(amount, weights);
          expect(shares.reduce((a, b) => a + b, 0)).toBe(amount);
          for (const [index, weight] of weights.entries()) {
            expect(Math.abs((shares[index] ?? 0) * total - amount * weight)).toBeLessThan(total);
          }
        },
      ),
    );
  });
});

describe('dailyCosts', () => {
  const rate = { hourlyCents: 1000, isDefaultRate: false };
  const time = { paidSeconds: 5400, clockedSeconds: 3600, activeSeconds: 1800, isEstimated: false };

  it('splits every part over the roles by their worked seconds', () => {
    const rows = dailyCosts(rate, time, [
      { roleId: 7, flowOrder: 2, workedSeconds: 900 },
      { roleId: 9, flowOrder: 1, workedSeconds: 2700 },
      { roleId: 3, flowOrder: 3, workedSeconds: 0 },
    ]);
    expect(rows).toEqual([
      { ...rate, roleId: 9, labourCents: 1125, activeCents: 375, idleCents: 375, breakCents: 375 },
      { ...rate, roleId: 7, labourCents: 375, activeCents: 125, idleCents: 125, breakCents: 125 },
    ]);
  });

  it('prefers the lower flow order, then the lower id, with an odd cent', () => {
    const odd = { paidSeconds: 4, clockedSeconds: 4, activeSeconds: 4, isEstimated: false }; // 1 cent
    const same = [
      { roleId: 8, flowOrder: 1, workedSeconds: 2 },
      { roleId: 5, flowOrder: 1, workedSeconds: 2 },
      { roleId: 1, flowOrder: 2, workedSeconds: 2 },
    ];
    expect(dailyCosts(rate, odd, same).map((row) => [row.roleId, row.labourCents])).toEqual([
      [5, 1],
      [8, 0],
      [1, 0],
    ]);
  });

  it('puts everything on role 0 without worked seconds', () => {
    expect(dailyCosts(rate, time, [{ roleId: 7, flowOrder: 2, workedSeconds: 0 }])).toEqual([
      { ...rate, roleId: 0, labourCents: 1500, activeCents: 500, idleCents: 500, breakCents: 500 },
    ]);
  });
});

describe('utilizationChip', () => {
  it.each([
    [7_000, 'efficient'],
    [6_999, 'normal'],
    [5_000, 'normal'],
    [4_999, 'watch'],
    [3_000, 'watch'],
    [2_999, 'idle'],
    [0, 'idle'],
  ])('of %d active seconds in 10,000 is %s', (activeSeconds, chip) => {
    expect(utilizationChip(activeSeconds, 10_000)).toBe(chip);
  });

  it('does not exist without clocked time', () => {
    expect(utilizationChip(0, 0)).toBeNull();
  });
});
