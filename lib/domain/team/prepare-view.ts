import { formatShortDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { TeamDay, TeamHealth, TeamTrends } from './schema';
import type { TrendMetric } from './trend-metrics';

/** A day of the trend with the one in the same place of the range compared with; null is a gap. */
export type TrendPoint = { label: string; now: number | null; before: number | null; goal: number | null };

const VALUES: Record<TrendMetric, (day: TeamDay) => number | null> = {
  finished: (day) => day.finishedItems,
  items: (day) => day.items,
  points: (day) => day.points,
  utilization: (day) => day.utilizationPercent,
  efficiency: (day) => day.efficiencyPercent,
  goal: (day) => day.goalPercent,
};

/** The trend of one figure; days on which nobody was there and nothing was done are gaps, not zero. */
export function prepareTrendPoints(trends: TeamTrends, metric: TrendMetric, today: IsoDay): TrendPoint[] {
  const valueOn = (day: TeamDay | undefined) => (day === undefined || !isBusy(day) ? null : VALUES[metric](day));
  return trends.days.map((day, index) => ({
    label: day.date === today ? `${formatShortDay(day.date)}, so far` : formatShortDay(day.date),
    now: valueOn(day),
    before: valueOn(trends.compared?.days[index]),
    goal: metric === 'finished' && isBusy(day) ? day.goalItems : null,
  }));
}

/** Whether anybody was there or anything was done. */
export function isBusy(day: Pick<TeamDay, 'people' | 'items'>): boolean {
  return day.people > 0 || day.items > 0;
}

/** Whether anything was measured: a score of which every part is left out, with no department in trouble, says nothing. */
export function isJudged({ parts }: Pick<TeamHealth, 'parts'>): boolean {
  return parts.some(({ term, isLeftOut, value }) => (term === 'criticalDepartments' ? value !== 0 : !isLeftOut));
}

/** All that was taken from 100, in hundredths' precision; the score is what is left, but never below 0. */
export function penaltySum({ parts }: Pick<TeamHealth, 'parts'>): number {
  return parts.reduce((sum, part) => sum + Math.round((part.penalty ?? 0) * 100), 0) / 100;
}
