import type * as z from 'zod';
import { recentActivities } from '@/lib/domain/activities/schema';
import { clockTimesOfDay } from '@/lib/domain/clock/schema';
import { costAnalysis } from '@/lib/domain/costs/schema';
import { summary } from '@/lib/domain/dashboard/schema';
import { departmentBattle, departmentStats } from '@/lib/domain/departments/schema';
import { employeeStats, personDay } from '@/lib/domain/employees/schema';
import { flowNow as flow } from '@/lib/domain/flow/schema';
import { periodBoard, streakLeaders } from '@/lib/domain/gamification/schema';
import { heatmap } from '@/lib/domain/heatmap/schema';
import { leaderboard, liveBoard } from '@/lib/domain/leaderboard/schema';
import { dateRange } from '@/lib/domain/ranges/schema';
import { teamCapacity, teamMetrics, teamOverview, teamTrends } from '@/lib/domain/team/schema';
import { addDays } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

/** Figures of one row, e.g. of a person on the leaderboard. */
type Row = Record<string, unknown>;
/** By what is read and whose row it is. */
export type Numbers = Record<string, Record<string, Row>>;
/** What is other than in some {@link Numbers}; null: the row is not there. */
export type Changes = Record<string, Record<string, Row | null>>;

/** The numbers with the changes. Throws on a read that there is not: the table would prove nothing. */
export function changed(numbers: Numbers, changes: Changes): Numbers {
  const all = structuredClone(numbers);
  for (const [read, rows] of Object.entries(changes)) {
    const known = all[read];
    if (known === undefined) throw new Error(`Nobody reads "${read}".`);
    for (const [name, row] of Object.entries(rows)) {
      if (row === null) delete known[name];
      else known[name] = { ...known[name], ...row };
    }
  }
  return all;
}

export type Reader = { get(path: string): Promise<unknown>; today: IsoDay; adaId: number };

/** Every number of a small floor that an edit may change, through the routes that show it, all at once. */
export async function readNumbers({ get, today, adaId }: Reader): Promise<Numbers> {
  const before = addDays(today, -1);
  const read = async <T extends z.ZodType>(path: string, schema: T) => schema.parse(await get(path));
  const dashboard = <T extends z.ZodType>(path: string, schema: T) => read(`/api/dashboard/${path}`, schema);
  const days = `from=${today}&to=${today}`;
  const [
    board,
    boardBefore,
    live,
    departments,
    battle,
    hoursOfPeople,
    hoursOfDepartments,
    range,
    stats,
    day,
    clock,
    recent,
    costs,
    line,
    all,
    streaks,
    period,
    metrics,
    overview,
    capacity,
    trends,
  ] = await Promise.all([
    dashboard(`leaderboard?date=${today}`, leaderboard),
    dashboard(`leaderboard?date=${before}`, leaderboard),
    dashboard('leaderboard/live', liveBoard),
    dashboard(`departments/stats?date=${today}`, departmentStats),
    dashboard('departments/battle', departmentBattle),
    dashboard(`analytics/hourly-heatmap?${days}&by=employee`, heatmap),
    dashboard(`analytics/hourly-heatmap?${days}&by=department`, heatmap),
    dashboard(`analytics/date-range?from=${before}&to=${today}`, dateRange),
    dashboard(`employees/${adaId}/stats?date=${today}`, employeeStats),
    dashboard(`employees/${adaId}/day?date=${today}`, personDay),
    dashboard(`clock-times?date=${today}`, clockTimesOfDay),
    dashboard('activities/recent', recentActivities),
    dashboard(`cost-analysis?${days}`, costAnalysis),
    dashboard('bottleneck/current', flow),
    dashboard(`summary?date=${today}`, summary),
    dashboard('analytics/streak-leaders', streakLeaders),
    read('/api/gamification/leaderboard?period=all', periodBoard),
    dashboard(`analytics/team-metrics?date=${today}`, teamMetrics),
    read(`/api/team-metrics/overview?date=${today}`, teamOverview),
    read(`/api/team-metrics/capacity?date=${today}`, teamCapacity),
    read(`/api/team-metrics/trends?${days}`, teamTrends),
  ]);
  const worked = departments.rows.filter((row) => row.items > 0);
  return {
    leaderboard: {
      ...byKey(board.rows, 'name', ['rank', 'items', 'points', 'itemsPerHour', 'clockedSeconds', 'activeSeconds']),
      site: pick(board, ['unmappedItems']),
    },
    'leaderboard badges': byKey(board.rows, 'name', ['efficiency', 'streak', 'badge']),
    'leaderboard of the day before': byKey(boardBefore.rows, 'name', ['items', 'points']),
    'live board': byKey(live.rows, 'name', ['rank', 'items', 'points', 'nextMilestone', 'badge']),
    departments: {
      ...byKey(worked, 'department', ['people', 'items', 'points', 'unmappedItems', 'workedSeconds']),
      site: pick(departments, ['items', 'points', 'siteEfficiencyPercent']),
    },
    'department rates': byKey(worked, 'department', ['itemsPerHour', 'targetPerHour', 'vsTargetPercent']),
    battle: byKey(
      battle.rows.filter((row) => row.items > 0),
      'department',
      ['rank', 'points', 'sharePercent', 'behindPoints'],
    ),
    'heat map of people': hoursOf(hoursOfPeople),
    'heat map of departments': hoursOf(hoursOfDepartments),
    'date range': {
      ...byKey(range.people, 'name', ['rank', 'items', 'points', 'efficiency']),
      site: pick(range.totals, ['people', 'items', 'finishedItems', 'points', 'unmappedItems', 'utilizationPercent']),
      days: Object.fromEntries(range.days.map((one) => [one.date === today ? 'today' : 'before', one.items])),
    },
    'person, Ada': {
      ...(stats.day && {
        day: pick(stats.day, ['items', 'points', 'finishedItems', 'paidSeconds', 'idleSeconds']),
        target: pick(stats.day, ['targetPoints', 'targetPercent']),
      }),
      place: pick(stats, ['rank', 'people', 'streak']),
    },
    'person day, Ada': {
      ...(day.stored && { stored: pick(day.stored, ['items', 'points', 'clockedSeconds', 'activeSeconds']) }),
      score: pick(day.score, ['items', 'points', 'clockedSeconds', 'activeSeconds']),
      facts: { state: day.scoring.state, periods: day.periods.length, activities: day.activities.length },
    },
    'clock times': byKey(clock.rows, 'name', ['clockedSeconds']),
    'recent activities': Object.fromEntries(
      [...Map.groupBy(recent.rows, (row) => row.name)].map(([name, rows]) => [
        name,
        { items: rows.reduce((sum, row) => sum + row.items, 0) },
      ]),
    ),
    costs: {
      ...byKey(costs.people, 'name', ['labourCents', 'activeCents', 'idleCents', 'costPerItemCents']),
      site: pick(costs.totals, ['labourCents', 'finishedItems', 'costPerFinishedItemCents', 'utilization']),
    },
    flow: byKey(line.departments, 'department', ['itemsToday', 'queue']),
    summary: {
      ...(all.leaderboard.ok ? byKey(all.leaderboard.data.rows, 'name', ['points', 'badge']) : {}),
      departments: all.departments.ok ? pick(all.departments.data, ['items', 'points']) : {},
      metrics: all.metrics.ok ? pick(all.metrics.data, ['finishedItems', 'points']) : {},
      counts: all.counts.ok ? pick(all.counts.data, ['unmappedIdentities']) : {},
    },
    streaks: byKey(streaks.rows, 'name', ['currentStreak']),
    'gamification board': byKey(period.rows, 'name', ['rank', 'items', 'points', 'targetPoints', 'badge']),
    'team metrics': {
      site: pick(metrics, ['worked', 'people', 'clockedSeconds', 'items', 'finishedItems', 'points']),
      goal: pick(metrics.goal, ['percent']),
      best: pick(metrics.bestDepartment ?? { department: null, points: null }, ['department', 'points']),
    },
    'team overview': { site: pick(overview, ['utilizationPercent', 'efficiencyPercent', 'finishedItems']) },
    'team capacity': { site: pick(capacity.total, ['workedSeconds', 'capacityItems', 'items', 'usePercent']) },
    'team trends': Object.fromEntries(
      trends.days.map((one) => [
        one.date === today ? 'today' : one.date,
        pick(one, ['items', 'points', 'activeSeconds', 'goalPercent', 'efficiencyPercent']),
      ]),
    ),
  };
}

function pick<T extends object, K extends keyof T & string>(from: T, names: readonly K[]): Row {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

function byKey<T extends object, K extends keyof T & string>(
  rows: readonly T[],
  key: keyof T,
  names: readonly K[],
): Record<string, Row> {
  return Object.fromEntries(rows.map((row) => [String(row[key]), pick(row, names)]));
}

/** Items, points and people of the hours that are shown, by the clock on the wall; of departments those with work. */
function hoursOf({ hours, rows, by }: z.infer<typeof heatmap>): Record<string, Row> {
  return Object.fromEntries(
    rows.flatMap(({ label, cells }) => {
      const shown = cells.flatMap((cell, index): [string, unknown][] =>
        cell === null || (by === 'department' && cell.items === 0)
          ? []
          : [[hours[index]?.label ?? '', [cell.items, cell.points, cell.people]]],
      );
      return shown.length === 0 ? [] : [[label, Object.fromEntries(shown)]];
    }),
  );
}
