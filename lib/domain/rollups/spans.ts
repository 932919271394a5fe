import { type SQL, sql } from 'drizzle-orm';
import type { DayRange } from '@/lib/platform/time/business-day';
import { type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';
import type { OffsetUntil } from './rules';

/** Conditions and keys that the sums of this room share. */

/** SQL: the day is in one of the ranges. */
export function inSpans(day: SQL, spans: readonly DayRange[]): SQL {
  if (spans.length === 0) return sql`1 = 0`;
  const conditions = spans.map(({ from, to }) => sql`${day} BETWEEN ${from} AND ${to}`);
  return sql`(${sql.join(conditions, sql` OR `)})`;
}

/** SQL: the month is one of these. */
export function inMonths(month: SQL, months: readonly IsoDay[]): SQL {
  return months.length === 0 ? sql`1 = 0` : sql`${month} IN ${months}`;
}

/**
 * SQL: the hour of the local day in which an hour bucket starts. The zone's offsets come in as bound numbers, so the server
 * needs to know no zones.
 */
export function localHour(hourStart: SQL, offsets: readonly OffsetUntil[]): SQL {
  const changes = offsets.slice(0, -1);
  const last = sql`${offsets.at(-1)?.offset ?? 0}`;
  const offset =
    changes.length === 0
      ? last
      : sql`CASE ${sql.join(
          changes.map((one) => sql`WHEN ${hourStart} < ${toSqlInstant(one.until)} THEN ${one.offset}`),
          sql` `,
        )} ELSE ${last} END`;
  return sql`HOUR(${hourStart} + INTERVAL ${offset} SECOND)`;
}
