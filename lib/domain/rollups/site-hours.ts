import { type SQL, sql } from 'drizzle-orm';
import { wholeSum } from '@/lib/db/whole-sum';
import type { DayRange } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { HourParams } from './person-hours';
import { inMonths, inSpans } from './spans';

/**
 * SQL: `role_id`, `hour`, `items`, `points`, `people` (summed over the hour buckets) and `present`, unmapped work included,
 * and of role 0, the whole site, who was there; several rows of the same, to be added up.
 */
export function departmentHourSums({ siteId, parts, hourOf }: HourParams): SQL {
  return sql`
    SELECT r.role_id, r.hour, ${wholeSum(sql`r.items`)} AS items, SUM(r.points) AS points,
           ${wholeSum(sql`r.people`)} AS people, ${wholeSum(sql`r.present`)} AS present
      FROM rollup_site_hours r
     WHERE r.site_id = ${siteId} AND ${inMonths(sql`r.month`, parts.months)}
     GROUP BY r.role_id, r.hour
    UNION ALL ${departmentsOfDays(siteId, parts.days, hourOf)}`;
}

/**
 * SQL: the whole site by `weekday` (1 = Monday .. 7) and `hour`: `items`, `points`, `people` and `present`; several rows of
 * the same, to be added up. Unmapped work of a day on which nobody was there has no place in a mean over the days with
 * presence and is left out.
 */
export function weekdayHourSums({ siteId, parts, hourOf }: HourParams): SQL {
  return sql`
    SELECT r.weekday, r.hour, ${wholeSum(sql`r.items`)} AS items, SUM(r.points) AS points,
           ${wholeSum(sql`r.people`)} AS people, ${wholeSum(sql`r.present`)} AS present
      FROM rollup_site_hours r
     WHERE r.site_id = ${siteId} AND ${inMonths(sql`r.month`, parts.months)} AND r.role_id = 0
     GROUP BY r.weekday, r.hour
    UNION ALL ${weekdaysOfDays(siteId, parts.days, hourOf)}`;
}

/** SQL: the statement that fills `rollup_site_hours`. */
export function insertSiteHours(siteId: number, month: IsoDay, span: DayRange, hourOf: HourParams['hourOf']): SQL {
  return sql`
    INSERT INTO rollup_site_hours (site_id, month, role_id, weekday, hour, items, points, people, present)
    SELECT ${siteId}, ${month}, s.role_id, s.weekday, s.hour, SUM(s.items), SUM(s.points), SUM(s.people), SUM(s.present)
      FROM (SELECT d.role_id, 0 AS weekday, d.hour, d.items, d.points, d.people, d.present
              FROM (${departmentsOfDays(siteId, [span], hourOf)}) d
             WHERE d.role_id <> 0
            UNION ALL
            SELECT 0, w.weekday, w.hour, w.items, w.points, w.people, w.present
              FROM (${weekdaysOfDays(siteId, [span], hourOf)}) w) s
     GROUP BY s.role_id, s.weekday, s.hour`;
}

function departmentsOfDays(siteId: number, spans: readonly DayRange[], hourOf: HourParams['hourOf']): SQL {
  return sql`
    SELECT t.role_id, ${hourOf(sql`t.hour_start`)} AS hour, ${wholeSum(sql`t.items`)} AS items, SUM(t.points) AS points,
           ${wholeSum(sql`t.people`)} AS people, ${wholeSum(sql`t.present`)} AS present
      FROM hourly_site_totals t
     WHERE t.site_id = ${siteId} AND ${inSpans(sql`t.score_date`, spans)}
     GROUP BY t.role_id, hour
    UNION ALL
    SELECT u.role_id, ${hourOf(sql`u.hour_start`)} AS hour, ${wholeSum(sql`u.items`)}, SUM(u.points), 0, 0
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND ${inSpans(sql`u.score_date`, spans)}
     GROUP BY u.role_id, hour`;
}

function weekdaysOfDays(siteId: number, spans: readonly DayRange[], hourOf: HourParams['hourOf']): SQL {
  return sql`
    SELECT WEEKDAY(t.score_date) + 1 AS weekday, ${hourOf(sql`t.hour_start`)} AS hour, ${wholeSum(sql`t.items`)} AS items,
           SUM(t.points) AS points, ${wholeSum(sql`t.people`)} AS people, ${wholeSum(sql`t.present`)} AS present
      FROM hourly_site_totals t
     WHERE t.site_id = ${siteId} AND ${inSpans(sql`t.score_date`, spans)} AND t.role_id = 0
     GROUP BY weekday, hour
    UNION ALL
    SELECT WEEKDAY(u.score_date) + 1 AS weekday, ${hourOf(sql`u.hour_start`)} AS hour, ${wholeSum(sql`u.items`)},
           SUM(u.points), 0, 0
      FROM unmapped_totals u
     WHERE u.site_id = ${siteId} AND ${inSpans(sql`u.score_date`, spans)}
       AND EXISTS (SELECT 1 FROM hourly_site_totals s
                    WHERE s.site_id = u.site_id AND s.score_date = u.score_date AND s.role_id = 0 AND s.present > 0)
     GROUP BY weekday, hour`;
}
