import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { loadAlerts } from '@/lib/domain/alerts/loaders';
import { loadDepartmentStats } from '@/lib/domain/departments/loaders';
import { loadLeaderboardText } from '@/lib/domain/leaderboard/loaders';
import type { Leaderboard } from '@/lib/domain/leaderboard/schema';
import type { Site } from '@/lib/domain/sites/schema';
import { loadTeamMetrics } from '@/lib/domain/team/loaders';
import { askedDay } from '@/lib/platform/time/asked-days';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { gatherParts } from './parts';
import { getOpenCounts } from './queries/get-open-counts';
import type { Summary, SummaryQuery } from './schema';

const LEADERS = 10;
const ALERTS = 10;

/**
 * The dashboard in one answer: all parts at the same time, each from its own cache, one failing without the others. Throws
 * VALIDATION on a day in the future, and what failed when nothing could be loaded.
 */
export async function loadSummary(site: Site, query: SummaryQuery, now: EpochSeconds): Promise<Summary> {
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
