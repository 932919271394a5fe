import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type DayParams, roleDaySums } from '@/lib/domain/rollups/days';

const roleDayRow = z.object({
  score_date: z.string(),
  role_id: column.integer,
  people: column.integer,
  /** Of all people. */
  items: column.integer,
  points: column.decimal,
  worked_seconds: column.integer,
  /** Of `items`, those of days without clocked time. */
  unclocked_items: column.integer,
  /** Of nobody known, in none of the others. */
  unmapped_items: column.integer,
  unmapped_points: column.decimal,
});
export type RoleDayRow = z.infer<typeof roleDayRow>;

/** Items, points and worked time of each role on each day of a range, in several rows to be added up. One statement. */
export async function getRoleDays(db: Db, range: DayParams): Promise<RoleDayRow[]> {
  return selectRows(db, roleDaySums(range), roleDayRow);
}
