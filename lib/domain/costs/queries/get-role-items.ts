import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { CostRange } from './get-role-costs';

const roleItemsRow = z.object({ employee_id: column.integer, role_id: column.integer, items: column.integer });
export type RoleItemsRow = z.infer<typeof roleItemsRow>;

/** The statement of {@link getRoleItems}, apart so that its plan can be looked at. */
export function roleItemsStatement({ siteId, from, to }: CostRange): SQL {
  return sql`
    SELECT t.employee_id, t.role_id, ${wholeSum(sql`t.items`)} AS items
      FROM daily_role_totals t
     WHERE t.site_id = ${siteId} AND t.score_date BETWEEN ${from} AND ${to}
     GROUP BY t.employee_id, t.role_id`;
}

/** What each person made in each role over a range of days. */
export async function getRoleItems(db: Db, range: CostRange): Promise<RoleItemsRow[]> {
  return selectRows(db, roleItemsStatement(range), roleItemsRow);
}
