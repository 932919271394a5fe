import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { recordStatements, statementTotals } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import { loadRecentActivities } from '@/lib/domain/activities/loaders';
import { loadAlerts } from '@/lib/domain/alerts/loaders';
import { loadActivePeople, loadClockTimes, loadClockTimesOfPerson } from '@/lib/domain/clock/loaders';
import { loadCosts } from '@/lib/domain/costs/loaders';
import { loadSummary } from '@/lib/domain/dashboard/loaders';
import { loadDepartmentBattle, loadDepartmentStats } from '@/lib/domain/departments/loaders';
import {
  loadEmployeeCalendar,
  loadEmployeeMapping,
  loadEmployeeStats,
  loadEmployees,
  loadPersonDay,
} from '@/lib/domain/employees/loaders';
import { loadFlow, loadFlowHistory } from '@/lib/domain/flow/loaders';
import {
  loadAchievementTicker,
  loadPeriodBoard,
  loadPersonAchievements,
  loadStreakLeaders,
} from '@/lib/domain/gamification/loaders';
import { loadHeatmapText } from '@/lib/domain/heatmap/loaders';
import { loadLeaderboard, loadLiveBoard } from '@/lib/domain/leaderboard/loaders';
import { loadDateRangeText } from '@/lib/domain/ranges/loaders';
import { getSourceFacts } from '@/lib/domain/sources/queries/get-source-facts';
import {
  loadTeamBottlenecks,
  loadTeamCapacityText,
  loadTeamComparisonText,
  loadTeamHealthText,
  loadTeamMetrics,
  loadTeamOverview,
  loadTeamTrendsText,
} from '@/lib/domain/team/loaders';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { addDays, businessDayInterval, type DayRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { median, quantile } from './measure';
import type { Finding } from './report';
import type { YearData } from './year-data';

const ROUNDS = 9;
const WARM_UP = 2;
/** A long answer is slow to put together too, but that is the program's time. */
const TARGET_MILLIS = 50;
/** The last days, of which any is asked for: the smallest data have no more. */
const DAYS_ASKED_FOR = 38;

/** What a round asks for: days and people change, so that not one page of an index is measured. */
type Asked = {
  now: EpochSeconds;
  today: IsoDay;
  day: IsoDay;
  from: IsoDay;
  /** Most of the same days, from the middle of a month to the middle of another, which no sums of months reach to. */
  middle: DayRange;
  employeeId: number;
};

function readsOf({ site, db }: YearData): Record<string, (asked: Asked) => Promise<unknown>> {
  return {
    'dashboard/summary': ({ day, now }) => loadSummary(site, { date: day }, now),
    'dashboard/leaderboard': ({ day, now }) => loadLeaderboard(site, { date: day }, now),
    'dashboard/leaderboard?department': ({ day, now }) =>
      loadLeaderboard(site, { date: day, department: 'Picking' }, now),
    'dashboard/leaderboard/live': ({ now }) => loadLiveBoard(site, now),
    'departments/stats': ({ day, now }) => loadDepartmentStats(site, { date: day }, now),
    'departments/battle': ({ day, now }) => loadDepartmentBattle(site, { date: day }, now),
    'analytics/streak-leaders': () => loadStreakLeaders(site, { limit: 10 }),
    'analytics/achievement-ticker': ({ now }) => loadAchievementTicker(site, { days: 7, limit: 50 }, now),
    'analytics/team-metrics': ({ now }) => loadTeamMetrics(site, {}, now),
    'analytics/hourly-heatmap, a day': ({ day, now }) =>
      loadHeatmapText(site, { from: day, to: day, by: 'department' }, now),
    'analytics/hourly-heatmap?by=department': ({ from, today, now }) =>
      loadHeatmapText(site, { from, to: today, by: 'department' }, now),
    'analytics/hourly-heatmap?by=employee': ({ from, today, now }) =>
      loadHeatmapText(site, { from, to: today, by: 'employee' }, now),
    'analytics/hourly-heatmap?by=employee, mid-month': ({ middle, now }) =>
      loadHeatmapText(site, { ...middle, by: 'employee' }, now),
    'analytics/hourly-heatmap?by=weekday': ({ from, today, now }) =>
      loadHeatmapText(site, { from, to: today, by: 'weekday' }, now),
    'analytics/date-range': ({ from, today, now }) =>
      loadDateRangeText(site, { from, to: today, compare: 'none', breakdown: 'none' }, now),
    'analytics/date-range, mid-month, compared': ({ middle, now }) =>
      loadDateRangeText(site, { ...middle, compare: 'weekday', breakdown: 'none' }, now),
    employees: ({ now }) => loadEmployees(site, { q: '', status: 'active' }, now),
    'employees?q': ({ now }) => loadEmployees(site, { q: 'ma', status: 'active' }, now),
    'employees/:id/stats': ({ employeeId, day, now }) => loadEmployeeStats(site, employeeId, { date: day }, now),
    'employees/:id/day': ({ employeeId, day, now }) => loadPersonDay(site, employeeId, { date: day }, now),
    'employees/:id/calendar': ({ employeeId, from, today, now }) =>
      loadEmployeeCalendar(site, employeeId, { from, to: today }, now),
    'employees/:id/mapping': ({ employeeId, now }) => loadEmployeeMapping(site, employeeId, now),
    'clock-times': ({ day, now }) => loadClockTimes(site, { date: day }, now),
    'clock-times/active': ({ now }) => loadActivePeople(site, now),
    'clock-times/employee/:id': ({ employeeId, from, today, now }) =>
      loadClockTimesOfPerson(site, employeeId, { from, to: today }, now),
    'bottleneck/current': ({ now }) => loadFlow(site, now),
    'bottleneck/history': ({ now }) => loadFlowHistory(site, { hours: 24 }, now),
    'cost-analysis, a day': ({ day, now }) => loadCosts(site, { from: day, to: day }, now),
    'cost-analysis': ({ from, today, now }) => loadCosts(site, { from, to: today }, now),
    'cost-analysis, mid-month': ({ middle, now }) => loadCosts(site, middle, now),
    'activities/recent': ({ now }) => loadRecentActivities(site, { limit: 50 }, now),
    'gamification/leaderboard?period=month': ({ now }) => loadPeriodBoard(site, { period: 'month', limit: 100 }, now),
    'gamification/leaderboard?period=all': ({ now }) => loadPeriodBoard(site, { period: 'all', limit: 100 }, now),
    'gamification/achievements/:id': ({ employeeId }) => loadPersonAchievements(site, { employeeId, limit: 100 }),
    'team-metrics/overview': ({ now }) => loadTeamOverview(site, {}, now),
    'team-metrics/comparison': ({ from, today, now }) =>
      loadTeamComparisonText(site, { from, to: today, compare: 'previous' }, now),
    'team-metrics/trends': ({ from, today, now }) => loadTeamTrendsText(site, { from, to: today }, now),
    'team-metrics/capacity': ({ day, now }) => loadTeamCapacityText(site, { date: day }, now),
    'team-metrics/bottlenecks': ({ now }) => loadTeamBottlenecks(site, now),
    'team-metrics/health-score': ({ now }) => loadTeamHealthText(site, now),
    alerts: ({ now }) => loadAlerts(site, { status: 'unresolved', limit: 100 }, now),
    sources: ({ now }) => getSourceFacts(db, [site.id], now),
  };
}

/** One reading with nothing cached: its statements, and the database's time, which is their sum although they run side by side. */
export type Reading = { statements: number; millis: number };

/** The reads of the API over some data, ranges over `rangeDays` days. The round decides on the day and person asked for. */
export async function openReads(
  data: YearData,
  rangeDays: number,
): Promise<{ names: string[]; run(name: string, round: number): Promise<Reading> }> {
  const { site, lastDay } = data;
  const people = await selectRows(
    data.db,
    sql`SELECT id FROM employees WHERE site_id = ${site.id} ORDER BY id LIMIT 50`,
    z.object({ id: z.number() }),
  );
  const now = businessDayInterval(site, lastDay).start + 14 * 3600;
  const days = Math.min(data.days, DAYS_ASKED_FOR);
  const reads = new Map(Object.entries(readsOf(data)));
  return {
    names: [...reads.keys()],
    run: async (name, round) => {
      const read = reads.get(name);
      if (read === undefined) throw new RangeError(`There is no read "${name}".`);
      // Every cached value of a site that is asked for here hangs on this tag.
      await invalidateTags([tags.masterData(site.id)]);
      const day = addDays(lastDay, -1 - ((round * 7) % (days - 2)));
      const employeeId = people[(round * 3) % people.length]?.id ?? 0;
      const before = statementTotals();
      const asked = {
        now: now + round * 20,
        today: lastDay,
        day,
        from: addDays(lastDay, 1 - rangeDays),
        middle: { from: addDays(lastDay, 15 - rangeDays), to: addDays(lastDay, -15) },
        employeeId,
      };
      const { statements } = await recordStatements(() => read(asked));
      return { statements: statements.length, millis: statementTotals().millis - before.millis };
    },
  };
}

/** Every read over the year's data, ranges over the whole year. A read that fails ends the benchmark with its error. */
export async function benchReads(data: YearData): Promise<Finding[]> {
  const { names, run } = await openReads(data, data.days);
  const findings: Finding[] = [];
  for (const name of names) {
    const readings: Reading[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) readings.push(await run(name, round));
    const millis = readings.slice(WARM_UP).map((reading) => reading.millis);
    findings.push({
      section: 'read',
      what: name,
      value: median(millis),
      unit: 'ms',
      target: { is: 'at most', value: TARGET_MILLIS },
      note:
        `database time, uncached, ${readings.at(-1)?.statements} statements, ranges over ${data.days} days; median of ${ROUNDS}, ` +
        `middle half ${quantile(millis, 0.25).toFixed(1)} to ${quantile(millis, 0.75).toFixed(1)} ms`,
    });
  }
  return findings;
}
