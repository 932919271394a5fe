import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { DayRange } from '@/lib/platform/time/business-day';

const pointsRow = z.object({ employee_id: column.integer, score_date: z.string(), points: column.decimal });
export type PointsRow = z.infer<typeof pointsRow>;

export type PointsParams = DayRange & {
  siteId: number;
  /** Name of a department: points are then of it. */
  department: string | null;
};

/** The statement of {@link getPointsByDay}, apart so that its plan can be looked at. */
export function pointsByDayStatement({ siteId, from, to, department }: PointsParams): SQL {
  if (department === null) {
    return sql`
      SELECT employee_id, score_date, points_earned AS points
        FROM daily_scores
       WHERE site_id = ${siteId} AND score_date BETWEEN ${from} AND ${to}`;
  }
  return sql`
    SELECT w.employee_id, w.score_date, SUM(w.points) AS points
      FROM role_configs r
      JOIN daily_role_totals w ON w.site_id = r.site_id AND w.role_id = r.id AND w.score_date BETWEEN ${from} AND ${to}
     WHERE r.site_id = ${siteId} AND r.department_name = ${department}
     GROUP BY w.employee_id, w.score_date`;
}

/** Everybody's points on each day of a range, for a whole board at once. One statement. */
export async function getPointsByDay(db: Db, params: PointsParams): Promise<PointsRow[]> {
  return selectRows(db, pointsByDayStatement(params), pointsRow);
}
