import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';

const attendanceRow = z.object({
  score_date: z.string(),
  /** on the whole day */
  came: column.integer,
  /** until the instant asked for */
  came_until: column.integer,
});
export type AttendanceRow = z.infer<typeof attendanceRow>;
export type AttendanceDay = { date: IsoDay; until: EpochSeconds };

/** The statement of {@link getAttendance}, apart so that its plan can be looked at. */
export function attendanceStatement(siteId: number, days: readonly AttendanceDay[]): SQL {
  const parts = days.map(
    ({ date, until }) => sql`
    SELECT d.score_date, COUNT(*) AS came,
           SUM(CASE WHEN d.first_clock_in <= ${toSqlInstant(until)} THEN 1 ELSE 0 END) AS came_until
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND d.score_date = ${date} AND d.first_clock_in IS NOT NULL
     GROUP BY d.score_date`,
  );
  return sql.join(parts, sql` UNION ALL `);
}

/** How many people clocked in on each of the days, and how many of them until an instant; no row where nobody came. */
export async function getAttendance(db: Db, siteId: number, days: readonly AttendanceDay[]): Promise<AttendanceRow[]> {
  return selectRows(db, attendanceStatement(siteId, days), attendanceRow);
}
