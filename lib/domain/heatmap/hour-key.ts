import { type SQL, sql } from 'drizzle-orm';
import { type EpochSeconds, toSqlInstant } from '@/lib/platform/time/instant';
import type { OffsetUntil } from './rules';

/**
 * SQL for the key of the column of an hour bucket (`hour_start`): of one day the seconds from its start, of a range the
 * hour of the local day. The zone's offsets come in as bound numbers, so the server needs to know no zones.
 */
export function hourKey(hours: { dayStart: EpochSeconds } | { offsets: readonly OffsetUntil[] }): SQL {
  if ('dayStart' in hours) return sql`TIMESTAMPDIFF(SECOND, ${toSqlInstant(hours.dayStart)}, hour_start)`;
  const changes = hours.offsets.slice(0, -1);
  const last = sql`${hours.offsets.at(-1)?.offset ?? 0}`;
  const offset =
    changes.length === 0
      ? last
      : sql`CASE ${sql.join(
          changes.map((one) => sql`WHEN hour_start < ${toSqlInstant(one.until)} THEN ${one.offset}`),
          sql` `,
        )} ELSE ${last} END`;
  return sql`HOUR(hour_start + INTERVAL ${offset} SECOND)`;
}
