import type { Site } from '@/lib/domain/sites/schema';
import { toCsv } from '@/lib/platform/csv/csv';
import { rangeFileName } from '@/lib/platform/format/file-name';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { bottlenecksTable, capacityTable, daysTable, departmentsTable, healthTable } from './export-tables';
import { loadTeamBottlenecks, loadTeamCapacity, loadTeamComparison, loadTeamHealth, loadTeamTrends } from './loaders';
import type { TeamExportQuery } from './schema';

/** A table of the team page as CSV, numbers unformatted. It tells of nobody by name. Throws VALIDATION on a bad range. */
export async function exportTeam(
  site: Site,
  query: TeamExportQuery,
  now: EpochSeconds,
): Promise<{ name: string; text: string }> {
  const { range, header, rows } = await tableOf(site, query, now);
  return { name: rangeFileName(`team-${query.table}`, site.code, range, 'csv'), text: toCsv(header, rows) };
}

async function tableOf(site: Site, { table, from, to, compare }: TeamExportQuery, now: EpochSeconds) {
  switch (table) {
    case 'days': {
      const trends = await loadTeamTrends(site, { from, to }, now);
      return { range: trends, ...daysTable(trends) };
    }
    case 'departments': {
      const comparison = await loadTeamComparison(site, { from, to, compare }, now);
      return { range: comparison, ...departmentsTable(comparison) };
    }
    case 'capacity': {
      const capacity = await loadTeamCapacity(site, { date: to }, now);
      return { range: dayOf(capacity), ...capacityTable(capacity) };
    }
    case 'bottlenecks': {
      const bottlenecks = await loadTeamBottlenecks(site, now);
      return { range: dayOf(bottlenecks), ...bottlenecksTable(bottlenecks) };
    }
    case 'health': {
      const health = await loadTeamHealth(site, now);
      return { range: dayOf(health), ...healthTable(health) };
    }
  }
}

function dayOf({ date }: { date: string }) {
  return { from: date, to: date };
}
