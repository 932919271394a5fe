import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const boardRow = z.object({
  employee_id: column.integer,
  name: z.string(),
  rank_of_day: column.integer,
  /** ranked points: of the day, or of the department asked for */
  points: column.decimal,
  items: column.integer,
  day_points: column.decimal,
  day_items: column.integer,
  first_activity_at: column.instant.nullable(),
  clocked_seconds: column.integer,
  active_seconds: column.integer,
  efficiency_rate: column.decimal.nullable(),
  primary_role_id: column.integer.nullable(),
  open_until: column.instant.nullable(),
  current_streak: column.integer,
  /** as of the date; null until it was looked at */
  streak: column.integer.nullable(),
});
export type BoardRow = z.infer<typeof boardRow>;

export type BoardParams = {
  siteId: number;
  date: IsoDay;
  /** Archived people are shown on dates before today only (domain.md 6). */
  withArchived: boolean;
  /** Name of a department: items, points and rank are then of it. */
  department: string | null;
};

/** The statement of {@link getLeaderboard}, apart so that its plan can be looked at. */
export function leaderboardStatement(params: BoardParams): SQL {
  const notArchived = params.withArchived ? sql`` : sql`AND e.archived_at IS NULL`;
  const shown = sql`
    d.employee_id, e.name, d.points_earned AS day_points, d.items_processed AS day_items, d.first_activity_at,
    d.clocked_seconds, d.active_seconds, d.efficiency_rate, d.primary_role_id, d.open_until, e.current_streak,
    d.streak`;
  if (params.department === null) {
    return sql`
      SELECT ${shown}, d.points_earned AS points, d.items_processed AS items,
             RANK() OVER (ORDER BY d.points_earned DESC) AS rank_of_day
        FROM daily_scores d
        JOIN employees e ON e.id = d.employee_id
       WHERE d.site_id = ${params.siteId} AND d.score_date = ${params.date} ${notArchived}
       ORDER BY d.points_earned DESC, d.items_processed DESC, d.first_activity_at IS NULL, d.first_activity_at,
                d.employee_id`;
  }
  return sql`
    SELECT ${shown}, t.points, t.items, RANK() OVER (ORDER BY t.points DESC) AS rank_of_day
      FROM (SELECT w.employee_id, SUM(w.items) AS items, SUM(w.points) AS points
              FROM role_configs r
              JOIN daily_role_totals w ON w.site_id = r.site_id AND w.role_id = r.id AND w.score_date = ${params.date}
             WHERE r.site_id = ${params.siteId} AND r.department_name = ${params.department}
             GROUP BY w.employee_id) t
      JOIN daily_scores d ON d.site_id = ${params.siteId} AND d.score_date = ${params.date}
                         AND d.employee_id = t.employee_id
      JOIN employees e ON e.id = d.employee_id
     WHERE 1 = 1 ${notArchived}
     ORDER BY t.points DESC, t.items DESC, d.first_activity_at IS NULL, d.first_activity_at, d.employee_id`;
}

/** Everybody with a row on the date, ranked and in order (domain.md 6). One statement. */
export async function getLeaderboard(db: Db, params: BoardParams): Promise<BoardRow[]> {
  return selectRows(db, leaderboardStatement(params), boardRow);
}
