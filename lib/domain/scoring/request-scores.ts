import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client';
import { scoreRequests } from '../../db/schema/score-requests';
import type { EpochSeconds, IsoDay } from '../../platform/time/instant';

/** Stands for the day's unmapped work in `score_requests.employee_id` (domain.md 4). */
export const UNMAPPED_WORK = 0;

export type ScoreRequest = { siteId: number; scoreDate: IsoDay; employeeId: number };

const ROWS_PER_STATEMENT = 5_000;

/**
 * Marks person-days dirty, in the transaction of the change (domain.md 4, Dirty queue). Doubles are merged;
 * a person-day that already waits gets a new version, so that a scoring already under way does not settle it.
 */
export async function requestScores(
  tx: Transaction,
  requests: Iterable<ScoreRequest>,
  reason: string,
  now: EpochSeconds,
): Promise<void> {
  const distinct = new Map<string, ScoreRequest>();
  for (const request of requests) {
    distinct.set(`${request.siteId}/${request.scoreDate}/${request.employeeId}`, request);
  }
  // One order for everybody, so that two writers never hold each other's rows.
  const rows = [...distinct.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, request]) => request);
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    await tx
      .insert(scoreRequests)
      .values(rows.slice(at, at + ROWS_PER_STATEMENT).map((row) => ({ ...row, requestedAt: now, reason })))
      .onDuplicateKeyUpdate({
        set: {
          version: sql`${scoreRequests.version} + 1`,
          reason: sql`VALUES(${sql.identifier('reason')})`,
          attempts: 0,
          lastError: null,
        },
      });
  }
}
