import { type SQL, sql } from 'drizzle-orm';
import { wholeSum } from '@/lib/db/whole-sum';
import type { DayRange } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { RangeParts } from './rules';
import { inMonths, inSpans } from './spans';

/** Sums of days by themselves: few of them lie in a month, and none is in two rows. */
export type DayParams = { siteId: number; parts: Pick<RangeParts, 'months' | 'days'> };

const SITE_COLUMNS = sql.raw(
  'people, worked, items, finished_items, points, clocked_seconds, active_seconds, clocked_active_seconds',
);

/** SQL: `score_date` and what all people with a row on it did, unmapped work left out. */
export function siteDaySums({ siteId, parts }: DayParams): SQL {
  return sql`
    SELECT score_date, ${SITE_COLUMNS}
      FROM rollup_site_days r
     WHERE r.site_id = ${siteId} AND ${inMonths(sql`r.month`, parts.months)}
    UNION ALL ${scoresOfDays(siteId, parts.days)}`;
}

/** SQL: `score_date`, its cents and finished items; two rows a day, to be added up. */
export function costDaySums({ siteId, parts }: DayParams): SQL {
  return sql`
    SELECT r.score_date, r.active_cents, r.idle_cents, r.break_cents, r.finished_items
      FROM rollup_site_days r
     WHERE r.site_id = ${siteId} AND ${inMonths(sql`r.month`, parts.months)}
    UNION ALL ${costsOfDays(siteId, parts.days)}
    UNION ALL
    SELECT d.score_date, 0, 0, 0, ${wholeSum(sql`d.finished_items`)}
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND ${inSpans(sql`d.score_date`, parts.days)}
     GROUP BY d.score_date`;
}

/** SQL: `weekday` (1 = Monday .. 7) and how many of its days had anybody there; two rows, to be added up. */
export function presentDayCounts({ siteId, parts }: DayParams): SQL {
  return sql`
    SELECT WEEKDAY(r.score_date) + 1 AS weekday, COUNT(*) AS days
      FROM rollup_site_days r
     WHERE r.site_id = ${siteId} AND ${inMonths(sql`r.month`, parts.months)} AND r.present > 0
     GROUP BY weekday
    UNION ALL
    SELECT WEEKDAY(t.score_date) + 1 AS weekday, COUNT(DISTINCT t.score_date)
      FROM hourly_site_totals t
     WHERE t.site_id = ${siteId} AND ${inSpans(sql`t.score_date`, parts.days)} AND t.role_id = 0 AND t.present > 0
     GROUP BY weekday`;
}

/** SQL: the statement that fills `rollup_site_days`. */
export function insertSiteDays(siteId: number, month: IsoDay, span: DayRange): SQL {
  const none = sql.raw('0, 0, 0, 0, 0, 0, 0, 0');
  return sql`
    INSERT INTO rollup_site_days (site_id, month, score_date, ${SITE_COLUMNS}, active_cents, idle_cents, break_cents, present)
    SELECT ${siteId}, ${month}, s.score_date, SUM(people), SUM(worked), SUM(items), SUM(finished_items), SUM(points),
           SUM(clocked_seconds), SUM(active_seconds), SUM(clocked_active_seconds), SUM(active_cents), SUM(idle_cents),
           SUM(break_cents), SUM(present)
      FROM (SELECT score_date, ${SITE_COLUMNS}, 0 AS active_cents, 0 AS idle_cents, 0 AS break_cents, 0 AS present
              FROM (${scoresOfDays(siteId, [span])}) d
            UNION ALL
            SELECT score_date, ${none}, active_cents, idle_cents, break_cents, 0
              FROM (${costsOfDays(siteId, [span])}) c
            UNION ALL
            SELECT t.score_date, ${none}, 0, 0, 0, ${wholeSum(sql`t.present`)}
              FROM hourly_site_totals t
             WHERE t.site_id = ${siteId} AND ${inSpans(sql`t.score_date`, [span])} AND t.role_id = 0
             GROUP BY t.score_date) s
     GROUP BY s.score_date`;
}

const ROLE_COLUMNS = sql.raw('people, items, points, worked_seconds, unclocked_items, unmapped_items, unmapped_points');

/**
 * SQL: `score_date`, `role_id` and what people did in it; `unclocked_items` are those of days without clocked time,
 * `unmapped_items` and `unmapped_points` those of nobody known, in none of the others. Several rows of the same, to be
 * added up.
 */
export function roleDaySums({ siteId, parts }: DayParams): SQL {
  return sql`
    SELECT r.score_date, r.role_id, ${ROLE_COLUMNS}
      FROM rollup_role_days r
     WHERE r.site_id = ${siteId} AND ${inMonths(sql`r.month`, parts.months)}
    UNION ALL ${rolesOfDays(siteId, parts.days)}`;
}

/** SQL: the statement that fills `rollup_role_days`. */
export function insertRoleDays(siteId: number, month: IsoDay, span: DayRange): SQL {
  return sql`
    INSERT INTO rollup_role_days (site_id, month, score_date, role_id, ${ROLE_COLUMNS})
    SELECT ${siteId}, ${month}, s.score_date, s.role_id, SUM(people), SUM(items), SUM(points), SUM(worked_seconds),
           SUM(unclocked_items), SUM(unmapped_items), SUM(unmapped_points)
      FROM (${rolesOfDays(siteId, [span])}) s
     GROUP BY s.score_date, s.role_id`;
}

function scoresOfDays(siteId: number, spans: readonly DayRange[]): SQL {
  return sql`
    SELECT d.score_date, COUNT(*) AS people, ${wholeSum(sql`(d.activity_count > 0)`)} AS worked,
           ${wholeSum(sql`d.items_processed`)} AS items, ${wholeSum(sql`d.finished_items`)} AS finished_items,
           SUM(d.points_earned) AS points, ${wholeSum(sql`d.clocked_seconds`)} AS clocked_seconds,
           ${wholeSum(sql`d.active_seconds`)} AS active_seconds,
           ${wholeSum(sql`CASE WHEN d.clocked_seconds > 0 THEN d.active_seconds ELSE 0 END`)} AS clocked_active_seconds
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND ${inSpans(sql`d.score_date`, spans)}
     GROUP BY d.score_date`;
}

function costsOfDays(siteId: number, spans: readonly DayRange[]): SQL {
  return sql`
    SELECT c.score_date, ${wholeSum(sql`c.active_cents`)} AS active_cents, ${wholeSum(sql`c.idle_cents`)} AS idle_cents,
           ${wholeSum(sql`c.break_cents`)} AS break_cents, 0 AS finished_items
      FROM daily_costs c
     WHERE c.site_id = ${siteId} AND ${inSpans(sql`c.score_date`, spans)}
     GROUP BY c.score_date`;
}

function rolesOfDays(siteId: number, spans: readonly DayRange[]): SQL {
  // Days without a clock are few: the joined totals are looked up for them, never the other way round.
  return sql`
    SELECT t.score_date, t.role_id, COUNT(*) AS people, ${wholeSum(sql`t.items`)} AS items, SUM(t.points) AS points,
           ${wholeSum(sql`t.worked_seconds`)} AS worked_seconds, 0 AS unclocked_items, 0 AS unmapped_items,
           0 AS unmapped_points
      FROM daily_role_totals t
     WHERE t.site_id = ${siteId} AND ${inSpans(sql`t.score_date`, spans)}
     GROUP BY t.score_date, t.role_id
    UNION ALL
    SELECT t.score_date, t.role_id, 0, 0, 0, 0, ${wholeSum(sql`t.items`)}, 0, 0
      FROM daily_scores d STRAIGHT_JOIN daily_role_totals t
        ON t.site_id = d.site_id AND t.score_date = d.score_date AND t.employee_id = d.employee_id
     WHERE d.site_id = ${siteId} AND ${inSpans(sql`d.score_date`, spans)} AND d.clocked_seconds = 0
     GROUP BY t.score_date, t.role_id
    UNION ALL
    SELECT u.score_date, u.role_id, 0, 0, 0, 0, 0, ${wholeSum(sql`u.items`)}, SUM(u.points)
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND ${inSpans(sql`u.score_date`, spans)}
     GROUP BY u.score_date, u.role_id`;
}
