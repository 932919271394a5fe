import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BadgeInput, badgeOf, comparePositions, itemsPerHour, scaledInteger, thousandthsForShow } from './rules';

/** A heat press operator: 6,600 points a month, 300 a day, 40 items an hour. */
const press: BadgeInput = {
  pointsHundredths: 0,
  items: 0,
  clockedSeconds: 8 * 3600,
  streak: 0,
  monthlyTargetHundredths: 660_000,
  expectedPerHourThousandths: 40_000,
  targetDaysPerMonth: 22,
};

describe('badgeOf', () => {
  it.each<[string, Partial<BadgeInput>]>([
    ['Top Performer', { pointsHundredths: 36_000 }],
    ['Star Player', { pointsHundredths: 35_999 }],
    ['Star Player', { pointsHundredths: 30_000 }],
    ['Team Player', { pointsHundredths: 29_999 }],
    ['5-day streak', { pointsHundredths: 29_999, streak: 5, items: 400 }],
    ['Speed Demon', { streak: 4, items: 384 }],
    ['Team Player', { streak: 4, items: 383 }],
    ['Speed Demon', { streak: null, items: 384 }],
  ])('is %s for %j', (badge, changes) => {
    expect(badgeOf({ ...press, ...changes })).toBe(badge);
  });

  it('compares unrounded: a target that is no whole number of cents is not reached by its rounding', () => {
    // 100 points over 3 days: 33.333..., so 33.33 is below it and 33.34 above.
    const third = { ...press, monthlyTargetHundredths: 10_000, targetDaysPerMonth: 3 };
    expect(badgeOf({ ...third, pointsHundredths: 3_333 })).toBe('Team Player');
    expect(badgeOf({ ...third, pointsHundredths: 3_334 })).toBe('Star Player');
  });

  it('takes a number of days with decimals', () => {
    const days = { ...press, targetDaysPerMonth: 21.5 }; // 306.976...
    expect(badgeOf({ ...days, pointsHundredths: 30_697 })).toBe('Team Player');
    expect(badgeOf({ ...days, pointsHundredths: 30_698 })).toBe('Star Player');
  });

  it.each([null, 0])('has no target with a monthly target of %j', (monthlyTargetHundredths) => {
    expect(badgeOf({ ...press, monthlyTargetHundredths, pointsHundredths: 99_999_99 })).toBe('Team Player');
  });

  it('calls nobody fast without clocked time or without an expectation', () => {
    expect(badgeOf({ ...press, items: 9_999, clockedSeconds: 0 })).toBe('Team Player');
    expect(badgeOf({ ...press, items: 9_999, expectedPerHourThousandths: null })).toBe('Team Player');
    expect(badgeOf({ ...press, items: 9_999, expectedPerHourThousandths: 0 })).toBe('Team Player');
  });
});

describe('itemsPerHour', () => {
  it('does not exist without clocked time', () => {
    expect(itemsPerHour(100, 0)).toBeNull();
  });

  it('rounds half up to two decimals', () => {
    expect(itemsPerHour(58, 3600)).toBe(58);
    expect(itemsPerHour(100, 3 * 3600)).toBe(33.33);
    expect(itemsPerHour(1, 288_000)).toBe(0.01); // 0.0125
    expect(itemsPerHour(1, 720_000)).toBe(0.01); // 0.005
  });
});

describe('the order of the board', () => {
  const position = fc.record({
    pointsThousandths: fc.nat({ max: 3 }),
    items: fc.nat({ max: 3 }),
    firstActivityAt: fc.option(fc.nat({ max: 3 })),
    employeeId: fc.nat({ max: 1_000 }),
  });

  it('is points, items, first activity with none last, then the id', () => {
    const base = { pointsThousandths: 2, items: 2, firstActivityAt: 100, employeeId: 5 };
    const ordered = [
      { ...base, pointsThousandths: 3, items: 0 },
      { ...base, items: 3, firstActivityAt: null },
      { ...base, firstActivityAt: 99, employeeId: 9 },
      base,
      { ...base, employeeId: 6 },
      { ...base, firstActivityAt: null, employeeId: 1 },
    ];
    expect([...ordered].reverse().sort(comparePositions)).toEqual(ordered);
  });

  it('is one order: two people never stand in the same place', () => {
    fc.assert(
      fc.property(position, position, position, (a, b, c) => {
        expect(Math.sign(comparePositions(a, b))).toBe(-Math.sign(comparePositions(b, a)) + 0);
        if (comparePositions(a, b) < 0 && comparePositions(b, c) < 0) expect(comparePositions(a, c)).toBeLessThan(0);
        if (a.employeeId !== b.employeeId) expect(comparePositions(a, b)).not.toBe(0);
      }),
    );
  });
});

describe('decimals', () => {
  it('are read exactly', () => {
    expect(scaledInteger('140.25', 2)).toBe(14_025);
    expect(scaledInteger('0.1', 3)).toBe(100);
    expect(scaledInteger('7', 2)).toBe(700);
    expect(() => scaledInteger('1.2345', 3)).toThrow(RangeError);
    expect(() => scaledInteger('1e3', 3)).toThrow(RangeError);
  });

  it('are rounded half up once, for show', () => {
    expect([1_004, 1_005, 1_994, 1_995].map(thousandthsForShow)).toEqual([1, 1.01, 1.99, 2]);
  });
});
