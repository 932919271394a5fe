import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { dailyReports } from '@/lib/db/schema/daily-reports';
import type { IsoDay } from '@/lib/platform/time/instant';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { type DailyReport, reportNumbers } from '../schema';

/** The stored reports of a range of days, the newest first. One statement. */
export async function getDailyReports(
  db: Db,
  siteId: number,
  range: { from: IsoDay; to: IsoDay },
): Promise<DailyReport[]> {
  const rows = await db
    .select()
    .from(dailyReports)
    .where(and(eq(dailyReports.siteId, siteId), sql`${dailyReports.reportDate} BETWEEN ${range.from} AND ${range.to}`))
    .orderBy(desc(dailyReports.reportDate));
  return rows.map((row) => ({
    date: row.reportDate,
    generatedAt: toIsoInstant(row.generatedAt),
    ...reportNumbers.parse(row.numbers),
  }));
}
