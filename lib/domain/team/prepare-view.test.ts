import { describe, expect, it } from 'vitest';
import { isBusy, isJudged, penaltySum, prepareTrendPoints } from './prepare-view';
import type { TeamDay, TeamTotals, TeamTrends } from './schema';

const TODAY = '2026-03-03';

function day(date: string, changes: Partial<TeamDay> = {}): TeamDay {
  return {
    date,
    people: 2,
    worked: 2,
    clockedSeconds: 3_600,
    activeSeconds: 1_800,
    items: 50,
    finishedItems: 20,
    points: 45.5,
    utilizationPercent: 50,
    efficiencyPercent: 80,
    goalItems: 40,
    goalPercent: 50,
    ...changes,
  };
}
const NOBODY = { people: 0, worked: 0, items: 0, finishedItems: 0, points: 0, utilizationPercent: null };
const TOTALS: TeamTotals = {
  days: 2,
  personDays: 4,
  clockedSeconds: 7_200,
  activeSeconds: 3_600,
  items: 100,
  finishedItems: 40,
  points: 91,
  utilizationPercent: 50,
  efficiencyPercent: 80,
  goalDays: 2,
  goalDaysReached: 0,
};
const TRENDS: TeamTrends = {
  asOf: '2026-03-03T22:00:00Z',
  state: 'live',
  from: '2026-03-01',
  to: TODAY,
  source: 'live',
  totals: TOTALS,
  days: [day('2026-03-01'), day('2026-03-02', NOBODY), day(TODAY, { finishedItems: 10 })],
  compare: 'previous',
  compared: {
    from: '2026-02-26',
    to: '2026-02-28',
    totals: TOTALS,
    days: [day('2026-02-26', NOBODY), day('2026-02-27', { finishedItems: 7 }), day('2026-02-28')],
    change: {
      itemsPercent: 0,
      finishedItemsPercent: 0,
      pointsPercent: 0,
      clockedSecondsPercent: 0,
      utilizationPoints: 0,
      efficiencyPoints: 0,
    },
  },
};

describe('the points of a trend', () => {
  it('have the other range in the same place and the goal of finished items; a day of nobody is a gap', () => {
    expect(prepareTrendPoints(TRENDS, 'finished', TODAY)).toEqual([
      { label: '1 Mar', now: 20, before: null, goal: 40 },
      { label: '2 Mar', now: null, before: 7, goal: null },
      { label: '3 Mar, so far', now: 10, before: 20, goal: 40 },
    ]);
  });

  it.each([
    ['items', 50],
    ['points', 45.5],
    ['utilization', 50],
    ['efficiency', 80],
    ['goal', 50],
  ] as const)('of %s are those of the days, without the goal', (metric, value) => {
    const points = prepareTrendPoints({ ...TRENDS, compare: 'none', compared: null }, metric, '2026-03-04');
    expect(points.map((point) => point.now)).toEqual([value, null, value]);
    expect(points.every((point) => point.before === null && point.goal === null)).toBe(true);
    expect(points[2]?.label).toBe('3 Mar');
  });

  it('count a day as busy when somebody was there or something was done', () => {
    expect([isBusy({ people: 1, items: 0 }), isBusy({ people: 0, items: 5 }), isBusy({ people: 0, items: 0 })]).toEqual(
      [true, true, false],
    );
  });
});

it('adds penalties up in hundredths, what is left out as nothing', () => {
  const part = (penalty: number | null) => ({
    term: 'attendance' as const,
    value: null,
    penalty,
    isLeftOut: penalty === null,
  });
  expect(penaltySum({ parts: [part(0.1), part(0.2), part(null), part(5)] })).toBe(5.3);
});

it('judges as soon as anything was measured or a department is in trouble', () => {
  const term = (name: 'attendance' | 'criticalDepartments', value: number | null) => ({
    term: name,
    value,
    penalty: value,
    isLeftOut: value === null,
  });
  expect(isJudged({ parts: [term('attendance', null), term('criticalDepartments', 0)] })).toBe(false);
  expect(isJudged({ parts: [term('attendance', 0), term('criticalDepartments', 0)] })).toBe(true);
  expect(isJudged({ parts: [term('attendance', null), term('criticalDepartments', 1)] })).toBe(true);
});
