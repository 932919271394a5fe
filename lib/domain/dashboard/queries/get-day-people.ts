import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const dayPersonRow = z.object({
  employee_id: column.integer,
  name: z.string(),
  department_name: z.string().nullable(),
  items: column.integer,
  finished_items: column.integer,
  clocked_seconds: column.integer,
  break_seconds: column.integer,
  first_clock_in: column.instant.nullable(),
  last_clock_out: column.instant.nullable(),
  open_until: column.instant.nullable(),
});
export type DayPersonRow = z.infer<typeof dayPersonRow>;

/** The statement of {@link getDayPeople}, apart so that its plan can be looked at. */
export function dayPeopleStatement(siteId: number, day: IsoDay): SQL {
  return sql`
    SELECT d.employee_id, e.name, r.department_name, d.items_processed AS items, d.finished_items, d.clocked_seconds,
           d.break_seconds, d.first_clock_in, d.last_clock_out, d.open_until
      FROM daily_scores d
      JOIN employees e ON e.id = d.employee_id
      LEFT JOIN role_configs r ON r.id = d.primary_role_id
     WHERE d.site_id = ${siteId} AND d.score_date = ${day}
     ORDER BY e.name, d.employee_id`;
}

/** Everybody with a clock period or a scan on a day, archived people too: what the figures of the day are the sums of. */
export async function getDayPeople(db: Db, siteId: number, day: IsoDay): Promise<DayPersonRow[]> {
  return selectRows(db, dayPeopleStatement(siteId, day), dayPersonRow);
}
