import { sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { dailyReports } from '@/lib/db/schema/daily-reports';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import type { ReportNumbers } from './schema';

type NewReport = { siteId: number; date: IsoDay; numbers: ReportNumbers; now: EpochSeconds };

/** Stores the report of a day that has none; false when it has one, which stays. */
export async function addDailyReport(db: Db, { siteId, date, numbers, now }: NewReport): Promise<boolean> {
  const [added] = await db
    .insert(dailyReports)
    .ignore()
    .values({ siteId, reportDate: date, generatedAt: now, numbers });
  return added.affectedRows === 1;
}

/** Stores the report of a day in place of an earlier one. */
export async function storeDailyReport(db: Db, report: NewReport): Promise<void> {
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
