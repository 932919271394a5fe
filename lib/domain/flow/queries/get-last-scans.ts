import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, toSqlInstant } from '@/lib/platform/time/instant';

const scanRow = z.object({ role_id: column.integer, last_scan_at: column.instant });
export type LastScansParams = { siteId: number; from: EpochSeconds; to: EpochSeconds };

/** The statement of {@link getLastScans}, apart so that its plan can be looked at. */
export function lastScansStatement({ siteId, from, to }: LastScansParams): SQL {
  return sql`
    SELECT a.role_id, MAX(a.window_end) AS last_scan_at
      FROM activity_logs a
      LEFT JOIN employee_identities i ON a.employee_id IS NULL AND i.id = a.identity_id
     WHERE a.site_id = ${siteId} AND a.window_end >= ${toSqlInstant(from)} AND a.window_end <= ${toSqlInstant(to)}
       AND a.role_id IS NOT NULL AND (a.employee_id IS NOT NULL OR i.status <> 'ignored')
     GROUP BY a.role_id`;
}

/** The latest window_end of each role from `from` to `to`, ignored identities left out. */
export async function getLastScans(db: Db, params: LastScansParams): Promise<Map<number, EpochSeconds>> {
  const rows = await selectRows(db, lastScansStatement(params), scanRow);
  return new Map(rows.map((row) => [row.role_id, row.last_scan_at]));
}
