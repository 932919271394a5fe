import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const hourRow = z.object({
  /** 0: the whole site */
  role_id: column.integer,
  hour: column.integer,
  items: column.integer,
  points: column.decimal,
  /** Summed over the hour buckets of the range. */
  people: column.integer,
  present: column.integer,
});
export type DepartmentHour = z.infer<typeof hourRow>;

export type HoursParams = { siteId: number; from: IsoDay; to: IsoDay; hourKey: SQL };

/** The statement of {@link getDepartmentHours}, apart so that its plan can be looked at. */
export function departmentHoursStatement({ siteId, from, to, hourKey }: HoursParams): SQL {
  return sql`
    SELECT t.role_id, ${hourKey} AS hour, SUM(t.items) AS items, SUM(t.points) AS points, SUM(t.people) AS people,
           SUM(t.present) AS present
      FROM hourly_site_totals t
     WHERE t.site_id = ${siteId} AND t.score_date BETWEEN ${from} AND ${to}
     GROUP BY role_id, hour
    UNION ALL
    SELECT u.role_id, ${hourKey} AS hour, SUM(u.items), SUM(u.points), 0, 0
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND u.score_date BETWEEN ${from} AND ${to}
     GROUP BY role_id, hour`;
}

/** Hour by hour what was done in each role, unmapped work in rows of its own, and for role 0 who was there. One statement. */
export async function getDepartmentHours(db: Db, params: HoursParams): Promise<DepartmentHour[]> {
  return selectRows(db, departmentHoursStatement(params), hourRow);
}
