import { describe, expect, it } from 'vitest';
import { prepareTrend } from './prepare-trend';

const RANGE = { from: '2026-03-08', to: '2026-03-10' };
const row = (employee_id: number, score_date: string, points: string) => ({ employee_id, score_date, points });

describe('the trend of a board', () => {
  it('has a place for each day, empty where there is no row, which is not 0 points', () => {
    const { days, people } = prepareTrend(RANGE, [
      row(1, '2026-03-10', '12.345'),
      row(1, '2026-03-08', '0.00'),
      row(2, '2026-03-09', '7.5'),
    ]);
    expect(days).toEqual(['2026-03-08', '2026-03-09', '2026-03-10']);
    expect(people).toEqual([
      { employeeId: 1, points: [0, null, 12.35], rankBefore: null },
      { employeeId: 2, points: [null, 7.5, null], rankBefore: 1 },
    ]);
  });

  it('ranks the day before the last: equal points share a rank and the next is left out', () => {
    const { people } = prepareTrend(RANGE, [
      row(1, '2026-03-09', '10'),
      row(2, '2026-03-09', '10.001'),
      row(3, '2026-03-09', '10'),
      row(4, '2026-03-09', '9.99'),
      row(5, '2026-03-10', '99'),
    ]);
    expect(people.map((person) => [person.employeeId, person.rankBefore])).toEqual([
      [1, 2],
      [2, 1],
      [3, 2],
      [4, 4],
      [5, null],
    ]);
  });

  it('of nobody is empty', () => {
    expect(prepareTrend(RANGE, []).people).toEqual([]);
  });
});
