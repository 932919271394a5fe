import { and, eq, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { breakMinutesOf } from './break-minutes';

/** Periods and breaks longer than this are not looked for around a change. */
const LONGEST_FACT_SECONDS = 7 * 86_400;
const ROWS_PER_STATEMENT = 500;

type Person = { employeeId: number | null; identityId: number };

/**
 * Brings `clock_times.break_minutes` up to date around the times in which facts of these people changed, in the caller's
 * transaction. A person is the employee with all identities, or an unlinked identity. Rows that are right already stay
 * as they are. Two reads, and a write only when something differs.
 */
export async function refreshBreakMinutes(
  tx: Transaction,
  siteId: number,
  touched: readonly (Person & { start: EpochSeconds; end: EpochSeconds })[],
  now: EpochSeconds,
): Promise<void> {
  if (touched.length === 0) return;
  const from = Math.min(...touched.map((one) => one.start)) - LONGEST_FACT_SECONDS;
  const to = Math.max(...touched.map((one) => one.end));
  const employeeIds = [...new Set(touched.flatMap((one) => (one.employeeId === null ? [] : [one.employeeId])))];
  const identityIds = [...new Set(touched.flatMap((one) => (one.employeeId === null ? [one.identityId] : [])))];
  const isTheirs = (table: typeof clockTimes | typeof clockBreaks): SQL | undefined =>
    or(
      employeeIds.length > 0 ? inArray(table.employeeId, employeeIds) : undefined,
      identityIds.length > 0
        ? and(isNull(table.employeeId), eq(table.siteId, siteId), inArray(table.identityId, identityIds))
        : undefined,
    );
  const periods = await tx
    .select()
    .from(clockTimes)
    .where(and(isTheirs(clockTimes), gte(clockTimes.clockIn, from), lte(clockTimes.clockIn, to)));
  const breaks = await tx
    .select()
    .from(clockBreaks)
    .where(
      and(
        isTheirs(clockBreaks),
        gte(clockBreaks.breakStart, from - LONGEST_FACT_SECONDS),
        lte(clockBreaks.breakStart, to),
      ),
    );
  const breaksOf = Map.groupBy(breaks, personKey);
  const wrong = periods.flatMap((period) => {
    const breakMinutes = breakMinutesOf(period, breaksOf.get(personKey(period)) ?? []);
    return breakMinutes === period.breakMinutes ? [] : [{ id: period.id, breakMinutes }];
  });
  for (let at = 0; at < wrong.length; at += ROWS_PER_STATEMENT) {
    const some = wrong.slice(at, at + ROWS_PER_STATEMENT);
    const cases = sql.join(
      some.map((row) => sql`WHEN ${row.id} THEN ${row.breakMinutes}`),
      sql` `,
    );
    await tx
      .update(clockTimes)
      .set({ breakMinutes: sql`CASE ${clockTimes.id} ${cases} END`, updatedAt: now })
      .where(
        inArray(
          clockTimes.id,
          some.map((row) => row.id),
        ),
      );
  }
}

function personKey(person: Person): string {
  return person.employeeId === null ? `identity:${person.identityId}` : `employee:${person.employeeId}`;
}
