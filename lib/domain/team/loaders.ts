import 'server-only';
import { loadFlow, loadFlowHistory } from '@/lib/domain/flow/loaders';
import { type Comparison, comparedRange } from '@/lib/domain/ranges/rules';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { type CacheEntryPolicy, cachePolicies } from '@/lib/platform/cache/keys';
import { askedDay, askedRange } from '@/lib/platform/time/asked-days';
import { addDays, businessDayOf, type DayRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import {
  type AskedDay,
  readCapacity,
  readComparison,
  readHealth,
  readMetrics,
  readOverview,
  readTrends,
} from './reads';
import type {
  TeamBottlenecks,
  TeamBottlenecksBody,
  TeamCapacity,
  TeamCapacityBody,
  TeamComparison,
  TeamComparisonBody,
  TeamComparisonQuery,
  TeamDayQuery,
  TeamHealth,
  TeamHealthBody,
  TeamMetrics,
  TeamMetricsBody,
  TeamOverview,
  TeamOverviewBody,
  TeamRangeQuery,
  TeamTrends,
  TeamTrendsBody,
  TeamTrendsQuery,
} from './schema';

const COMPARED_DAYS = 7;
const TREND_DAYS = 28;
const MARKED_HOURS = 24;

/** How an answer is kept and how it is made. */
type Plan<Body extends object> = { policy: CacheEntryPolicy; read(): Promise<Body> };

/** The team on a day (domain.md 7). Throws VALIDATION on a day in the future. */
export async function loadTeamMetrics(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<TeamMetrics> {
  const { policy, read } = planMetrics(site, query, now);
  return cachedAnswer<TeamMetricsBody>(policy, read);
}

/** {@link loadTeamMetrics} as JSON text. */
export async function loadTeamMetricsText(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<string> {
  return textOf(planMetrics(site, query, now));
}

/** The metrics with attendance, utilization and efficiency. Throws VALIDATION on a day in the future. */
export async function loadTeamOverview(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<TeamOverview> {
  const { policy, read } = planOverview(site, query, now);
  return cachedAnswer<TeamOverviewBody>(policy, read);
}

/** {@link loadTeamOverview} as JSON text. */
export async function loadTeamOverviewText(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<string> {
  return textOf(planOverview(site, query, now));
}

/** Departments of a range (the last 7 days) beside an earlier one. Throws VALIDATION on a bad range. */
export async function loadTeamComparison(
  site: Site,
  query: TeamComparisonQuery,
  now: EpochSeconds,
): Promise<TeamComparison> {
  const { policy, read } = planComparison(site, query, now);
  return cachedAnswer<TeamComparisonBody>(policy, read);
}

/** {@link loadTeamComparison} as JSON text. */
export async function loadTeamComparisonText(
  site: Site,
  query: TeamComparisonQuery,
  now: EpochSeconds,
): Promise<string> {
  return textOf(planComparison(site, query, now));
}

/**
 * The team's figures of each day of a range (the last 28) and of all of it, beside an earlier range when asked. Throws
 * VALIDATION on a bad range.
 */
export async function loadTeamTrends(site: Site, query: TeamTrendsQuery, now: EpochSeconds): Promise<TeamTrends> {
  const { policy, read } = planTrends(site, query, now);
  return cachedAnswer<TeamTrendsBody>(policy, read);
}

/** {@link loadTeamTrends} as JSON text. */
export async function loadTeamTrendsText(site: Site, query: TeamTrendsQuery, now: EpochSeconds): Promise<string> {
  return textOf(planTrends(site, query, now));
}

/** Worked hours x target of a day and how far it is used. Throws VALIDATION on a day in the future. */
export async function loadTeamCapacity(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<TeamCapacity> {
  const { policy, read } = planCapacity(site, query, now);
  return cachedAnswer<TeamCapacityBody>(policy, read);
}

/** {@link loadTeamCapacity} as JSON text. */
export async function loadTeamCapacityText(site: Site, query: TeamDayQuery, now: EpochSeconds): Promise<string> {
  return textOf(planCapacity(site, query, now));
}

/** The health score of the team now with its parts (domain.md 7). */
export async function loadTeamHealth(site: Site, now: EpochSeconds): Promise<TeamHealth> {
  const { policy, read } = planHealth(site, now);
  return cachedAnswer<TeamHealthBody>(policy, read);
}

/** {@link loadTeamHealth} as JSON text. */
export async function loadTeamHealthText(site: Site, now: EpochSeconds): Promise<string> {
  return textOf(planHealth(site, now));
}

/** Which departments are jammed now and how often they were in the last 24 hours. */
export async function loadTeamBottlenecks(site: Site, now: EpochSeconds): Promise<TeamBottlenecks> {
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

function textOf<Body extends object>({ policy, read }: Plan<Body>): Promise<string> {
  return cachedAnswerText(policy, read);
}

function planMetrics(site: Site, query: TeamDayQuery, now: EpochSeconds): Plan<TeamMetricsBody> {
  const day = askedDay(site, query.date, now);
  return { policy: dayPolicy(site, day, 'metrics'), read: () => readMetrics(site, day, now) };
}

function planOverview(site: Site, query: TeamDayQuery, now: EpochSeconds): Plan<TeamOverviewBody> {
  const day = askedDay(site, query.date, now);
  return { policy: dayPolicy(site, day, 'overview'), read: () => readOverview(site, day, now) };
}

function planCapacity(site: Site, query: TeamDayQuery, now: EpochSeconds): Plan<TeamCapacityBody> {
  const day = askedDay(site, query.date, now);
  return { policy: dayPolicy(site, day, 'capacity'), read: () => readCapacity(site, day) };
}

function planHealth(site: Site, now: EpochSeconds): Plan<TeamHealthBody> {
  const day = askedDay(site, undefined, now);
  return { policy: dayPolicy(site, day, 'health'), read: () => readHealth(site, day.today, now) };
}

function planComparison(site: Site, query: TeamComparisonQuery, now: EpochSeconds): Plan<TeamComparisonBody> {
  const { from, to, today } = rangeOf(site, query, COMPARED_DAYS, now);
  const { compare } = query;
  return {
    policy: rangePolicy(site, { from, to, today }, compare, 'comparison'),
    read: () => readComparison(site, { from, to }, today, compare),
  };
}

function planTrends(site: Site, query: TeamTrendsQuery, now: EpochSeconds): Plan<TeamTrendsBody> {
  const { from, to, today } = rangeOf(site, query, TREND_DAYS, now);
  const { compare = 'none' } = query;
  return {
    policy: rangePolicy(site, { from, to, today }, compare, 'trends'),
    read: () => readTrends(site, { from, to }, today, compare),
  };
}

function rangePolicy(
  site: Site,
  range: DayRange & { today: IsoDay },
  compare: Comparison,
  what: string,
): CacheEntryPolicy {
  const firstRead = comparedRange(range, compare)?.from;
  return cachePolicies.teamRange({ siteId: site.id, ...range, firstRead, what: `${what}/${compare}` });
}

function dayPolicy(site: Site, { day, today }: AskedDay, what: string): CacheEntryPolicy {
  const when = day < today ? 'past' : 'today';
  // Also cleared by the day it is compared with.
  return cachePolicies.team({ siteId: site.id, date: day, when, what, firstRead: addDays(day, -1) });
}

function rangeOf(site: Site, query: TeamRangeQuery, days: number, now: EpochSeconds) {
  const to = query.to ?? businessDayOf(site, now);
  return askedRange(site, { from: query.from ?? addDays(to, 1 - days), to }, now);
}

function worseState(a: 'live' | 'stale', b: 'live' | 'stale'): 'live' | 'stale' {
  return a === 'stale' || b === 'stale' ? 'stale' : 'live';
}
