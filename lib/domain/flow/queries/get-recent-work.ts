import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, toSqlInstant } from '@/lib/platform/time/instant';

const workRow = z.object({
  roleId: column.integer,
  employeeId: column.integer.nullable(),
  identityId: column.integer,
  items: column.integer,
  windowStart: column.instant,
  windowEnd: column.instant,
});
export type RecentWorkRow = z.infer<typeof workRow>;
export type RecentWorkParams = { siteId: number; from: EpochSeconds; to: EpochSeconds };

/** The statement of {@link getRecentWork}, apart so that its plan can be looked at. */
export function recentWorkStatement({ siteId, from, to }: RecentWorkParams): SQL {
  return sql`
    SELECT a.role_id AS roleId, a.employee_id AS employeeId, a.identity_id AS identityId, a.items_count AS items,
           a.window_start AS windowStart, a.window_end AS windowEnd
      FROM activity_logs a
      LEFT JOIN employee_identities i ON a.employee_id IS NULL AND i.id = a.identity_id
     WHERE a.site_id = ${siteId} AND a.window_end >= ${toSqlInstant(from)} AND a.window_end <= ${toSqlInstant(to)}
       AND a.role_id IS NOT NULL AND (a.employee_id IS NOT NULL OR i.status <> 'ignored')`;
}

/** Activities with a role whose window ended from `from` to `to`, both included; ignored identities left out. */
export async function getRecentWork(db: Db, params: RecentWorkParams): Promise<RecentWorkRow[]> {
  return selectRows(db, recentWorkStatement(params), workRow);
}
