import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { AppError } from '@/lib/platform/errors/errors';
import { askedDay, askedRange } from '@/lib/platform/time/asked-days';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { getDailyReports } from './queries/get-daily-reports';
import type { ReportAnswer, ReportList, ReportsQuery } from './schema';

const DEFAULT_DAYS = 30;

/** The days of a range that have a report. A row a day by its key: not cached. Throws VALIDATION on a bad range. */
export async function loadReports(site: Site, query: ReportsQuery, now: EpochSeconds): Promise<ReportList> {
  const to = query.to ?? businessDayOf(site, now);
  const { from } = askedRange(site, { from: query.from ?? addDays(to, 1 - DEFAULT_DAYS), to }, now);
  const reports = await getDailyReports(getReadDatabase(), site.id, { from, to });
  const rows = reports.map((report) => ({
    date: report.date,
    generatedAt: report.generatedAt,
    people: report.people,
    finalPeople: report.finalPeople,
    clockedSeconds: report.clockedSeconds,
    items: report.items,
    finishedItems: report.finishedItems,
    points: report.points,
    goalItems: report.goalItems,
    goalPercent: report.goalPercent,
    siteEfficiencyPercent: report.siteEfficiencyPercent,
    openIssues: report.openIssues,
  }));
  // Of the newest of them, so that the same list is the same answer.
  const asOf = rows.reduce((latest, row) => (row.generatedAt > latest ? row.generatedAt : latest), '');
  return { asOf: asOf === '' ? toIsoInstant(now) : asOf, source: 'stored', from, to, rows };
}

/** The report of a day. Throws VALIDATION on a day in the future, NOT_FOUND when it has none. */
export async function loadReport(site: Site, date: IsoDay, now: EpochSeconds): Promise<ReportAnswer> {
  askedDay(site, date, now);
  const [report] = await getDailyReports(getReadDatabase(), site.id, { from: date, to: date });
  if (report === undefined) {
    throw new AppError('NOT_FOUND', `There is no report of ${date}. Make it with the job daily-report for that day.`);
  }
  return { asOf: report.generatedAt, source: 'stored', ...report };
}
