import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, toSqlInstant } from '@/lib/platform/time/instant';

const personRow = z.object({ employeeId: column.integer, name: z.string(), isScanning: column.flag });
export type PossiblyPresent = z.infer<typeof personRow>;

/**
 * People with a clock period that began at `since` or later and is not closed at `now`; whether it is still open is decided
 * by the rules of domain.md 3. Periods are found in the index alone.
 */
export async function getPossiblyPresent(
  db: Db,
  at: { siteId: number; since: EpochSeconds; now: EpochSeconds },
): Promise<PossiblyPresent[]> {
  return selectRows(db, possiblyPresentStatement(at), personRow);
}

export function possiblyPresentStatement(at: { siteId: number; since: EpochSeconds; now: EpochSeconds }): SQL {
  const [since, now] = [toSqlInstant(at.since), toSqlInstant(at.now)];
  return sql`
    SELECT e.id AS employeeId, e.name, e.is_scanning AS isScanning
      FROM (SELECT DISTINCT employee_id FROM clock_times
             WHERE site_id = ${at.siteId} AND clock_in BETWEEN ${since} AND ${now}
               AND (clock_out IS NULL OR clock_out > ${now}) AND employee_id IS NOT NULL) p
      JOIN employees e ON e.id = p.employee_id`;
}
