import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';

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
  days: readonly IsoDay[];
  starts: readonly EpochSeconds[];
  /** null: any, and also who is there without items */
  roleIds: readonly number[] | null;
  employeeId: number | null;
};

/** The statement of {@link getHourPeople}, apart so that its plan can be looked at. */
export function hourPeopleStatement({ siteId, days, starts, roleIds, employeeId }: HourScope, limit: number): SQL {
  const scope = (table: SQL) => sql`${table}.site_id = ${siteId} AND ${table}.score_date IN (${listOf(days)})
                AND ${table}.hour_start IN (${listOf(starts.map(toSqlInstant))})
                ${employeeId === null ? sql`` : sql`AND ${table}.employee_id = ${employeeId}`}`;
  const isInRoles = roleIds === null ? sql`` : sql`AND i.role_id IN (${listOf(roleIds)})`;
  return sql`
    SELECT w.score_date, w.hour_start, w.employee_id, e.name, w.items, w.points, w.work_seconds, w.all_people,
           w.all_items, w.all_points
      FROM (SELECT u.score_date, u.hour_start, u.employee_id, SUM(u.items) AS items, SUM(u.points) AS points,
                   SUM(u.work_seconds) AS work_seconds, COUNT(*) OVER () AS all_people,
                   SUM(SUM(u.items)) OVER () AS all_items, SUM(SUM(u.points)) OVER () AS all_points
              FROM (SELECT i.score_date, i.hour_start, i.employee_id, i.items, i.points, NULL AS work_seconds,
                           1 AS has_items
                      FROM hourly_role_totals i
                     WHERE ${scope(sql`i`)} ${isInRoles}
                    UNION ALL
                    SELECT p.score_date, p.hour_start, p.employee_id, 0, 0, p.work_seconds, 0
                      FROM hourly_presence p
                     WHERE ${scope(sql`p`)}) u
             GROUP BY u.score_date, u.hour_start, u.employee_id
             ${roleIds === null ? sql`` : sql`HAVING SUM(u.has_items) > 0`}
             ORDER BY items DESC, u.score_date DESC, u.hour_start DESC, u.employee_id
             LIMIT ${limit}) w
      JOIN employees e ON e.id = w.employee_id
     ORDER BY w.items DESC, w.score_date DESC, w.hour_start DESC, w.employee_id`;
}

/** Who was there or has items in these hours, most items first, with the sums of all of them. One statement. */
export async function getHourPeople(db: Db, scope: HourScope, limit: number): Promise<HourPerson[]> {
  return isNothing(scope) ? [] : selectRows(db, hourPeopleStatement(scope, limit), personRow);
}

/** A range without the weekday that was asked for, or an hour that no day of it has. */
export function isNothing({ days, starts }: HourScope): boolean {
  return days.length === 0 || starts.length === 0;
}

/** Values in a list of SQL. */
export function listOf(values: readonly (string | number)[]): SQL {
  return sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
}
