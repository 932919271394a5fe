import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { toSqlInstant } from '@/lib/platform/time/instant';
import type { DayHour } from '../rules';

const personRow = z.object({
  score_date: z.string(),
  hour_start: column.instant,
  employee_id: column.integer,
  name: z.string(),
  items: column.integer,
  points: column.decimal,
  work_seconds: column.integer.nullable(),
  /** Of all, also those past the limit. */
  all_people: column.integer,
  all_items: column.integer,
  all_points: column.decimal,
});
export type HourPerson = z.infer<typeof personRow>;

/** Hour buckets of some business days, of some roles or one person when they are named. */
export type HourScope = {
  siteId: number;
  hours: readonly DayHour[];
  /** null: any, and also who is there without items */
  roleIds: readonly number[] | null;
  employeeId: number | null;
};

/** The statement of {@link getHourPeople}, apart so that its plan can be looked at. */
export function hourPeopleStatement({ siteId, hours, roleIds, employeeId }: HourScope, limit: number): SQL {
  const isPerson = (table: SQL) => (employeeId === null ? sql`` : sql`AND ${table}.employee_id = ${employeeId}`);
  return sql`
    SELECT w.score_date, w.hour_start, w.employee_id, e.name, w.items, w.points, w.work_seconds, w.all_people,
           w.all_items, w.all_points
      FROM (SELECT u.score_date, u.hour_start, u.employee_id, SUM(u.items) AS items, SUM(u.points) AS points,
                   SUM(u.work_seconds) AS work_seconds, COUNT(*) OVER () AS all_people,
                   SUM(SUM(u.items)) OVER () AS all_items, SUM(SUM(u.points)) OVER () AS all_points
              FROM (SELECT i.score_date, i.hour_start, i.employee_id, i.items, i.points, NULL AS work_seconds,
                           1 AS has_items
                      FROM ${hourTable(hours)}
                     STRAIGHT_JOIN hourly_role_totals i
                        ON i.site_id = ${siteId} AND i.score_date = h.score_date AND i.hour_start = h.hour_start
                     WHERE TRUE ${isInRoles(sql`i`, roleIds)} ${isPerson(sql`i`)}
                    UNION ALL
                    SELECT p.score_date, p.hour_start, p.employee_id, 0, 0, p.work_seconds, 0
                      FROM ${hourTable(hours)}
                     STRAIGHT_JOIN hourly_presence p
                        ON p.site_id = ${siteId} AND p.score_date = h.score_date AND p.hour_start = h.hour_start
                     WHERE TRUE ${isPerson(sql`p`)}) u
             GROUP BY u.score_date, u.hour_start, u.employee_id
             ${roleIds === null ? sql`` : sql`HAVING SUM(u.has_items) > 0`}
             ORDER BY items DESC, u.score_date DESC, u.hour_start DESC, u.employee_id
             LIMIT ${limit}) w
      JOIN employees e ON e.id = w.employee_id
     ORDER BY w.items DESC, w.score_date DESC, w.hour_start DESC, w.employee_id`;
}

/** Who was there or has items in these hours, most items first, with the sums of all of them. One statement. */
export async function getHourPeople(db: Db, scope: HourScope, limit: number): Promise<HourPerson[]> {
  return selectRows(db, hourPeopleStatement(scope, limit), personRow);
}

/** The hours as a table `h`, for reading each of them by key: a list of values would be read by all days of the range. */
export function hourTable(hours: readonly DayHour[]): SQL {
  const pairs = JSON.stringify(hours.map(({ day, start }) => [day, toSqlInstant(start)]));
  return sql`JSON_TABLE(${pairs}, '$[*]' COLUMNS (score_date DATE PATH '$[0]', hour_start DATETIME PATH '$[1]')) h`;
}

export function isInRoles(table: SQL, roleIds: readonly number[] | null): SQL {
  if (roleIds === null) return sql``;
  return sql`AND ${table}.role_id IN (${sql.join(
    roleIds.map((id) => sql`${id}`),
    sql`, `,
  )})`;
}
