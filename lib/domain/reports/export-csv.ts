import type { Database } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { auditExport } from '@/lib/platform/audit/audit-export';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import type { CsvFile } from '@/lib/platform/http/csv-response';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { loadReport, loadReports } from './loaders';
import type { ReportAnswer, ReportExportQuery, ReportsQuery } from './schema';

const DAY_COLUMNS = [
  'date',
  'made_at',
  'people',
  'final_people',
  'clocked_seconds',
  'items',
  'finished_items',
  'points',
  'goal_items',
  'goal_percent',
  'site_efficiency_percent',
  'open_issues',
  'revised_since',
];

/** The days that have a report as CSV, with their main numbers. Sums of the site: not audited. Throws VALIDATION. */
export async function exportReports(site: Site, query: ReportsQuery, now: EpochSeconds): Promise<CsvFile> {
  const { from, to, rows } = await loadReports(site, query, now);
  const text = toCsv(
    DAY_COLUMNS,
    rows.map((row) => [
      row.date,
      row.generatedAt,
      row.people,
      row.finalPeople,
      row.clockedSeconds,
      row.items,
      row.finishedItems,
      row.points,
      row.goalItems,
      row.goalPercent,
      row.siteEfficiencyPercent,
      row.openIssues,
      row.isRevised ? 'yes' : 'no',
    ]),
  );
  return { name: `reports-${site.code}-${from}_${to}.csv`, text };
}

/** A table of the report of a day as CSV. Audited: it may name people. Throws NOT_FOUND, VALIDATION. */
export async function exportReport(
  db: Database,
  site: Site,
  date: IsoDay,
  { table }: ReportExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<CsvFile> {
  const { header, rows } = TABLES[table](await loadReport(site, date, now));
  await auditExport(db, {
    siteId: site.id,
    at: now,
    actor,
    action: 'report.export',
    entity: 'report',
    entityId: date,
    after: { table, rows: rows.length },
  });
  return { name: `report-${site.code}-${date}-${table}.csv`, text: toCsv(header, rows) };
}

type Table = { header: string[]; rows: (string | number | null)[][] };

const TABLES: Record<ReportExportQuery['table'], (report: ReportAnswer) => Table> = {
  departments: ({ date, departments }) => ({
    header: [
      'date',
      'department',
      'people',
      'items',
      'unmapped_items',
      'points',
      'worked_seconds',
      'items_per_hour',
      'target_per_hour',
      'vs_target_percent',
    ],
    rows: departments.map((row) => [
      date,
      row.department,
      row.people,
      row.items,
      row.unmappedItems,
      row.points,
      row.workedSeconds,
      row.itemsPerHour,
      row.targetPerHour,
      row.vsTargetPercent,
    ]),
  }),
  leaders: ({ date, top }) => ({
    header: ['date', 'rank', 'employee_id', 'name', 'department', 'items', 'points', 'badge'],
    rows: top.map((row) => [
      date,
      row.rank,
      row.employeeId,
      row.name,
      row.department,
      row.items,
      row.points,
      row.badge,
    ]),
  }),
  awards: ({ date, awards }) => ({
    header: ['date', 'employee_id', 'name', 'award', 'points'],
    rows: awards.map((row) => [date, row.employeeId, row.name, row.label, row.points]),
  }),
};
