import { getReadDatabase } from '@/lib/db/handles';
import { loadFlow } from '@/lib/domain/flow/loaders';
import { comparedRange } from '@/lib/domain/ranges/rules';
import { readParts } from '@/lib/domain/rollups/read-parts';
import { asDays, type RangeParts } from '@/lib/domain/rollups/rules';
import { roundedOrNull } from '@/lib/domain/scoring/fraction';
import type { Site } from '@/lib/domain/sites/schema';
import { addDays, type DayRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { RUN_DAYS, readOutputAtThisTime } from './facts';
import {
  type Compared,
  type DayFacts,
  dayShares,
  outputOfDay,
  prepareCapacity,
  prepareComparison,
  prepareHealth,
  prepareTeamMetrics,
} from './prepare';
import { prepareTrends } from './prepare-trends';
import { getAttendance } from './queries/get-attendance';
import { getClockedIn } from './queries/get-clocked-in';
import { getDailyGoals } from './queries/get-daily-goals';
import { getRoleDays } from './queries/get-role-days';
import { getRoleTargets } from './queries/get-role-targets';
import { getTeamDays } from './queries/get-team-days';
import { atMost100, attendancePercent, healthOf, sameLocalTime } from './rules';
import type {
  TeamCapacityBody,
  TeamComparisonBody,
  TeamComparisonQuery,
  TeamHealthBody,
  TeamMetricsBody,
  TeamOverviewBody,
  TeamTrendsBody,
} from './schema';
import { RoleBook } from './sums';

/** domain.md 7: the same weekday of as many weeks back. */
const ATTENDANCE_WEEKS = 4;

export type AskedDay = { day: IsoDay; today: IsoDay };

/** The team on a day: four statements, seven of today (two more after a shift of yesterday's eve). */
export async function readMetrics(site: Site, day: AskedDay, now: EpochSeconds): Promise<TeamMetricsBody> {
  return (await readMetricsWithFacts(site, day, now)).metrics;
}

/** The metrics with attendance, utilization and efficiency: one statement more. */
export async function readOverview(site: Site, day: AskedDay, now: EpochSeconds): Promise<TeamOverviewBody> {
  const [{ facts, metrics }, attendance] = await Promise.all([
    readMetricsWithFacts(site, day, now),
    day.day === day.today ? readAttendance(site, day.day, now) : null,
  ]);
  const { utilization, efficiency } = dayShares(facts, day.day);
  return {
    ...metrics,
    attendance:
      attendance === null
        ? null
        : {
            came: attendance.came,
            expected: roundedOrNull(attendance.expected, 2),
            percent: roundedOrNull(attendance.percent, 2),
            days: attendance.days,
          },
    utilizationPercent: roundedOrNull(utilization, 2),
    efficiencyPercent: roundedOrNull(efficiency, 2),
  };
}

/** Departments of a range beside those of another. Three statements; up to two more for each long range. */
export async function readComparison(
  site: Site,
  range: DayRange,
  today: IsoDay,
  compare: TeamComparisonQuery['compare'],
): Promise<TeamComparisonBody> {
  const db = getReadDatabase();
  const comparedWith = comparedRange(range, compare) ?? range;
  const roleDays = (days: DayRange) =>
    readParts(db, site, days, { canSubtract: false }, (parts) => getRoleDays(db, { siteId: site.id, parts }));
  const [targets, own, other] = await Promise.all([
    getRoleTargets(db, site.id),
    roleDays(range),
    roleDays(comparedWith),
  ]);
  // The two ranges may share days, which then count in both.
  return prepareComparison({ range, comparedWith, compare, today, own, other, book: new RoleBook(targets) });
}

/**
 * Each day of a range and all of it, beside another range when asked. Four statements, six with a comparison; up to two
 * more for each long range.
 */
export async function readTrends(
  site: Site,
  range: DayRange,
  today: IsoDay,
  compare: TeamTrendsBody['compare'],
): Promise<TeamTrendsBody> {
  const db = getReadDatabase();
  const other = comparedRange(range, compare);
  const work = (days: DayRange) => readParts(db, site, days, { canSubtract: false }, (parts) => readWork(site, parts));
  const [targets, goals, own, before] = await Promise.all([
    getRoleTargets(db, site.id),
    getDailyGoals(db, site.id),
    work(range),
    other === null ? null : work(other),
  ]);
  const common = { book: new RoleBook(targets), goals };
  const compared = before === null || other === null ? null : { ...common, ...before, range: other };
  return prepareTrends({ ...common, ...own, range }, { compare, facts: compared }, today);
}

/** Worked hours x target of a day and how far it is used. Two statements. */
export async function readCapacity(site: Site, { day: date, today }: AskedDay): Promise<TeamCapacityBody> {
  const db = getReadDatabase();
  const [targets, rows] = await Promise.all([
    getRoleTargets(db, site.id),
    getRoleDays(db, { siteId: site.id, parts: asDays({ from: date, to: date }) }),
  ]);
  return prepareCapacity({ date, today, rows, book: new RoleBook(targets) });
}

/** The health score with its parts, now. Five statements and those of the flow. */
export async function readHealth(site: Site, today: IsoDay, now: EpochSeconds): Promise<TeamHealthBody> {
  const [facts, attendance, flow] = await Promise.all([
    readDays(site, { from: today, to: today }),
    readAttendance(site, today, now),
    loadFlow(site, now),
  ]);
  const { efficiency, utilization } = dayShares(facts, today);
  const input = {
    attendance: attendance.percent,
    efficiency: efficiency === null ? null : atMost100(efficiency),
    criticalDepartments: flow.departments.filter((one) => one.severity === 'critical').length,
    utilization,
  };
  return prepareHealth(today, input, healthOf(input));
}

async function readMetricsWithFacts(site: Site, { day: date, today }: AskedDay, now: EpochSeconds) {
  const db = getReadDatabase();
  const before = addDays(date, -1);
  const [facts, clockedIn] = await Promise.all([
    readDays(site, { from: before, to: date }),
    date === today
      ? getClockedIn(db, { siteId: site.id, now, days: { from: addDays(today, -RUN_DAYS), to: today } })
      : null,
  ]);
  const compared: Compared =
    date === today
      ? await readOutputAtThisTime(db, site, facts.book, now)
      : { date: before, until: null, output: outputOfDay(facts, before) };
  const metrics = prepareTeamMetrics({ ...facts, date, today }, compared, clockedIn);
  return { facts, metrics };
}

/** A day or two, read as they are. Four statements. */
async function readDays(site: Site, days: DayRange): Promise<Pick<DayFacts, 'team' | 'rows' | 'book' | 'goals'>> {
  const db = getReadDatabase();
  const [targets, work, goals] = await Promise.all([
    getRoleTargets(db, site.id),
    readWork(site, asDays(days)),
    getDailyGoals(db, site.id),
  ]);
  return { ...work, book: new RoleBook(targets), goals };
}

/** Two statements. */
async function readWork(site: Site, parts: RangeParts): Promise<Pick<DayFacts, 'team' | 'rows'>> {
  const db = getReadDatabase();
  const range = { siteId: site.id, parts };
  const [team, rows] = await Promise.all([getTeamDays(db, range), getRoleDays(db, range)]);
  return { team, rows };
}

/** One statement. */
async function readAttendance(site: Site, today: IsoDay, now: EpochSeconds) {
  const weeks = Array.from({ length: ATTENDANCE_WEEKS }, (_, index) => 7 * (index + 1));
  const asked = [0, ...weeks].map((back) => ({ date: addDays(today, -back), until: sameLocalTime(site, now, back) }));
  const rows = await getAttendance(getReadDatabase(), site.id, asked);
  const came = rows.find((row) => row.score_date === today)?.came_until ?? 0;
  const earlier = rows
    .filter((row) => row.score_date !== today)
    .map((row) => ({ came: row.came, cameUntil: row.came_until }));
  return { came, days: earlier.length, ...attendancePercent(came, earlier) };
}
