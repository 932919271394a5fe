import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type HourScope, hourTable, isInRoles } from './get-hour-people';

const workRow = z.object({ items: column.integer, points: column.decimal });
export type HourUnmapped = z.infer<typeof workRow>;

/** The statement of {@link getHourUnmapped}, apart so that its plan can be looked at. */
export function hourUnmappedStatement({ siteId, hours, roleIds }: HourScope, isOfMean: boolean): SQL {
  // As in the means of weekdays: the work of days on which nobody was there is left out.
  const isCounted = sql`
       AND EXISTS (SELECT 1 FROM hourly_site_totals s
                    WHERE s.site_id = u.site_id AND s.score_date = u.score_date AND s.role_id = 0 AND s.present > 0)`;
  return sql`
    SELECT COALESCE(SUM(u.items), 0) AS items, COALESCE(SUM(u.points), 0) AS points
      FROM ${hourTable(hours)}
     STRAIGHT_JOIN unmapped_totals u
        ON u.site_id = ${siteId} AND u.score_date = h.score_date AND u.hour_start = h.hour_start
     WHERE TRUE ${isInRoles(sql`u`, roleIds)}${isOfMean ? isCounted : sql``}`;
}

/** The work of logins linked to nobody in these hours; `isOfMean`: on days with presence only. One statement. */
export async function getHourUnmapped(db: Db, scope: HourScope, isOfMean: boolean): Promise<HourUnmapped> {
  const [row] = await selectRows(db, hourUnmappedStatement(scope, isOfMean), workRow);
  return row ?? { items: 0, points: '0' };
}
