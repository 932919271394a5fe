import { prepareDepartments, siteEfficiencyPercent, sumsOfDepartments } from '@/lib/domain/departments/prepare';
import { prepareTicker } from '@/lib/domain/gamification/prepare';
import type { TickerRow } from '@/lib/domain/gamification/queries/get-achievement-ticker';
import type { GoalDay } from '@/lib/domain/gamification/queries/get-goal-days';
import { scaledInteger, thousandthsForShow } from '@/lib/domain/leaderboard/rules';
import type { LeaderboardRow } from '@/lib/domain/leaderboard/schema';
import type { RangeDayRow } from '@/lib/domain/ranges/queries/get-range-days';
import { ratioForShow } from '@/lib/domain/scoring/fraction';
import { type IsoDay, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { ReportTotals } from './queries/get-report-totals';
import { type Headline, isRevised } from './rules';
import type { DailyReport, ReportNumbers, Revision } from './schema';

const TOP = 10;

export type ReportFacts = {
  date: IsoDay;
  totals: readonly ReportTotals[];
  goal: GoalDay | undefined;
  departments: Parameters<typeof sumsOfDepartments>[0];
  board: readonly LeaderboardRow[];
  awards: readonly TickerRow[];
};

/** What was read of a day to the numbers of its report. */
export function prepareReport(facts: ReportFacts): ReportNumbers {
  const { date, totals, goal } = facts;
  const ofDay = totals.filter((row) => row.day === date);
  const headline = headlineOf(totals, date);
  const before = totals.filter((row) => row.day !== date && row.day !== null);
  const scored = ofDay.find((row) => row.kind === 'scored');
  const sum = (rows: readonly ReportTotals[], part: (row: ReportTotals) => number) =>
    rows.reduce((total, row) => total + part(row), 0);
  const { finishedItems, clockedSeconds } = headline;
  const goalItems = goal?.goalItems ?? null;
  const departments = sumsOfDepartments(facts.departments);
  const dayBefore = before[0]?.day;
  return {
    ...headline,
    finalPeople: scored?.final_people ?? 0,
    activeSeconds: scored?.active_seconds ?? 0,
    idleSeconds: scored?.idle_seconds ?? 0,
    breakSeconds: scored?.break_seconds ?? 0,
    utilization: ratioForShow(scored?.active_seconds ?? 0, clockedSeconds, 4),
    unmappedItems: ofDay.find((row) => row.kind === 'unmapped')?.items ?? 0,
    goalItems,
    goalPercent: goalItems === null ? null : ratioForShow(finishedItems * 100, goalItems, 2),
    siteEfficiencyPercent: siteEfficiencyPercent(departments),
    weekBefore:
      dayBefore == null
        ? null
        : {
            date: dayBefore,
            people: sum(before, (row) => row.people),
            items: sum(before, (row) => row.items),
            finishedItems: sum(before, (row) => row.finished_items),
          },
    openIssues: totals.find((row) => row.kind === 'issues')?.people ?? 0,
    departments: prepareDepartments(departments),
    top: facts.board.slice(0, TOP).map(({ rank, employeeId, name, department, items, points, badge }) => ({
      rank,
      employeeId,
      name,
      department,
      items,
      points,
      badge,
    })),
    awards: prepareTicker(facts.awards).map(({ awardedAt: _, ...award }) => award),
  };
}

/** The main numbers of a day, unmapped work included. */
function headlineOf(totals: readonly ReportTotals[], date: IsoDay): Headline {
  const ofDay = totals.filter((row) => row.day === date);
  const scored = ofDay.find((row) => row.kind === 'scored');
  const sum = (part: (row: ReportTotals) => number) => ofDay.reduce((total, row) => total + part(row), 0);
  return {
    people: scored?.people ?? 0,
    clockedSeconds: scored?.clocked_seconds ?? 0,
    items: sum((row) => row.items),
    finishedItems: sum((row) => row.finished_items),
    points: thousandthsForShow(sum((row) => scaledInteger(row.points, 3))),
  };
}

/** What the day says now; null when it is what its report says. */
export function prepareRevision(report: DailyReport, totals: readonly ReportTotals[]): Revision | null {
  const now = headlineOf(totals, report.date);
  if (!isRevised(report, now)) return null;
  const scoredAt = totals.find((row) => row.kind === 'scored' && row.day === report.date)?.scored_at ?? null;
  return { ...now, scoredAt: toIsoInstantOrNull(scoredAt) };
}

/** The main numbers of each day of a range; a day without any has none. */
export function headlinesOf(days: readonly RangeDayRow[]): Map<IsoDay, Headline> {
  return new Map(
    [...Map.groupBy(days, (row) => row.score_date)].map(([date, rows]): [IsoDay, Headline] => {
      const sum = (part: (row: RangeDayRow) => number) => rows.reduce((total, row) => total + part(row), 0);
      return [
        date,
        {
          people: sum((row) => row.people),
          clockedSeconds: sum((row) => row.clocked_seconds),
          items: sum((row) => row.items),
          finishedItems: sum((row) => row.finished_items),
          points: thousandthsForShow(sum((row) => scaledInteger(row.points, 3))),
        },
      ];
    }),
  );
}
