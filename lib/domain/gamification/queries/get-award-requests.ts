import { asc, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { awardRequests } from '@/lib/db/schema/gamification';
import type { IsoDay } from '@/lib/platform/time/instant';

export type WaitingAwardRequest = { employeeId: number; day: IsoDay; token: number };

/** The next person-days to look at, whole site days (employee 0) first. At most `limit`. */
export async function getAwardRequests(db: Db, siteId: number, limit: number): Promise<WaitingAwardRequest[]> {
  return db
    .select({ employeeId: awardRequests.employeeId, day: awardRequests.scoreDate, token: awardRequests.token })
    .from(awardRequests)
    .where(eq(awardRequests.siteId, siteId))
    .orderBy(asc(awardRequests.employeeId), asc(awardRequests.scoreDate))
    .limit(limit);
}
