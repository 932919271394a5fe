import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type DayRange, daysFromTo, nextMonthStart } from '@/lib/platform/time/business-day';
import { fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import { offsetsOver, partsOf, type RangeParts, type RolledMonth, rollableThrough } from './rules';

const chicago = { timeZone: 'America/Chicago', dayStart: '00:00' };
const rolled = (...months: [IsoDay, IsoDay][]): RolledMonth[] => months.map(([month, through]) => ({ month, through }));
const FEBRUARY = rolled(['2026-02-01', '2026-02-28']);
const split = (from: IsoDay, to: IsoDay, months: RolledMonth[], canSubtract = false) =>
  partsOf({ from, to }, months, { canSubtract });

describe('the parts of a range', () => {
  it('are whole months that are summed up, and the days around them', () => {
    expect(split('2026-01-20', '2026-03-05', FEBRUARY)).toEqual({
      months: ['2026-02-01'],
      days: [
        { from: '2026-01-20', to: '2026-01-31' },
        { from: '2026-03-01', to: '2026-03-05' },
      ],
      without: [],
    });
  });

  it('are one piece of days where no month is summed up', () => {
    const range = { from: '2026-01-20', to: '2026-04-05' };
    expect(partsOf(range, [], { canSubtract: true })).toEqual({ months: [], days: [range], without: [] });
  });

  it('go on day by day after the sums of the present month', () => {
    const march = rolled(['2026-03-01', '2026-03-09']);
    expect(split('2026-03-01', '2026-03-12', march)).toEqual({
      months: ['2026-03-01'],
      days: [{ from: '2026-03-10', to: '2026-03-12' }],
      without: [],
    });
    expect(split('2026-03-10', '2026-03-12', march, true)).toEqual({
      months: [],
      days: [{ from: '2026-03-10', to: '2026-03-12' }],
      without: [],
    });
  });

  it('take the fewer days away from a month where that can be done', () => {
    expect(split('2026-02-04', '2026-02-25', FEBRUARY, true)).toEqual({
      months: ['2026-02-01'],
      days: [],
      without: [
        { from: '2026-02-01', to: '2026-02-03' },
        { from: '2026-02-26', to: '2026-02-28' },
      ],
    });
    expect(split('2026-02-04', '2026-02-25', FEBRUARY)).toMatchObject({ months: [], without: [] });
    expect(split('2026-02-15', '2026-02-28', FEBRUARY, true)).toMatchObject({ months: [], without: [] });
  });

  it('count each day of the range once and no other, whatever is summed up', () => {
    const dayArb = fc.integer({ min: 0, max: 130 }).map((days) => addDays('2025-12-20', days));
    const monthArb = fc.constantFrom('2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01');
    const rolledArb = fc.uniqueArray(
      fc.record({ month: monthArb, length: fc.nat(30) }).map(({ month, length }): RolledMonth => {
        const [end, through] = [addDays(nextMonthStart(month), -1), addDays(month, length)];
        return { month, through: through < end ? through : end };
      }),
      { selector: ({ month }) => month },
    );
    fc.assert(
      fc.property(dayArb, dayArb, rolledArb, fc.boolean(), (a, b, months, canSubtract) => {
        const range = a < b ? { from: a, to: b } : { from: b, to: a };
        const parts = partsOf(range, months, { canSubtract });
        expect(countsOf(parts, months)).toEqual(new Map(daysFromTo(range.from, range.to).map((day) => [day, 1])));
        if (!canSubtract) expect(parts.without).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

/** How often each day is counted; days that come to nothing left out. */
function countsOf(parts: RangeParts, months: readonly RolledMonth[]): Map<IsoDay, number> {
  const counts = new Map<IsoDay, number>();
  const count = ({ from, to }: DayRange, times: number) => {
    for (const day of daysFromTo(from, to)) counts.set(day, (counts.get(day) ?? 0) + times);
  };
  for (const month of parts.months) {
    count({ from: month, to: months.find((one) => one.month === month)?.through ?? '' }, 1);
  }
  for (const range of parts.days) count(range, 1);
  for (const range of parts.without) count(range, -1);
  return new Map([...counts].filter(([, times]) => times !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('the sums of a month', () => {
  it('reach to its end, those of the present month to yesterday', () => {
    expect(rollableThrough('2026-02-01', '2026-03-10')).toBe('2026-02-28');
    expect(rollableThrough('2026-03-01', '2026-03-10')).toBe('2026-03-09');
    expect(rollableThrough('2026-03-01', '2026-03-01')).toBeNull();
    expect(rollableThrough('2026-04-01', '2026-03-10')).toBeNull();
    expect(rollableThrough('2026-02-01', '2026-03-01')).toBe('2026-02-28');
  });
});

describe('the offsets over a range', () => {
  it('change when the clocks do', () => {
    expect(offsetsOver(chicago, '2026-06-01', '2026-06-30').map((one) => one.offset)).toEqual([-18_000]);
    expect(offsetsOver(chicago, '2026-01-01', '2026-12-31')).toEqual([
      { until: fromIsoInstant('2026-03-08T08:00:00Z'), offset: -21_600 },
      { until: fromIsoInstant('2026-11-01T07:00:00Z'), offset: -18_000 },
      { until: fromIsoInstant('2027-03-14T08:00:00Z'), offset: -21_600 },
    ]);
  });
});
