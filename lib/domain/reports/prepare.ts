import { prepareDepartments, siteEfficiencyPercent, sumsOfDepartments } from '@/lib/domain/departments/prepare';
import { prepareTicker } from '@/lib/domain/gamification/prepare';
import type { TickerRow } from '@/lib/domain/gamification/queries/get-achievement-ticker';
import type { GoalDay } from '@/lib/domain/gamification/queries/get-goal-days';
import { scaledInteger, thousandthsForShow } from '@/lib/domain/leaderboard/rules';
import type { LeaderboardRow } from '@/lib/domain/leaderboard/schema';
import { ratioForShow } from '@/lib/domain/scoring/fraction';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { ReportTotals } from './queries/get-report-totals';
import type { ReportNumbers } from './schema';

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
  const before = totals.filter((row) => row.day !== date && row.day !== null);
  const scored = ofDay.find((row) => row.kind === 'scored');
  const sum = (rows: readonly ReportTotals[], part: (row: ReportTotals) => number) =>
    rows.reduce((total, row) => total + part(row), 0);
  const finishedItems = sum(ofDay, (row) => row.finished_items);
  const goalItems = goal?.goalItems ?? null;
  const clockedSeconds = scored?.clocked_seconds ?? 0;
  const departments = sumsOfDepartments(facts.departments);
  const dayBefore = before[0]?.day;
  return {
    people: scored?.people ?? 0,
    finalPeople: scored?.final_people ?? 0,
    clockedSeconds,
    activeSeconds: scored?.active_seconds ?? 0,
    idleSeconds: scored?.idle_seconds ?? 0,
    breakSeconds: scored?.break_seconds ?? 0,
    utilization: ratioForShow(scored?.active_seconds ?? 0, clockedSeconds, 4),
    items: sum(ofDay, (row) => row.items),
    finishedItems,
    points: thousandthsForShow(sum(ofDay, (row) => scaledInteger(row.points, 3))),
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
