import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';

const hourRow = z.object({
  kind: z.enum(['person', 'unmapped']),
  hour_start: column.instant,
  role_id: column.integer,
  items: column.integer,
  people: column.integer,
});
export type HourRow = z.infer<typeof hourRow>;

export type HourlyWorkParams = {
  siteId: number;
  /** Business days that the hours can belong to. */
  days: { from: IsoDay; to: IsoDay };
  /** Hour buckets that start from here on. */
  from: EpochSeconds;
  to: EpochSeconds;
};

/** The statement of {@link getHourlyWork}, apart so that its plan can be looked at. */
export function hourlyWorkStatement({ siteId, days, from, to }: HourlyWorkParams): SQL {
  return sql`
    SELECT 'person' AS kind, h.hour_start, h.role_id, SUM(h.items) AS items, COUNT(DISTINCT h.employee_id) AS people
      FROM hourly_role_totals h
     WHERE h.site_id = ${siteId} AND h.score_date BETWEEN ${days.from} AND ${days.to}
       AND h.hour_start >= ${toSqlInstant(from)} AND h.hour_start < ${toSqlInstant(to)}
     GROUP BY h.hour_start, h.role_id
    UNION ALL
    SELECT 'unmapped', u.hour_start, u.role_id, SUM(u.items), 0
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND u.score_date BETWEEN ${days.from} AND ${days.to}
       AND u.hour_start >= ${toSqlInstant(from)} AND u.hour_start < ${toSqlInstant(to)}
     GROUP BY u.hour_start, u.role_id`;
}

/** Items and people with items per hour bucket of window_start and role, unmapped work apart. */
export async function getHourlyWork(db: Db, params: HourlyWorkParams): Promise<HourRow[]> {
  return selectRows(db, hourlyWorkStatement(params), hourRow);
}
