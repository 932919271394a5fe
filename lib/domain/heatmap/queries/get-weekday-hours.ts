import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { HoursParams } from './get-department-hours';

const hourRow = z.object({
  /** 1 = Monday .. 7 */
  weekday: column.integer,
  /** null: the row counts the weekday's days with presence */
  hour: column.integer.nullable(),
  days: column.integer,
  items: column.integer,
  points: column.decimal,
  people: column.integer,
  present: column.integer,
});
export type WeekdayHour = z.infer<typeof hourRow>;

/** The statement of {@link getWeekdayHours}, apart so that its plan can be looked at. */
export function weekdayHoursStatement({ siteId, from, to, hourKey }: HoursParams): SQL {
  // Unmapped work of a day on which nobody was there has no place in a mean over the days with presence.
  return sql`
    SELECT WEEKDAY(t.score_date) + 1 AS weekday, ${hourKey} AS hour, 0 AS days, SUM(t.items) AS items,
           SUM(t.points) AS points, SUM(t.people) AS people, SUM(t.present) AS present
      FROM hourly_site_totals t
     WHERE t.site_id = ${siteId} AND t.score_date BETWEEN ${from} AND ${to} AND t.role_id = 0
     GROUP BY weekday, hour
    UNION ALL
    SELECT WEEKDAY(d.score_date) + 1 AS weekday, NULL, COUNT(DISTINCT d.score_date), 0, 0, 0, 0
      FROM hourly_site_totals d
     WHERE d.site_id = ${siteId} AND d.score_date BETWEEN ${from} AND ${to} AND d.role_id = 0 AND d.present > 0
     GROUP BY weekday
    UNION ALL
    SELECT WEEKDAY(u.score_date) + 1 AS weekday, ${hourKey} AS hour, 0, SUM(u.items), SUM(u.points), 0, 0
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND u.score_date BETWEEN ${from} AND ${to}
       AND EXISTS (SELECT 1 FROM hourly_site_totals s
                    WHERE s.site_id = u.site_id AND s.score_date = u.score_date AND s.role_id = 0 AND s.present > 0)
     GROUP BY weekday, hour`;
}

/** By weekday and hour what was done over all days of the range, and how many days had anybody there. One statement. */
export async function getWeekdayHours(db: Db, params: HoursParams): Promise<WeekdayHour[]> {
  return selectRows(db, weekdayHoursStatement(params), hourRow);
}
