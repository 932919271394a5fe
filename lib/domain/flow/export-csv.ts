import type { Site } from '@/lib/domain/sites/schema';
import { toCsv } from '@/lib/platform/csv/csv';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { loadFlowHistory } from './loaders';
import type { FlowHistoryExportQuery } from './schema';

/** The history of the flow as CSV: a row per department, a column per hour by its UTC start, and the hours marked. */
export async function exportFlowHistory(
  site: Site,
  query: FlowHistoryExportQuery,
  now: EpochSeconds,
): Promise<{ name: string; text: string }> {
  const { hours, departments } = await loadFlowHistory(site, query, now);
  const text = toCsv(
    ['department', ...hours, 'marked hours', 'marked'],
    departments.map((one) => [
      one.department,
      ...one.cells.map((cell) => cell[query.show]),
      one.markedHours,
      hours.filter((_, index) => one.cells[index]?.isMarked === true).join(' '),
    ]),
  );
  return { name: `flow-${site.code}-${query.show}-${query.hours}h-${businessDayOf(site, now)}.csv`, text };
}
