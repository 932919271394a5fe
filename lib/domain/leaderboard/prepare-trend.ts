import { daysFromTo } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { PointsRow } from './queries/get-points-by-day';
import { scaledInteger, thousandthsForShow } from './rules';
import type { BoardTrend } from './schema';

/**
 * Each person's points on the days from `from` to `to`, null on days without a row, and the rank on the day before the
 * last: 1 + people with more points on it (domain.md 6).
 */
export function prepareTrend(
  range: { from: IsoDay; to: IsoDay },
  rows: readonly PointsRow[],
): Pick<BoardTrend, 'days' | 'people'> {
  const days = daysFromTo(range.from, range.to);
  const indexOf = new Map(days.map((day, index) => [day, index]));
  const byPerson = new Map<number, (number | null)[]>();
  for (const row of rows) {
    const index = indexOf.get(row.score_date);
    if (index === undefined) continue; // outside of the range: was not asked for
    let points = byPerson.get(row.employee_id);
    if (points === undefined) {
      points = days.map(() => null);
      byPerson.set(row.employee_id, points);
    }
    points[index] = scaledInteger(row.points, 3);
  }
  const rankOf = ranksOn(byPerson, days.length - 2);
  return {
    days,
    people: [...byPerson].map(([employeeId, points]) => ({
      employeeId,
      points: points.map((thousandths) => (thousandths === null ? null : thousandthsForShow(thousandths))),
      rankBefore: rankOf.get(employeeId) ?? null,
    })),
  };
}

function ranksOn(byPerson: ReadonlyMap<number, readonly (number | null)[]>, index: number): Map<number, number> {
  const ofDay = [...byPerson].flatMap(([employeeId, all]) => {
    const points = all[index];
    return points === null || points === undefined ? [] : [{ employeeId, points }];
  });
  ofDay.sort((a, b) => b.points - a.points);
  const ranks = new Map<number, number>();
  let rank = 1;
  ofDay.forEach(({ employeeId, points }, place) => {
    if (points !== ofDay[place - 1]?.points) rank = place + 1;
    ranks.set(employeeId, rank);
  });
  return ranks;
}
