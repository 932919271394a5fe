import { asc, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { siteGoals } from '@/lib/db/schema/sites';

/** The daily goals of a site as they were set, oldest first. */
export async function getDailyGoals(db: Db, siteId: number) {
  return db
    .select({ validFrom: siteGoals.validFrom, dailyGoalItems: siteGoals.dailyGoalItems })
    .from(siteGoals)
    .where(eq(siteGoals.siteId, siteId))
    .orderBy(asc(siteGoals.validFrom));
}
export type DailyGoalRow = Awaited<ReturnType<typeof getDailyGoals>>[number];
