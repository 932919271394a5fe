import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, toSqlInstant } from '@/lib/platform/time/instant';

const itemsRow = z.object({ role_id: column.integer, items: column.integer });

export type ItemsUntilParams = { siteId: number; from: EpochSeconds; until: EpochSeconds; without: readonly number[] };

/** The statement of {@link getItemsUntil}, apart so that its plan can be looked at. */
export function itemsUntilStatement({ siteId, from, until, without }: ItemsUntilParams): SQL {
  const others =
    without.length === 0
      ? sql``
      : sql`AND (a.employee_id IS NULL OR a.employee_id NOT IN (${sql.join(
          without.map((id) => sql`${id}`),
          sql`, `,
        )}))`;
  return sql`
    SELECT a.role_id, SUM(a.items_count) AS items
      FROM activity_logs a
      LEFT JOIN employee_identities i ON a.employee_id IS NULL AND i.id = a.identity_id
     WHERE a.site_id = ${siteId} AND a.window_end > ${toSqlInstant(from)} AND a.window_end <= ${toSqlInstant(until)}
       AND a.window_start >= ${toSqlInstant(from)} AND a.role_id IS NOT NULL
       AND (a.employee_id IS NOT NULL OR i.status <> 'ignored') ${others}
     GROUP BY a.role_id`;
}

/**
 * Items per role of windows that began at `from` or later and ended at `until` or earlier, unlinked identities included,
 * ignored ones and the people in `without` left out.
 */
export async function getItemsUntil(db: Db, params: ItemsUntilParams): Promise<Map<number, number>> {
  const rows = await selectRows(db, itemsUntilStatement(params), itemsRow);
  return new Map(rows.map((row) => [row.role_id, row.items]));
}
