import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { loadFlow, loadFlowHistory } from '@/lib/domain/flow/loaders';
import { comparedRange } from '@/lib/domain/ranges/rules';
import { readParts } from '@/lib/domain/rollups/read-parts';
import { asDays, type RangeParts } from '@/lib/domain/rollups/rules';
import { roundedOrNull } from '@/lib/domain/scoring/fraction';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { type CacheEntryPolicy, cachePolicies } from '@/lib/platform/cache/keys';
import { askedDay, askedRange } from '@/lib/platform/time/asked-days';
import { addDays, businessDayOf, type DayRange } from '@/lib/platform/time/business-day';
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
  prepareTrends,
} from './prepare';
import { getAttendance } from './queries/get-attendance';
import { getClockedIn } from './queries/get-clocked-in';
import { getDailyGoals } from './queries/get-daily-goals';
import { getRoleDays } from './queries/get-role-days';
import { getRoleTargets } from './queries/get-role-targets';
import { getTeamDays } from './queries/get-team-days';
import { atMost100, attendancePercent, healthOf, sameLocalTime } from './rules';
import type {
  TeamBottlenecksBody,
  TeamCapacityBody,
  TeamComparisonBody,
  TeamComparisonQuery,
  TeamDayQuery,
  TeamHealthBody,
  TeamMetrics,
  TeamMetricsBody,
  TeamOverview,
  TeamOverviewBody,
  TeamRangeQuery,
  TeamTrendsBody,
} from './schema';
import { RoleBook } from './sums';

/** domain.md 7: the same weekday of as many weeks back. */
const ATTENDANCE_WEEKS = 4;
const COMPARED_DAYS = 7;
const TREND_DAYS = 28;
const MARKED_HOURS = 24;

/** The team on a day (domain.md 7). Throws VALIDATION on a day in the future. */
export async function loadTeamMetrics(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<TeamMetrics> {
  const day = askedDay(site, query.date, now);
  return cachedAnswer<TeamMetricsBody>(dayPolicy(site, day, 'metrics'), () => readMetrics(site, day, now));
}

/** {@link loadTeamMetrics} as JSON text. */
export async function loadTeamMetricsText(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<string> {
  const day = askedDay(site, query.date, now);
  return cachedAnswerText(dayPolicy(site, day, 'metrics'), () => readMetrics(site, day, now));
}

/** The metrics with attendance, utilization and efficiency. Throws VALIDATION on a day in the future. */
export async function loadTeamOverview(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<TeamOverview> {
  const day = askedDay(site, query.date, now);
  return cachedAnswer<TeamOverviewBody>(dayPolicy(site, day, 'overview'), () => readOverview(site, day, now));
}

/** {@link loadTeamOverview} as JSON text. */
export async function loadTeamOverviewText(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<string> {
  const day = askedDay(site, query.date, now);
  return cachedAnswerText(dayPolicy(site, day, 'overview'), () => readOverview(site, day, now));
}

/** Departments of a range (the last 7 days) beside an earlier one, as JSON text. Throws VALIDATION on a bad range. */
export async function loadTeamComparisonText(
  site: Site,
  query: TeamComparisonQuery,
  now: EpochSeconds,
): Promise<string> {
  const { from, to, today } = rangeOf(site, query, COMPARED_DAYS, now);
  const range = { from, to };
  const comparedWith = comparedRange(range, query.compare) ?? range;
  const entry = { siteId: site.id, ...range, firstRead: comparedWith.from, today, what: `comparison/${query.compare}` };
  return cachedAnswerText(cachePolicies.teamRange(entry), async (): Promise<TeamComparisonBody> => {
    const db = getReadDatabase();
    const roleDays = (days: DayRange) =>
      readParts(db, site, days, { canSubtract: false }, (parts) => getRoleDays(db, { siteId: site.id, parts }));
    const [targets, own, other] = await Promise.all([
      getRoleTargets(db, site.id),
      roleDays(range),
      roleDays(comparedWith),
    ]);
    // The two ranges may share days, which then count in both.
    const book = new RoleBook(targets);
    return prepareComparison({ range, comparedWith, compare: query.compare, today, own, other, book });
  });
}

/** The team's figures of each day of a range (the last 28), as JSON text. Throws VALIDATION on a bad range. */
export async function loadTeamTrendsText(site: Site, query: TeamRangeQuery, now: EpochSeconds): Promise<string> {
  const { from, to, today } = rangeOf(site, query, TREND_DAYS, now);
  const entry = { siteId: site.id, from, to, today, what: 'trends' };
  return cachedAnswerText(cachePolicies.teamRange(entry), async (): Promise<TeamTrendsBody> => {
    const facts = await readParts(getReadDatabase(), site, { from, to }, { canSubtract: false }, (parts) =>
      readDays(site, parts),
    );
    return prepareTrends({ ...facts, from, to, today });
  });
}

/** Worked hours x target of a day and how far it is used, as JSON text. Throws VALIDATION on a day in the future. */
export async function loadTeamCapacityText(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<string> {
  const { day: date, today } = askedDay(site, query.date, now);
  return cachedAnswerText(dayPolicy(site, { day: date, today }, 'capacity'), async (): Promise<TeamCapacityBody> => {
    const db = getReadDatabase();
    const [targets, rows] = await Promise.all([
      getRoleTargets(db, site.id),
      getRoleDays(db, { siteId: site.id, parts: asDays({ from: date, to: date }) }),
    ]);
    return prepareCapacity({ date, today, rows, book: new RoleBook(targets) });
  });
}

/** Which departments are jammed now and how often they were in the last 24 hours. */
export async function loadTeamBottlenecks(site: Site, now: EpochSeconds) {
  const [flow, history] = await Promise.all([loadFlow(site, now), loadFlowHistory(site, { hours: MARKED_HOURS }, now)]);
  const body: TeamBottlenecksBody = {
    date: flow.date,
    source: 'live',
    primary: flow.primary,
    departments: flow.departments.map(({ department, colour, status, severity, cause, growth, queue }) => ({
      department,
      colour,
      status,
      severity,
      cause,
      growth,
      queue,
      markedHours: history.departments.find((one) => one.department === department)?.markedHours ?? 0,
    })),
  };
  return { asOf: flow.asOf, state: worseState(flow.state, history.state), ...body };
}

/** The health score of the team now with its parts, as JSON text (domain.md 7). */
export async function loadTeamHealthText(site: Site, now: EpochSeconds): Promise<string> {
  const day = askedDay(site, undefined, now);
  return cachedAnswerText(dayPolicy(site, day, 'health'), async (): Promise<TeamHealthBody> => {
    const [facts, attendance, flow] = await Promise.all([
      readDays(site, asDays({ from: day.day, to: day.day })),
      readAttendance(site, day.day, now),
      loadFlow(site, now),
    ]);
    const { efficiency, utilization } = dayShares(facts, day.day);
    const input = {
      attendance: attendance.percent,
      efficiency: efficiency === null ? null : atMost100(efficiency),
      criticalDepartments: flow.departments.filter((one) => one.severity === 'critical').length,
      utilization,
    };
    return prepareHealth(day.day, input, healthOf(input));
  });
}

type AskedDay = { day: IsoDay; today: IsoDay };

function dayPolicy(site: Site, { day, today }: AskedDay, what: string): CacheEntryPolicy {
  const when = day < today ? 'past' : 'today';
  // Also cleared by the day it is compared with.
  return cachePolicies.team({ siteId: site.id, date: day, when, what, firstRead: addDays(day, -1) });
}

function rangeOf(site: Site, query: TeamRangeQuery, days: number, now: EpochSeconds) {
  const to = query.to ?? businessDayOf(site, now);
  return askedRange(site, { from: query.from ?? addDays(to, 1 - days), to }, now);
}

/** Four statements. */
async function readDays(site: Site, parts: RangeParts): Promise<Pick<DayFacts, 'team' | 'rows' | 'book' | 'goals'>> {
  const db = getReadDatabase();
  const range = { siteId: site.id, parts };
  const [targets, team, rows, goals] = await Promise.all([
    getRoleTargets(db, site.id),
    getTeamDays(db, range),
    getRoleDays(db, range),
    getDailyGoals(db, site.id),
  ]);
  return { team, rows, book: new RoleBook(targets), goals };
}

async function readMetrics(site: Site, day: AskedDay, now: EpochSeconds): Promise<TeamMetricsBody> {
  return (await readMetricsWithFacts(site, day, now)).metrics;
}

async function readMetricsWithFacts(site: Site, { day: date, today }: AskedDay, now: EpochSeconds) {
  const db = getReadDatabase();
  const before = addDays(date, -1);
  const [facts, clockedIn] = await Promise.all([
    readDays(site, asDays({ from: before, to: date })),
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

async function readOverview(site: Site, day: AskedDay, now: EpochSeconds): Promise<TeamOverviewBody> {
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

function worseState(a: 'live' | 'stale', b: 'live' | 'stale'): 'live' | 'stale' {
  return a === 'stale' || b === 'stale' ? 'stale' : 'live';
}
