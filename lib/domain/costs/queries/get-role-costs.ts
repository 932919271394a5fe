import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type PersonRoleParams, personRoleSums } from '@/lib/domain/rollups/person-roles';

const roleCostRow = z.object({
  /** 202603 */
  calendar_month: column.integer,
  employee_id: column.integer,
  /** 0: unassigned */
  role_id: column.integer,
  items: column.integer,
  active_cents: column.integer,
  idle_cents: column.integer,
  break_cents: column.integer,
  has_default_rate: column.flag,
});
export type RoleCostRow = z.infer<typeof roleCostRow>;

/**
 * What each person made and cost in each role over a range of days, by calendar month, in several rows to be added up.
 * One statement.
 */
export async function getRoleCosts(db: Db, range: PersonRoleParams): Promise<RoleCostRow[]> {
  return selectRows(db, personRoleSums(range), roleCostRow);
}
