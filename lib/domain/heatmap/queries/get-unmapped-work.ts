import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { scaledInteger } from '@/lib/domain/leaderboard/rules';
import type { IsoDay } from '@/lib/platform/time/instant';

const workRow = z.object({ part: column.integer, items: column.integer, points: column.decimal });

export type UnmappedParams = { siteId: number; from: IsoDay; to: IsoDay; by: 'role' | 'weekday' };

/** Work of logins that are linked to nobody, by role id or by weekday (1 = Monday .. 7). */
export type UnmappedWork = ReadonlyMap<number, { items: number; pointsThousandths: number }>;

/** The statement of {@link getUnmappedWork}, apart so that its plan can be looked at. */
export function unmappedWorkStatement({ siteId, from, to, by }: UnmappedParams): SQL {
  // A mean over the days with presence has no place for the work of other days.
  const isCounted = sql`
       AND EXISTS (SELECT 1 FROM hourly_site_totals s
                    WHERE s.site_id = u.site_id AND s.score_date = u.score_date AND s.role_id = 0 AND s.present > 0)`;
  return sql`
    SELECT ${by === 'role' ? sql`u.role_id` : sql`WEEKDAY(u.score_date) + 1`} AS part, SUM(u.items) AS items,
           SUM(u.points) AS points
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND u.score_date BETWEEN ${from} AND ${to}${by === 'weekday' ? isCounted : sql``}
     GROUP BY part`;
}

/** How much of the work of a range is of logins linked to nobody. One statement. */
export async function getUnmappedWork(db: Db, params: UnmappedParams): Promise<UnmappedWork> {
  const rows = await selectRows(db, unmappedWorkStatement(params), workRow);
  return new Map(rows.map((row) => [row.part, { items: row.items, pointsThousandths: scaledInteger(row.points, 3) }]));
}
