import type { IsoDay } from '@/lib/platform/time/instant';

/**
 * The answer of the leaderboard statement in the fastest ways we could write by hand, hints and tricks allowed. They may
 * be ugly; they only say how fast it can be. Parameters: site id, date.
 */
export const HAND_WRITTEN: Record<string, string> = {
  'index order, rank by counting up': `
    SELECT b.employee_id, e.name, b.points_earned AS day_points, b.items_processed AS day_items, b.first_activity_at,
           b.clocked_seconds, b.active_seconds, b.efficiency_rate, b.primary_role_id, b.open_until, e.current_streak,
           b.points_earned AS points, b.items_processed AS items,
           @rank_of_day := IF(b.points_earned = @points, @rank_of_day, @place) AS rank_of_day,
           @place := @place + 1 AS place, @points := b.points_earned AS last_points
      FROM (SELECT @place := 1, @rank_of_day := 0, @points := -1) start
      STRAIGHT_JOIN (
        SELECT * FROM daily_scores FORCE INDEX (ix_daily_scores_board)
         WHERE site_id = ? AND score_date = ?
         ORDER BY points_earned DESC, items_processed DESC, first_activity_at IS NULL, first_activity_at, employee_id
         LIMIT 1000000) b
      STRAIGHT_JOIN employees e ON e.id = b.employee_id`,
  'window function over the covering index': `
    SELECT STRAIGHT_JOIN d.employee_id, e.name, d.points_earned AS day_points, d.items_processed AS day_items,
           d.first_activity_at, d.clocked_seconds, d.active_seconds, d.efficiency_rate, d.primary_role_id, d.open_until,
           e.current_streak, d.points_earned AS points, d.items_processed AS items,
           RANK() OVER (ORDER BY d.points_earned DESC) AS rank_of_day
      FROM daily_scores d FORCE INDEX (ix_daily_scores_board)
      JOIN employees e ON e.id = d.employee_id
     WHERE d.site_id = ? AND d.score_date = ?
     ORDER BY d.points_earned DESC, d.items_processed DESC, d.first_activity_at IS NULL, d.first_activity_at, d.employee_id`,
  'rank inside, names outside': `
    SELECT d.*, e.name, e.current_streak
      FROM (SELECT employee_id, points_earned AS day_points, items_processed AS day_items, first_activity_at,
                   clocked_seconds, active_seconds, efficiency_rate, primary_role_id, open_until,
                   points_earned AS points, items_processed AS items,
                   RANK() OVER (ORDER BY points_earned DESC) AS rank_of_day
              FROM daily_scores FORCE INDEX (ix_daily_scores_board)
             WHERE site_id = ? AND score_date = ?) d
      JOIN employees e ON e.id = d.employee_id
     ORDER BY d.points DESC, d.items DESC, d.first_activity_at IS NULL, d.first_activity_at, d.employee_id`,
  'no rank in SQL, counted by the program': `
    SELECT d.employee_id, e.name, d.points_earned AS day_points, d.items_processed AS day_items, d.first_activity_at,
           d.clocked_seconds, d.active_seconds, d.efficiency_rate, d.primary_role_id, d.open_until, e.current_streak,
           d.points_earned AS points, d.items_processed AS items
      FROM daily_scores d
      JOIN employees e ON e.id = d.employee_id
     WHERE d.site_id = ? AND d.score_date = ?
     ORDER BY d.points_earned DESC, d.items_processed DESC, d.first_activity_at IS NULL, d.first_activity_at, d.employee_id`,
};

/** Standard time of the year's zone, which needs no zone tables in the server. */
const OFFSET = '-06:00';

/**
 * The approach this software replaces: per-person subqueries over the raw facts, the zone converted in the WHERE, so that
 * no index on time can help. The index on the person is left to it.
 */
export function originalStatement(siteId: number, date: IsoDay): { sql: string; params: (string | number)[] } {
  const isOnDay = (instant: string) => `DATE(CONVERT_TZ(${instant}, '+00:00', '${OFFSET}')) = ?`;
  const own = 'a.site_id = e.site_id AND a.employee_id = e.id';
  return {
    sql: `
      SELECT e.id AS employee_id, e.name,
             (SELECT COALESCE(SUM(a.items_count), 0) FROM activity_logs a
               WHERE ${own} AND ${isOnDay('a.window_start')}) AS items,
             (SELECT COALESCE(SUM(a.items_count * v.multiplier), 0) FROM activity_logs a
                JOIN role_config_versions v ON v.role_id = a.role_id
               WHERE ${own} AND ${isOnDay('a.window_start')}) AS points,
             (SELECT COALESCE(SUM(TIMESTAMPDIFF(SECOND, c.clock_in, c.clock_out)), 0) FROM clock_times c
               WHERE c.employee_id = e.id AND ${isOnDay('c.clock_in')}) AS clocked_seconds,
             (SELECT MIN(a.window_start) FROM activity_logs a
               WHERE ${own} AND ${isOnDay('a.window_start')}) AS first_activity_at
        FROM employees e
       WHERE e.site_id = ? AND e.archived_at IS NULL
       ORDER BY points DESC, items DESC`,
    params: [date, date, date, date, siteId],
  };
}
