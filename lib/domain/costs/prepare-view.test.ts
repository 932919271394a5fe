import { describe, expect, it } from 'vitest';
import { labourOnDefaultRate, prepareComposition, prepareTrend, unpaidBreakSeconds } from './prepare-view';
import { comparedWith, costAnalysisOf, costPeriod, personCost } from './view-fixtures';

describe('what labour was spent on', () => {
  it('adds up to labour and to the paid time, breaks apart from waiting', () => {
    const costs = costAnalysisOf({});
    const parts = prepareComposition(costs);
    expect(parts.map((part) => [part.key, part.cents, part.seconds])).toEqual([
      ['active', 7_800, 21_600],
      ['waiting', 2_600, 7_200],
      ['breaks', 650, 1_800],
    ]);
    expect(parts.reduce((sum, part) => sum + part.cents, 0)).toBe(costs.totals.labourCents);
    expect(parts.reduce((sum, part) => sum + part.seconds, 0)).toBe(costs.totals.paidSeconds);
    expect(parts.reduce((sum, part) => sum + (part.share ?? 0), 0)).toBeCloseTo(1, 10);
    expect(unpaidBreakSeconds(costs)).toBe(1_800);
  });

  it('has no shares without labour', () => {
    const { totals } = costAnalysisOf({});
    const nothing = costAnalysisOf({
      totals: { ...totals, labourCents: 0, activeCents: 0, idleCents: 0, breakCents: 0 },
    });
    expect(prepareComposition(nothing).map((part) => part.share)).toEqual([null, null, null]);
  });
});

it('adds up the labour of people on the default rate', () => {
  const people = [
    personCost({ labourCents: 100, hasDefaultRate: true }),
    personCost({ labourCents: 20, hasDefaultRate: false }),
    personCost({ labourCents: 3, hasDefaultRate: true }),
  ];
  expect(labourOnDefaultRate(costAnalysisOf({ people }))).toBe(103);
});

describe('the trend', () => {
  const rows = [costPeriod('2026-03-01'), costPeriod('2026-03-03')];

  it('has every day of the range, a day without anybody as a gap, and says that today is not over', () => {
    const trend = prepareTrend(costAnalysisOf({ periods: { by: 'day', rows } }));
    expect(trend.map(({ label, now }) => [label, now?.from ?? null])).toEqual([
      ['1 Mar', '2026-03-01'],
      ['2 Mar', null],
      ['3 Mar, so far', '2026-03-03'],
    ]);
  });

  it('puts the day in the same place of the other range beside each', () => {
    const compared = comparedWith('2026-02-26', '2026-02-28', [costPeriod('2026-02-27'), costPeriod('2026-02-28')]);
    const trend = prepareTrend(costAnalysisOf({ periods: { by: 'day', rows }, compare: 'previous', compared }));
    expect(trend.map(({ before }) => before?.from ?? null)).toEqual([null, '2026-02-27', '2026-02-28']);
  });

  it('has the months of a long range, which are compared with nothing', () => {
    const months = [costPeriod('2025-12-15', { to: '2025-12-31' }), costPeriod('2026-01-01', { to: '2026-01-31' })];
    const compared = comparedWith('2025-10-01', '2025-12-14', [costPeriod('2025-10-01')]);
    const trend = prepareTrend(costAnalysisOf({ periods: { by: 'month', rows: months }, compared }));
    expect(trend.map(({ label, before }) => [label, before])).toEqual([
      ['Dec 2025', null],
      ['Jan 2026', null],
    ]);
  });
});
