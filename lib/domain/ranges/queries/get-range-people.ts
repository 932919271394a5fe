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
  /** points x 1,000,000 + days from the day to the end of the range: the earliest of the best worked days; null without one */
  best: column.decimal.nullable(),
  /** points x 1,000,000 + days from the start of the range to the day: the earliest of the worst worked days */
  worst: column.decimal.nullable(),
  /** Points of the last 14 worked days, newest first, separated by commas */
  latest: z.string().nullable(),
});
export type RangePerson = z.infer<typeof personRow>;

/** How many of the last worked days {@link getRangePeople} tells. */
export const LATEST_DAYS = 14;
/** What a point is multiplied with to leave room for a day's number behind its thousandths. */
export const DAY_ROOM = 1_000_000;

export type RangeParams = {
  siteId: number;
  from: IsoDay;
  to: IsoDay;
  /** Name of a department: items, points and worked days are of it, clocked and active time of the whole of those days. */
  department: string | null;
};

/** The statement of {@link getRangePeople}, apart so that its plan can be looked at. */
export function rangePeopleStatement(params: RangeParams): SQL {
  return params.department === null ? allWorkStatement(params) : departmentStatement(params, params.department);
}

function allWorkStatement({ siteId, from, to }: RangeParams): SQL {
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
                   ${daysOf(sql`d`, sql`d.points_earned`, { from, to })}
              FROM employees p FORCE INDEX (uq_employees_site_id)
             STRAIGHT_JOIN daily_scores d FORCE INDEX (ix_daily_scores_person)
                ON d.site_id = ${siteId} AND d.employee_id = p.id AND d.score_date BETWEEN ${from} AND ${to}
             WHERE p.site_id = ${siteId}
             GROUP BY p.id) s
     STRAIGHT_JOIN employees e ON e.id = s.employee_id
     ORDER BY s.points DESC, s.items DESC, s.employee_id`;
}

function departmentStatement({ siteId, from, to }: RangeParams, department: string): SQL {
  return sql`
    SELECT e.id AS employee_id, e.name, e.archived_at IS NOT NULL AS is_archived, s.days_worked, s.items, s.points,
           s.clocked_seconds, s.active_seconds, s.clocked_items, s.clocked_active_seconds, s.best, s.worst, s.latest
      FROM (SELECT t.employee_id, SUM(t.activity_count > 0) AS days_worked, SUM(t.items) AS items,
                   SUM(t.points) AS points, SUM(d.clocked_seconds) AS clocked_seconds,
                   SUM(d.active_seconds) AS active_seconds,
                   SUM(CASE WHEN d.clocked_seconds > 0 THEN d.items_processed ELSE 0 END) AS clocked_items,
                   SUM(CASE WHEN d.clocked_seconds > 0 THEN d.active_seconds ELSE 0 END) AS clocked_active_seconds,
                   ${daysOf(sql`t`, sql`t.points`, { from, to })}
              FROM (${departmentDays({ siteId, from, to }, department)}) t
              JOIN daily_scores d ON d.site_id = ${siteId} AND d.score_date = t.score_date
                                 AND d.employee_id = t.employee_id
             GROUP BY t.employee_id) s
      JOIN employees e ON e.id = s.employee_id
     ORDER BY s.points DESC, s.items DESC, s.employee_id`;
}

/** What each person did in a department on each day of a range. */
export function departmentDays({ siteId, from, to }: Omit<RangeParams, 'department'>, department: string): SQL {
  return sql`
    SELECT w.employee_id, w.score_date, SUM(w.items) AS items, SUM(w.points) AS points,
           SUM(w.activity_count) AS activity_count, SUM(CASE WHEN r.is_finishing THEN w.items ELSE 0 END) AS finished_items
      FROM role_configs r
      JOIN daily_role_totals w ON w.site_id = r.site_id AND w.role_id = r.id AND w.score_date BETWEEN ${from} AND ${to}
     WHERE r.site_id = ${siteId} AND r.department_name = ${department}
     GROUP BY w.employee_id, w.score_date`;
}

/** The earliest of the best and of the worst worked days, and the points of the latest ones. */
function daysOf(row: SQL, points: SQL, { from, to }: { from: IsoDay; to: IsoDay }): SQL {
  return sql`
    MAX(CASE WHEN ${row}.activity_count > 0 THEN ${points} * ${DAY_ROOM} + DATEDIFF(${to}, ${row}.score_date) END) AS best,
    MIN(CASE WHEN ${row}.activity_count > 0 THEN ${points} * ${DAY_ROOM} + DATEDIFF(${row}.score_date, ${from}) END)
      AS worst,
    SUBSTRING_INDEX(GROUP_CONCAT(CASE WHEN ${row}.activity_count > 0 THEN ${points} END
                                 ORDER BY ${row}.score_date DESC), ',', ${LATEST_DAYS}) AS latest`;
}

/** What each person did over the range, most points first; derived rows only. One statement. */
export async function getRangePeople(db: Db, params: RangeParams): Promise<RangePerson[]> {
  return selectRows(db, rangePeopleStatement(params), personRow);
}
