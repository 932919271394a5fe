import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { toSqlInstant } from '@/lib/platform/time/instant';
import { type HourScope, isNothing, listOf } from './get-hour-people';

const workRow = z.object({ items: column.integer, points: column.decimal });
export type HourUnmapped = z.infer<typeof workRow>;
const NOTHING: HourUnmapped = { items: 0, points: '0' };

/** The statement of {@link getHourUnmapped}, apart so that its plan can be looked at. */
export function hourUnmappedStatement({ siteId, days, starts, roleIds }: HourScope): SQL {
  return sql`
    SELECT COALESCE(SUM(u.items), 0) AS items, COALESCE(SUM(u.points), 0) AS points
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND u.score_date IN (${listOf(days)})
       AND u.hour_start IN (${listOf(starts.map(toSqlInstant))})
       ${roleIds === null ? sql`` : sql`AND u.role_id IN (${listOf(roleIds)})`}`;
}

/** The work of logins linked to nobody in these hours. One statement. */
export async function getHourUnmapped(db: Db, scope: HourScope): Promise<HourUnmapped> {
  if (isNothing(scope)) return NOTHING;
  const [row] = await selectRows(db, hourUnmappedStatement(scope), workRow);
  return row ?? NOTHING;
}
