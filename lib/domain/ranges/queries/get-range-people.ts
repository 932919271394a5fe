import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const personRow = z.object({
  employee_id: column.integer,
  name: z.string(),
  is_archived: column.flag,
  days_worked: column.integer,
  items: column.integer,
  points: column.decimal,
  clocked_seconds: column.integer,
  active_seconds: column.integer,
  /** Of days with clocked time: what rates are made of. */
  clocked_items: column.integer,
  clocked_active_seconds: column.integer,
  /** points x 100,000 + days from the day to the end of the range: the earliest of the best worked days; null without one */
  best: column.decimal.nullable(),
  /** points x 100,000 + days from the start of the range to the day: the earliest of the worst worked days */
  worst: column.decimal.nullable(),
  /** Points of the last 14 worked days, newest first, separated by commas */
  latest: z.string().nullable(),
});
export type RangePerson = z.infer<typeof personRow>;

/** How many of the last worked days {@link getRangePeople} tells. */
export const LATEST_DAYS = 14;
/** What a point is multiplied with to leave room for a day's number behind it. */
export const DAY_ROOM = 100_000;

export type RangeParams = { siteId: number; from: IsoDay; to: IsoDay };

/** The statement of {@link getRangePeople}, apart so that its plan can be looked at. */
export function rangePeopleStatement({ siteId, from, to }: RangeParams): SQL {
  // Person by person, so that each one's days come from the covering index in order: no temporary table, no sorting of
  // days, and no day outside the range is read. A worked day is one with an activity. GROUP_CONCAT may be cut at the
  // server's limit (1,024 bytes on MySQL), far behind the 14 values that are kept.
  return sql`
    SELECT e.id AS employee_id, e.name, e.archived_at IS NOT NULL AS is_archived, s.days_worked, s.items, s.points,
           s.clocked_seconds, s.active_seconds, s.clocked_items, s.clocked_active_seconds, s.best, s.worst, s.latest
      FROM (SELECT p.id AS employee_id, SUM(d.activity_count > 0) AS days_worked, SUM(d.items_processed) AS items,
                   SUM(d.points_earned) AS points, SUM(d.clocked_seconds) AS clocked_seconds,
                   SUM(d.active_seconds) AS active_seconds,
                   SUM(CASE WHEN d.clocked_seconds > 0 THEN d.items_processed ELSE 0 END) AS clocked_items,
                   SUM(CASE WHEN d.clocked_seconds > 0 THEN d.active_seconds ELSE 0 END) AS clocked_active_seconds,
                   MAX(CASE WHEN d.activity_count > 0
                            THEN d.points_earned * ${DAY_ROOM} + DATEDIFF(${to}, d.score_date) END) AS best,
                   MIN(CASE WHEN d.activity_count > 0
                            THEN d.points_earned * ${DAY_ROOM} + DATEDIFF(d.score_date, ${from}) END) AS worst,
                   SUBSTRING_INDEX(GROUP_CONCAT(CASE WHEN d.activity_count > 0 THEN d.points_earned END
                                                ORDER BY d.score_date DESC), ',', ${LATEST_DAYS}) AS latest
              FROM employees p FORCE INDEX (uq_employees_site_id)
             STRAIGHT_JOIN daily_scores d FORCE INDEX (ix_daily_scores_person)
                ON d.site_id = ${siteId} AND d.employee_id = p.id AND d.score_date BETWEEN ${from} AND ${to}
             WHERE p.site_id = ${siteId}
             GROUP BY p.id) s
     STRAIGHT_JOIN employees e ON e.id = s.employee_id
     ORDER BY s.points DESC, s.items DESC, s.employee_id`;
}

/** What each person did over the range, most points first; derived rows only. One statement. */
export async function getRangePeople(db: Db, params: RangeParams): Promise<RangePerson[]> {
  return selectRows(db, rangePeopleStatement(params), personRow);
}
