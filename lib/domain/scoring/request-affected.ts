import { and, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm';
import type { AnyMySqlColumn } from 'drizzle-orm/mysql-core';
import type { Transaction } from '../../db/client';
import { dailyScores } from '../../db/schema/daily-scores';
import { dailyRoleTotals, unmappedTotals } from '../../db/schema/derived-totals';
import { scoreRequests } from '../../db/schema/score-requests';
import type { EpochSeconds } from '../../platform/time/instant';
import type { DaySpan } from './dated-values';
import { requestScores, type ScoreRequest, UNMAPPED_WORK } from './request-scores';

type Edit = { siteId: number; spans: readonly DaySpan[]; reason: string; now: EpochSeconds };

/**
 * Asks for a new score of exactly the person-days in `spans` that hold work in a role, and of the days' unmapped work in it
 * (domain.md 4, Dirty queue). In the transaction of the edit, after `lockScoringRules`. Returns how many were found.
 */
export async function requestRoleDays(tx: Transaction, edit: Edit & { roleId: number }): Promise<number> {
  if (edit.spans.length === 0) return 0;
  await renewWaiting(tx, edit);
  const { siteId, roleId, spans } = edit;
  const people = await tx
    .select({ scoreDate: dailyRoleTotals.scoreDate, employeeId: dailyRoleTotals.employeeId })
    .from(dailyRoleTotals)
    .where(
      and(
        eq(dailyRoleTotals.siteId, siteId),
        eq(dailyRoleTotals.roleId, roleId),
        inSpans(dailyRoleTotals.scoreDate, spans),
      ),
    );
  const unmapped = await tx
    .selectDistinct({ scoreDate: unmappedTotals.scoreDate })
    .from(unmappedTotals)
    .where(
      and(
        eq(unmappedTotals.siteId, siteId),
        eq(unmappedTotals.roleId, roleId),
        inSpans(unmappedTotals.scoreDate, spans),
      ),
    );
  return request(tx, edit, [...people, ...unmapped.map((row) => ({ ...row, employeeId: UNMAPPED_WORK }))]);
}

/** The same for all scored days of one person in `spans`. */
export async function requestPersonDays(tx: Transaction, edit: Edit & { employeeId: number }): Promise<number> {
  if (edit.spans.length === 0) return 0;
  await renewWaiting(tx, edit, eq(scoreRequests.employeeId, edit.employeeId));
  const { siteId, employeeId, spans } = edit;
  const days = await tx
    .select({ scoreDate: dailyScores.scoreDate })
    .from(dailyScores)
    .where(
      and(
        eq(dailyScores.siteId, siteId),
        eq(dailyScores.employeeId, employeeId),
        inSpans(dailyScores.scoreDate, spans),
      ),
    );
  return request(
    tx,
    edit,
    days.map((row) => ({ ...row, employeeId })),
  );
}

/**
 * What waits already may be under way with the values of before: it gets a new version, so that it is served again. To be
 * done before looking for scored days: whoever is being scored has a request until its rows can be seen.
 */
export async function renewWaiting(
  tx: Transaction,
  { siteId, spans }: Pick<Edit, 'siteId' | 'spans'>,
  whose?: SQL,
): Promise<void> {
  await tx
    .update(scoreRequests)
    .set({ version: sql`${scoreRequests.version} + 1`, attempts: 0, lastError: null })
    .where(and(eq(scoreRequests.siteId, siteId), whose, inSpans(scoreRequests.scoreDate, spans)));
}

async function request(
  tx: Transaction,
  { siteId, reason, now }: Edit,
  days: Omit<ScoreRequest, 'siteId'>[],
): Promise<number> {
  await requestScores(
    tx,
    days.map((day) => ({ siteId, ...day })),
    reason,
    now,
  );
  return days.length;
}

function inSpans(day: AnyMySqlColumn, spans: readonly DaySpan[]): SQL | undefined {
  return or(
    ...spans.map(({ from, before }) =>
      // The one text every day comes after stands for no edge.
      and(gte(day, from ?? '1000-01-01'), before === null ? undefined : lt(day, before)),
    ),
  );
}
