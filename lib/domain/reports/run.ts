import { type Database, inTransaction } from '@/lib/db/client';
import { getDayDepartments } from '@/lib/domain/departments/queries/get-day-departments';
import { getAchievementTicker } from '@/lib/domain/gamification/queries/get-achievement-ticker';
import { getGoalDays } from '@/lib/domain/gamification/queries/get-goal-days';
import { prepareLeaderboard } from '@/lib/domain/leaderboard/prepare';
import { getLeaderboard } from '@/lib/domain/leaderboard/queries/get-leaderboard';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { Logger } from '@/lib/platform/log/log';
import { askedDay } from '@/lib/platform/time/asked-days';
import { businessDayOf, daysFromTo } from '@/lib/platform/time/business-day';
import type { Clock } from '@/lib/platform/time/clock';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { addDailyReport, storeDailyReport } from './mutations';
import { prepareReport } from './prepare';
import { getReportTotals } from './queries/get-report-totals';
import type { ReportNumbers } from './schema';

const MAX_AWARDS = 100;

/**
 * Makes and stores the report of each day of a range, in place of an earlier one (contract.md 4, daily-report). Days that
 * have not begun are left out. Delivery is the stored row and a line in the log.
 */
export async function runDailyReport(
  { db, site, clock, log }: { db: Database; site: Site; clock: Clock; log: Logger },
  range: { from: IsoDay; to: IsoDay },
): Promise<{ reports: number }> {
  const now = clock.now();
  const today = businessDayOf(site, now);
  const days = daysFromTo(range.from, range.to).filter((day) => day <= today);
  for (const date of days) {
    const numbers = await readReportNumbers(db, site, date, now);
    await storeDailyReport(db, { siteId: site.id, date, numbers, now });
    const { people, finalPeople, items, finishedItems, points, goalPercent, openIssues } = numbers;
    log.info(
      { site: site.code, date, people, finalPeople, items, finishedItems, points, goalPercent, openIssues },
      'daily report',
    );
  }
  return { reports: days.length };
}

/**
 * Makes the report of one day that has none, for somebody who asks, with an audit event. Throws VALIDATION on a day in the
 * future, CONFLICT when the day has its report: that stays as it was made.
 */
export async function makeMissingReport(
  db: Database,
  { site, date, actor, now }: { site: Site; date: IsoDay; actor: Actor; now: EpochSeconds },
): Promise<void> {
  askedDay(site, date, now);
  const numbers = await readReportNumbers(db, site, date, now);
  await inTransaction(db, async (tx) => {
    if (!(await addDailyReport(tx, { siteId: site.id, date, numbers, now }))) {
      throw new AppError('CONFLICT', `There is a report of ${date} already. Reload the page to see it.`);
    }
    const { people, items, finishedItems, points } = numbers;
    await writeAudit(tx, [
      {
        siteId: site.id,
        at: now,
        actor,
        action: 'report.make',
        entity: 'report',
        entityId: date,
        after: { people, items, finishedItems, points },
      },
    ]);
  });
}

/** Five statements a day. */
async function readReportNumbers(db: Database, site: Site, date: IsoDay, now: EpochSeconds): Promise<ReportNumbers> {
  const siteId = site.id;
  const isToday = date === businessDayOf(site, now);
  const [totals, goals, departments, people, awards] = await Promise.all([
    getReportTotals(db, siteId, date),
    getGoalDays(db, siteId, [date]),
    getDayDepartments(db, siteId, date),
    getLeaderboard(db, { siteId, date, withArchived: !isToday, department: null }),
    getAchievementTicker(db, { siteId, from: date, to: date, limit: MAX_AWARDS }),
  ]);
  const { targetDaysPerMonth } = site.settings;
  const board = prepareLeaderboard({ people, ...departments, department: null, isToday, targetDaysPerMonth, now });
  return prepareReport({
    date,
    totals,
    goal: goals.get(date),
    departments,
    board: board.rows.map(({ row }) => row),
    awards,
  });
}
