import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { loadAlerts } from '@/lib/domain/alerts/loaders';
import { loadDepartmentStats } from '@/lib/domain/departments/loaders';
import { loadFlow } from '@/lib/domain/flow/loaders';
import { loadIdleNow } from '@/lib/domain/idle/loaders';
import { getIssueKinds } from '@/lib/domain/issues/queries/get-issue-kinds';
import { loadLeaderboardText } from '@/lib/domain/leaderboard/loaders';
import type { Leaderboard } from '@/lib/domain/leaderboard/schema';
import type { Site } from '@/lib/domain/sites/schema';
import { loadTeamMetrics } from '@/lib/domain/team/loaders';
import { cachedAnswer } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { askedDay } from '@/lib/platform/time/asked-days';
import { type EpochSeconds, fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { gatherParts } from './parts';
import { prepareDayPerson } from './prepare';
import { getDayPeople } from './queries/get-day-people';
import { getOpenCounts } from './queries/get-open-counts';
import type { Attention, DayPeople, DayQuery, Summary } from './schema';

const LEADERS = 10;
const ALERTS = 10;

/**
 * The dashboard in one answer: all parts at the same time, each from its own cache, one failing without the others. Throws
 * VALIDATION on a day in the future, and what failed when nothing could be loaded.
 */
export async function loadSummary(site: Site, query: DayQuery, now: EpochSeconds): Promise<Summary> {
  const { day: date, today } = askedDay(site, query.date, now);
  const parts = await gatherParts({
    leaderboard: async (): Promise<Leaderboard> =>
      JSON.parse(await loadLeaderboardText(site, { date, limit: LEADERS }, now)),
    departments: () => loadDepartmentStats(site, { date }, now),
    metrics: () => loadTeamMetrics(site, { date }, now),
    counts: async () => {
      const counts = await getOpenCounts(getReadDatabase(), site.id);
      return {
        employees: counts.employees,
        unmappedIdentities: counts.unmapped_identities,
        openIssues: counts.open_issues,
      };
    },
    alerts: async () => {
      const { counts, rows } = await loadAlerts(site, { status: 'unresolved', limit: ALERTS }, now);
      return { counts, rows };
    },
  });
  const times = [parts.leaderboard, parts.departments, parts.metrics].flatMap((part) =>
    part.ok ? [part.data.asOf] : [],
  );
  return { date, today, source: date === today ? 'live' : 'stored', asOf: times.sort()[0] ?? null, ...parts };
}

/**
 * What somebody should look at: who is idle and where it jams now, and open data issues. Each part from its own read, one
 * failing without the others. Throws VALIDATION on a day in the future, and what failed when nothing could be loaded.
 */
export async function loadAttention(site: Site, query: DayQuery, now: EpochSeconds): Promise<Attention> {
  const { day: date, today } = askedDay(site, query.date, now);
  const told = { asOf: [now], isStale: false };
  /** The answer is as old as its oldest part. */
  const rowsOf = <Row>({ asOf, state, rows }: { asOf: string; state: 'live' | 'stale'; rows: Row[] }): Row[] => {
    told.asOf.push(fromIsoInstant(asOf));
    if (state === 'stale') told.isStale = true;
    return rows;
  };
  const readIssues = async () =>
    (await getIssueKinds(getReadDatabase(), site.id, date)).map(({ of_day: ofDay, ...row }) => ({ ...row, ofDay }));
  if (date < today) {
    const parts = await gatherParts({ issues: readIssues });
    return { asOf: toIsoInstant(now), state: 'live', source: 'stored', date, idle: null, jams: null, ...parts };
  }
  const parts = await gatherParts({
    idle: async () => rowsOf(await loadIdleNow(site, now)),
    jams: async () => {
      const flow = await loadFlow(site, now);
      const rows = flow.departments.filter((one) => one.severity !== null);
      return rowsOf({ ...flow, rows }).map(({ department, colour, status, severity, cause, queue, forecast }) => ({
        department,
        colour,
        status,
        severity,
        cause,
        queue,
        forecast,
      }));
    },
    issues: readIssues,
  });
  return {
    asOf: toIsoInstant(Math.min(...told.asOf)),
    state: told.isStale ? 'stale' : 'live',
    source: 'live',
    date,
    ...parts,
  };
}

/** The people of a day by name, as their days are scored. One statement. Throws VALIDATION on a day in the future. */
export async function loadDayPeople(site: Site, query: DayQuery, now: EpochSeconds): Promise<DayPeople> {
  const { day: date, today } = askedDay(site, query.date, now);
  const when = date < today ? 'past' : 'today';
  return cachedAnswer(cachePolicies.team({ siteId: site.id, date, when, what: 'people' }), async () => ({
    source: date === today ? ('live' as const) : ('stored' as const),
    date,
    rows: (await getDayPeople(getReadDatabase(), site.id, date)).map((row) => prepareDayPerson(row, now)),
  }));
}
