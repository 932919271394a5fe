import { sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { dailyReports } from '@/lib/db/schema/daily-reports';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import type { ReportNumbers } from './schema';

/** Stores the report of a day in place of an earlier one. */
export async function storeDailyReport(
  db: Db,
  report: { siteId: number; date: IsoDay; numbers: ReportNumbers; now: EpochSeconds },
): Promise<void> {
  const { siteId, date, numbers, now } = report;
  await db
    .insert(dailyReports)
    .values({ siteId, reportDate: date, generatedAt: now, numbers })
    .onDuplicateKeyUpdate({
      set: {
        generatedAt: sql`VALUES(${sql.identifier('generated_at')})`,
        numbers: sql`VALUES(${sql.identifier('numbers')})`,
      },
    });
}
