import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { awardRequests } from '@/lib/db/schema/gamification';
import type { IsoDay } from '@/lib/platform/time/instant';

/** Stands for the whole site in `award_requests.employee_id`: the day's finished items or its goal changed. */
export const SITE_DAY = 0;

export type AwardRequest = { employeeId: number; day: IsoDay };

const ROWS_PER_STATEMENT = 2_000;
const MAX_TOKEN = 2 ** 48 - 1;
const renewToken = { token: sql`VALUES(${sql.identifier('token')})` };

/**
 * Asks for another look at the awards and streaks that depend on these person-days, in the transaction of the change
 * (domain.md 5). A request that waits already gets a new token, so that a look already under way does not settle it.
 */
export async function requestAwards(tx: Transaction, siteId: number, requests: Iterable<AwardRequest>): Promise<void> {
  const distinct = new Map<string, AwardRequest>();
  for (const request of requests) distinct.set(`${request.employeeId}/${request.day}`, request);
  // One order for everybody, so that two writers never hold each other's rows.
  const rows = [...distinct.values()].sort((a, b) => a.employeeId - b.employeeId || (a.day < b.day ? -1 : 1));
  const token = randomInt(MAX_TOKEN);
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const part = rows.slice(at, at + ROWS_PER_STATEMENT);
    await tx
      .insert(awardRequests)
      .values(part.map(({ employeeId, day }) => ({ siteId, employeeId, scoreDate: day, token })))
      .onDuplicateKeyUpdate({ set: renewToken });
  }
}

/**
 * Asks for another look at every stored person-day of a site: for a change of what holds for all days (target days per
 * month, week start, time zone, day start), in its transaction.
 */
export async function requestAllAwards(tx: Transaction, siteId: number): Promise<void> {
  const token = randomInt(MAX_TOKEN);
  await tx.execute(sql`
    INSERT INTO ${awardRequests} (site_id, employee_id, score_date, token)
    SELECT d.site_id, d.employee_id, d.score_date, ${token} FROM ${dailyScores} d WHERE d.site_id = ${siteId}
    ON DUPLICATE KEY UPDATE token = ${token}`);
}
