import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type HourScope, hourTable, isInRoles } from './get-hour-people';

const workRow = z.object({ items: column.integer, points: column.decimal });
export type HourUnmapped = z.infer<typeof workRow>;

/** The statement of {@link getHourUnmapped}, apart so that its plan can be looked at. */
export function hourUnmappedStatement({ siteId, hours, roleIds }: HourScope): SQL {
  return sql`
    SELECT COALESCE(SUM(u.items), 0) AS items, COALESCE(SUM(u.points), 0) AS points
      FROM ${hourTable(hours)}
     STRAIGHT_JOIN unmapped_totals u
        ON u.site_id = ${siteId} AND u.score_date = h.score_date AND u.hour_start = h.hour_start
     WHERE TRUE ${isInRoles(sql`u`, roleIds)}`;
}

/** The work of logins linked to nobody in these hours. One statement. */
export async function getHourUnmapped(db: Db, scope: HourScope): Promise<HourUnmapped> {
  const [row] = await selectRows(db, hourUnmappedStatement(scope), workRow);
  return row ?? { items: 0, points: '0' };
}
