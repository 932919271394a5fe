import { and, asc, desc, eq, lt } from 'drizzle-orm';
import type { Db } from '../../../db/client';
import { scoreRequests } from '../../../db/schema/score-requests';
import type { IsoDay } from '../../../platform/time/instant';

/** A person-day that failed this often waits for a person; a new change of its facts gives it new tries. */
export const MAX_SCORING_ATTEMPTS = 5;

export type WaitingRequest = { scoreDate: IsoDay; employeeId: number; version: number };

/** The next person-days to score: the newest days first, those that failed before last. At most `limit`. */
export async function getScoreRequests(db: Db, siteId: number, limit: number): Promise<WaitingRequest[]> {
  return db
    .select({
      scoreDate: scoreRequests.scoreDate,
      employeeId: scoreRequests.employeeId,
      version: scoreRequests.version,
    })
    .from(scoreRequests)
    .where(and(eq(scoreRequests.siteId, siteId), lt(scoreRequests.attempts, MAX_SCORING_ATTEMPTS)))
    .orderBy(asc(scoreRequests.attempts), desc(scoreRequests.scoreDate))
    .limit(limit);
}
