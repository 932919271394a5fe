import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { IsoDay } from '@/lib/platform/time/instant';

const teamDayRow = z.object({
  score_date: z.string(),
  /** with a row */
  people: column.integer,
  /** with an activity */
  worked: column.integer,
  items: column.integer,
  finished_items: column.integer,
  points: column.decimal,
  clocked_seconds: column.integer,
  /** of clocked days */
  active_seconds: column.integer,
});
export type TeamDayRow = z.infer<typeof teamDayRow>;
export type TeamRange = { siteId: number; from: IsoDay; to: IsoDay };

/** The statement of {@link getTeamDays}, apart so that its plan can be looked at. */
export function teamDaysStatement({ siteId, from, to }: TeamRange): SQL {
  return sql`
    SELECT d.score_date, COUNT(*) AS people, ${wholeSum(sql`(d.activity_count > 0)`)} AS worked,
           ${wholeSum(sql`d.items_processed`)} AS items, ${wholeSum(sql`d.finished_items`)} AS finished_items,
           SUM(d.points_earned) AS points, ${wholeSum(sql`d.clocked_seconds`)} AS clocked_seconds,
           ${wholeSum(sql`CASE WHEN d.is_estimated THEN 0 ELSE d.active_seconds END`)} AS active_seconds
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND d.score_date BETWEEN ${from} AND ${to}
     GROUP BY d.score_date`;
}

/** What all people of a site did on each day of a range that has any; unmapped work is not in it. */
export async function getTeamDays(db: Db, range: TeamRange): Promise<TeamDayRow[]> {
  return selectRows(db, teamDaysStatement(range), teamDayRow);
}
