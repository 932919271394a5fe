import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { InstantRange } from '@/lib/platform/time/business-day';
import { toSqlInstant } from '@/lib/platform/time/instant';

const activityRow = z.object({
  id: column.integer,
  role_id: column.integer.nullable(),
  items_count: column.integer,
  window_start: column.instant,
  window_end: column.instant,
  activity_type: z.string(),
  source: z.string(),
  reference_id: z.string(),
});
export type PersonActivity = z.infer<typeof activityRow>;

export type PersonActivitiesParams = { siteId: number; employeeId: number; range: InstantRange };

/** The statement of {@link getPersonActivities}, apart so that its plan can be looked at. */
export function personActivitiesStatement({ siteId, employeeId, range }: PersonActivitiesParams): SQL {
  return sql`
    SELECT a.id, a.role_id, a.items_count, a.window_start, a.window_end, a.activity_type, a.source, a.reference_id
      FROM activity_logs a
     WHERE a.site_id = ${siteId} AND a.employee_id = ${employeeId}
       AND a.window_start >= ${toSqlInstant(range.start)} AND a.window_start < ${toSqlInstant(range.end)}
     ORDER BY a.window_start, a.id`;
}

/** One person's work windows that begin in `range`, as they came in. One statement. */
export async function getPersonActivities(db: Db, params: PersonActivitiesParams): Promise<PersonActivity[]> {
  return selectRows(db, personActivitiesStatement(params), activityRow);
}
