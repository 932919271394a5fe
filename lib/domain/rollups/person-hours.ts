import { type SQL, sql } from 'drizzle-orm';
import { wholeSum } from '@/lib/db/whole-sum';
import type { DayRange } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { RangeParts } from './rules';
import { inMonths, inSpans } from './spans';

/** `hourOf` says the hour of a bucket that starts at a column, as a key that the caller chooses. */
export type HourParams = { siteId: number; parts: RangeParts; hourOf: (hourStart: SQL) => SQL };

/**
 * SQL: `employee_id`, `hour`, `items`, `points` and `buckets`, the hour buckets in which the person was present or has
 * items; several rows of the same, to be added up, those of days to take away below 0. Where all of them come to nothing
 * there is no hour.
 */
export function personHourSums({ siteId, parts, hourOf }: HourParams): SQL {
  return sql`
    SELECT r.employee_id, r.hour, ${wholeSum(sql`r.items`)} AS items, SUM(r.points) AS points,
           ${wholeSum(sql`r.buckets`)} AS buckets
      FROM rollup_person_hours r
     WHERE r.site_id = ${siteId} AND ${inMonths(sql`r.month`, parts.months)}
     GROUP BY r.employee_id, r.hour
    UNION ALL ${ofDays(siteId, parts.days, hourOf, 1)}
    ${parts.without.length === 0 ? sql`` : sql`UNION ALL ${ofDays(siteId, parts.without, hourOf, -1)}`}`;
}

/** SQL: the statement that fills `rollup_person_hours`. */
export function insertPersonHours(siteId: number, month: IsoDay, span: DayRange, hourOf: HourParams['hourOf']): SQL {
  return sql`
    INSERT INTO rollup_person_hours (site_id, month, employee_id, hour, items, points, buckets)
    SELECT ${siteId}, ${month}, s.employee_id, s.hour, SUM(s.items), SUM(s.points), SUM(s.buckets)
      FROM (${ofDays(siteId, [span], hourOf, 1)}) s
     GROUP BY s.employee_id, s.hour`;
}

/**
 * Counts the hours in two steps, presence and then items where nobody was present, which `hourly_site_totals` knows the
 * hours of: they are few, and counting what the two tables have in common would cost three times as much.
 */
function ofDays(siteId: number, spans: readonly DayRange[], hourOf: HourParams['hourOf'], sign: 1 | -1): SQL {
  return sql`
    SELECT p.employee_id, ${hourOf(sql`p.hour_start`)} AS hour, 0 AS items, 0 AS points, ${sign} * COUNT(*) AS buckets
      FROM hourly_presence p
     WHERE p.site_id = ${siteId} AND ${inSpans(sql`p.score_date`, spans)}
     GROUP BY p.employee_id, hour
    UNION ALL
    SELECT i.employee_id, ${hourOf(sql`i.hour_start`)} AS hour, ${sign} * ${wholeSum(sql`i.items`)}, ${sign} * SUM(i.points),
           0
      FROM hourly_role_totals i
     WHERE i.site_id = ${siteId} AND ${inSpans(sql`i.score_date`, spans)}
     GROUP BY i.employee_id, hour
    UNION ALL
    SELECT i.employee_id, ${hourOf(sql`i.hour_start`)} AS hour, 0, 0,
           ${sign} * COUNT(DISTINCT i.score_date, i.hour_start)
      FROM hourly_site_totals s
     STRAIGHT_JOIN hourly_role_totals i
        ON i.site_id = s.site_id AND i.score_date = s.score_date AND i.hour_start = s.hour_start
      LEFT JOIN hourly_presence p
        ON p.site_id = i.site_id AND p.score_date = i.score_date AND p.hour_start = i.hour_start
           AND p.employee_id = i.employee_id
     WHERE s.site_id = ${siteId} AND ${inSpans(sql`s.score_date`, spans)} AND s.role_id = 0 AND s.people > s.present
       AND p.employee_id IS NULL
     GROUP BY i.employee_id, hour`;
}
