import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { getRangeDays } from '@/lib/domain/ranges/queries/get-range-days';
import { readParts } from '@/lib/domain/rollups/read-parts';
import type { Site } from '@/lib/domain/sites/schema';
import { AppError } from '@/lib/platform/errors/errors';
import { askedDay, askedRange } from '@/lib/platform/time/asked-days';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { headlinesOf, prepareRevision } from './prepare';
import { getDailyReports } from './queries/get-daily-reports';
import { getReportTotals } from './queries/get-report-totals';
import { isRevised, reportDueAt } from './rules';
import type { ReportAnswer, ReportList, ReportsQuery } from './schema';

const DEFAULT_DAYS = 30;
const NOTHING = { people: 0, clockedSeconds: 0, items: 0, finishedItems: 0, points: 0 };

/**
 * The days of a range that have a report, and whether their numbers are still those of it. A row a day by its key: not
 * cached. Two statements, up to two more for a long range, one more when it does not reach today. Throws VALIDATION on a bad range.
 */
export async function loadReports(site: Site, query: ReportsQuery, now: EpochSeconds): Promise<ReportList> {
  const db = getReadDatabase();
  const to = query.to ?? businessDayOf(site, now);
  const { from, today } = askedRange(site, { from: query.from ?? addDays(to, 1 - DEFAULT_DAYS), to }, now);
  const [reports, days, ofToday] = await Promise.all([
    getDailyReports(db, site.id, { from, to }),
    readParts(db, site, { from, to }, { canSubtract: false }, (parts) => getRangeDays(db, { siteId: site.id, parts })),
    to === today ? null : getDailyReports(db, site.id, { from: today, to: today }),
  ]);
  const headlines = headlinesOf(days);
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
    isRevised: isRevised(report, headlines.get(report.date) ?? NOTHING),
  }));
  // Of the newest of them, so that the same list is the same answer.
  const asOf = rows.reduce((latest, row) => (row.generatedAt > latest ? row.generatedAt : latest), '');
  return {
    asOf: asOf === '' ? toIsoInstant(now) : asOf,
    source: 'stored',
    from,
    to,
    today: {
      date: today,
      dueAt: toIsoInstant(reportDueAt(site, today)),
      isMade: (ofToday ?? rows).some((report) => report.date === today),
    },
    rows,
  };
}

/** The report of a day, and what has become of its numbers. Throws VALIDATION on a day in the future, NOT_FOUND when it has none. */
export async function loadReport(site: Site, date: IsoDay, now: EpochSeconds): Promise<ReportAnswer> {
  askedDay(site, date, now);
  const report = await findReport(site, date);
  if (report === undefined) {
    throw new AppError('NOT_FOUND', `There is no report of ${date}. Make it with the job daily-report for that day.`);
  }
  return report;
}

/** {@link loadReport} for pages: undefined when the day has none. Two statements. */
export async function findReport(site: Site, date: IsoDay): Promise<ReportAnswer | undefined> {
  const db = getReadDatabase();
  const [[report], totals] = await Promise.all([
    getDailyReports(db, site.id, { from: date, to: date }),
    getReportTotals(db, site.id, date),
  ]);
  if (report === undefined) return undefined;
  return { asOf: report.generatedAt, source: 'stored', ...report, revision: prepareRevision(report, totals) };
}
