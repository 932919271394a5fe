import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type DayParams, siteDaySums } from '@/lib/domain/rollups/days';

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
  clocked_active_seconds: column.integer,
});
export type TeamDayRow = z.infer<typeof teamDayRow>;

/** What all people of a site did on each day of a range that has any; unmapped work is not in it. One statement. */
export async function getTeamDays(db: Db, range: DayParams): Promise<TeamDayRow[]> {
  return selectRows(db, siteDaySums(range), teamDayRow);
}
