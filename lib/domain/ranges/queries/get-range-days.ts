import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import { roleDaySums, siteDaySums } from '@/lib/domain/rollups/days';
import type { RangeParams } from './get-range-people';

const dayRow = z.object({
  score_date: z.string(),
  kind: z.enum(['people', 'unmapped']),
  people: column.integer,
  items: column.integer,
  finished_items: column.integer,
  points: column.decimal,
  clocked_seconds: column.integer,
  active_seconds: column.integer,
  clocked_active_seconds: column.integer,
});
export type RangeDayRow = z.infer<typeof dayRow>;

/** The statement of {@link getRangeDays}, apart so that its plan can be looked at. */
export function rangeDaysStatement(params: RangeParams): SQL {
  return sql`
    SELECT d.score_date, 'people' AS kind, d.people, d.items, d.finished_items, d.points, d.clocked_seconds,
           d.active_seconds, d.clocked_active_seconds
      FROM (${siteDaySums(params)}) d
    UNION ALL
    SELECT u.score_date, 'unmapped', 0, ${wholeSum(sql`u.unmapped_items`)},
           ${wholeSum(sql`CASE WHEN r.is_finishing THEN u.unmapped_items ELSE 0 END`)}, SUM(u.unmapped_points), 0, 0, 0
      FROM (${roleDaySums(params)}) u
      JOIN role_configs r ON r.id = u.role_id
     WHERE u.unmapped_items > 0
     GROUP BY u.score_date
     ORDER BY 1, 2`;
}

/** What the site did on each day of the range that has anything, unmapped work in rows of its own. One statement. */
export async function getRangeDays(db: Db, params: RangeParams): Promise<RangeDayRow[]> {
  return selectRows(db, rangeDaysStatement(params), dayRow);
}
