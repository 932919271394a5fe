import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { PersonCostRange } from './get-person-cost-days';

const roleDayRow = z.object({
  score_date: z.string(),
  /** 0: unassigned */
  role_id: column.integer,
  /** Null in rows of items. */
  hourly_cents: column.integer.nullable(),
  is_default_rate: column.flag,
  active_cents: column.integer,
  idle_cents: column.integer,
  break_cents: column.integer,
  items: column.integer,
});
export type PersonRoleDayRow = z.infer<typeof roleDayRow>;

/** The statement of {@link getPersonRoleDays}, apart so that its plan can be looked at. */
export function personRoleDaysStatement({ siteId, employeeId, from, to }: PersonCostRange): SQL {
  return sql`
    SELECT c.score_date, c.role_id, c.hourly_cents, c.is_default_rate, c.active_cents, c.idle_cents, c.break_cents,
           0 AS items
      FROM daily_costs c
     WHERE c.site_id = ${siteId} AND c.employee_id = ${employeeId} AND c.score_date BETWEEN ${from} AND ${to}
    UNION ALL
    SELECT t.score_date, t.role_id, NULL, 0, 0, 0, 0, t.items
      FROM daily_role_totals t
     WHERE t.site_id = ${siteId} AND t.employee_id = ${employeeId} AND t.score_date BETWEEN ${from} AND ${to}`;
}

/** Cost and items of a person per day and role, in rows of their own. One statement. */
export async function getPersonRoleDays(db: Db, range: PersonCostRange): Promise<PersonRoleDayRow[]> {
  return selectRows(db, personRoleDaysStatement(range), roleDayRow);
}
