import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const itemsRow = z.object({ role_id: column.integer, items: column.integer });

/** The statement of {@link getItemsByRole}, apart so that its plan can be looked at. */
export function itemsByRoleStatement(siteId: number, date: IsoDay): SQL {
  return sql`
    SELECT t.role_id, SUM(t.items) AS items
      FROM daily_role_totals t
     WHERE t.site_id = ${siteId} AND t.score_date = ${date}
     GROUP BY t.role_id
    UNION ALL
    SELECT u.role_id, SUM(u.items)
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND u.score_date = ${date}
     GROUP BY u.role_id`;
}

/** Items of a business day by role, unmapped work included. */
export async function getItemsByRole(db: Db, siteId: number, date: IsoDay): Promise<Map<number, number>> {
  const items = new Map<number, number>();
  for (const row of await selectRows(db, itemsByRoleStatement(siteId, date), itemsRow)) {
    items.set(row.role_id, (items.get(row.role_id) ?? 0) + row.items);
  }
  return items;
}
