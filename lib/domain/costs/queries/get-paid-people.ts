import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type PeopleColumn, peopleSums } from '@/lib/domain/rollups/people';
import type { PersonRoleParams } from '@/lib/domain/rollups/person-roles';

const COLUMNS: PeopleColumn[] = [
  'days',
  'estimated_days',
  'finished_items',
  'paid_seconds',
  'clocked_seconds',
  'break_seconds',
  'clocked_active_seconds',
];
const paidPersonRow = z.object({
  /** 202603 */
  calendar_month: column.integer,
  employee_id: column.integer,
  name: z.string(),
  days: column.integer,
  estimated_days: column.integer,
  finished_items: column.integer,
  paid_seconds: column.integer,
  clocked_seconds: column.integer,
  break_seconds: column.integer,
  /** Of clocked days: an estimated day has no clock to compare with. */
  clocked_active_seconds: column.integer,
});
export type PaidPersonRow = z.infer<typeof paidPersonRow>;

/** The statement of {@link getPaidPeople}, apart so that its plan can be looked at. */
export function paidPeopleStatement(range: PersonRoleParams): SQL {
  return sql`
    SELECT s.*, e.name
      FROM (${peopleSums({ ...range, columns: COLUMNS, byMonth: true })}) s
      JOIN employees e ON e.id = s.employee_id`;
}

/**
 * Everybody with a scored day in a range, with their time by calendar month, in up to two rows to be added up; archived
 * people too.
 */
export async function getPaidPeople(db: Db, range: PersonRoleParams): Promise<PaidPersonRow[]> {
  return selectRows(db, paidPeopleStatement(range), paidPersonRow);
}
