import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { type Database, inTransaction } from '../../db/client';
import { clockBreaks } from '../../db/schema/clock-breaks';
import { clockTimes } from '../../db/schema/clock-times';
import { dailyScores } from '../../db/schema/daily-scores';
import { addDays, businessDayOf } from '../../platform/time/business-day';
import type { EpochSeconds } from '../../platform/time/instant';
import type { Site } from '../sites/schema';
import { requestScores } from './request-scores';

/** How far back an open punch can still belong to a person-day that changes with time. */
const OPEN_DAYS_BACK = 2;

/**
 * Asks for a new score of every person-day whose figures grow with the time: those with anything open now, and those
 * that were open when they were scored last (contract.md 4, refresh-today). Returns how many.
 */
export async function runRefreshToday(db: Database, site: Site, now: EpochSeconds): Promise<{ requested: number }> {
  const today = businessDayOf(site, now);
  const since = addDays(today, -OPEN_DAYS_BACK);
  const wasOpen = await db
    .select({ scoreDate: dailyScores.scoreDate, employeeId: dailyScores.employeeId })
    .from(dailyScores)
    .where(
      and(
        eq(dailyScores.siteId, site.id),
        sql`${dailyScores.scoreDate} BETWEEN ${since} AND ${today}`,
        isNotNull(dailyScores.openUntil),
      ),
    );
  const hasOpenPeriod = await db
    .selectDistinct({ employeeId: clockTimes.employeeId })
    .from(clockTimes)
    .where(and(eq(clockTimes.siteId, site.id), eq(clockTimes.isActive, true), isNotNull(clockTimes.employeeId)));
  const breaksFrom = now - OPEN_DAYS_BACK * 86_400;
  const hasOpenBreak = await db
    .selectDistinct({ employeeId: clockBreaks.employeeId })
    .from(clockBreaks)
    .where(
      and(
        eq(clockBreaks.siteId, site.id),
        sql`${clockBreaks.breakStart} >= ${sql.param(breaksFrom, clockBreaks.breakStart)}`,
        sql`${clockBreaks.breakEnd} IS NULL`,
        isNotNull(clockBreaks.employeeId),
      ),
    );
  const yesterday = addDays(today, -1);
  const open = [...hasOpenPeriod, ...hasOpenBreak].flatMap(({ employeeId }) =>
    employeeId === null ? [] : [today, yesterday].map((scoreDate) => ({ scoreDate, employeeId })),
  );
  const requests = [...wasOpen, ...open].map((one) => ({ siteId: site.id, ...one }));
  await inTransaction(db, (tx) => requestScores(tx, requests, 'refresh-today', now));
  return { requested: new Set(requests.map((one) => `${one.scoreDate}/${one.employeeId}`)).size };
}
