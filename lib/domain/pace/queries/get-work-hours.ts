import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { IsoDay } from '@/lib/platform/time/instant';

const workHourRow = z.object({ score_date: z.string(), hour_start: column.instant, work_seconds: column.integer });
export type WorkHour = z.infer<typeof workHourRow>;

/** The statement of {@link getWorkHours}, apart so that its plan can be looked at. */
export function workHoursStatement(siteId: number, days: readonly IsoDay[]): SQL {
  return sql`
    SELECT p.score_date, p.hour_start, ${wholeSum(sql`p.work_seconds`)} AS work_seconds
      FROM hourly_presence p
     WHERE p.site_id = ${siteId} AND p.score_date IN ${[...days]}
     GROUP BY p.score_date, p.hour_start`;
}

/** How long all people of a site worked in each hour bucket of the given days; no row where nobody did. */
export async function getWorkHours(db: Db, siteId: number, days: readonly IsoDay[]): Promise<WorkHour[]> {
  return selectRows(db, workHoursStatement(siteId, days), workHourRow);
}
