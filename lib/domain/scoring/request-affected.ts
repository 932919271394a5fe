import { and, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm';
import type { AnyMySqlColumn } from 'drizzle-orm/mysql-core';
import type { Db, Transaction } from '../../db/client';
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
  const { people, unmapped } = await roleDaysIn(tx, edit);
  return request(tx, edit, [...people, ...unmapped.map((row) => ({ ...row, employeeId: UNMAPPED_WORK }))]);
}

/** How many person-days, the unmapped work of a day as one of them, {@link requestRoleDays} would ask for. */
export async function countRoleDays(
  db: Db,
  edit: { siteId: number; roleId: number; spans: readonly DaySpan[] },
): Promise<number> {
  if (edit.spans.length === 0) return 0;
  const { people, unmapped } = await roleDaysIn(db, edit);
  return people.length + unmapped.length;
}

async function roleDaysIn(
  db: Db,
  { siteId, roleId, spans }: { siteId: number; roleId: number; spans: readonly DaySpan[] },
) {
  const people = await db
    .select({ scoreDate: dailyRoleTotals.scoreDate, employeeId: dailyRoleTotals.employeeId })
    .from(dailyRoleTotals)
    .where(
      and(
        eq(dailyRoleTotals.siteId, siteId),
        eq(dailyRoleTotals.roleId, roleId),
        inSpans(dailyRoleTotals.scoreDate, spans),
      ),
    );
  const unmapped = await db
    .selectDistinct({ scoreDate: unmappedTotals.scoreDate })
    .from(unmappedTotals)
    .where(
      and(
        eq(unmappedTotals.siteId, siteId),
        eq(unmappedTotals.roleId, roleId),
        inSpans(unmappedTotals.scoreDate, spans),
      ),
    );
  return { people, unmapped };
}

/** The same for all scored days of one person in `spans`. */
export async function requestPersonDays(tx: Transaction, edit: Edit & { employeeId: number }): Promise<number> {
  if (edit.spans.length === 0) return 0;
  await renewWaiting(tx, edit, eq(scoreRequests.employeeId, edit.employeeId));
  const { employeeId } = edit;
  const days = await tx.select({ scoreDate: dailyScores.scoreDate }).from(dailyScores).where(arePersonDays(edit));
  return request(
    tx,
    edit,
    days.map((row) => ({ ...row, employeeId })),
  );
}

/** How many days {@link requestPersonDays} would ask for. */
export async function countPersonDays(
  db: Db,
  edit: { siteId: number; employeeId: number; spans: readonly DaySpan[] },
): Promise<number> {
  return edit.spans.length === 0 ? 0 : db.$count(dailyScores, arePersonDays(edit));
}

function arePersonDays({
  siteId,
  employeeId,
  spans,
}: {
  siteId: number;
  employeeId: number;
  spans: readonly DaySpan[];
}) {
  return and(
    eq(dailyScores.siteId, siteId),
    eq(dailyScores.employeeId, employeeId),
    inSpans(dailyScores.scoreDate, spans),
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
