import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { HourParams } from '@/lib/domain/rollups/person-hours';
import { departmentHourSums } from '@/lib/domain/rollups/site-hours';

const hourRow = z.object({
  /** 0: the whole site */
  role_id: column.integer,
  hour: column.integer,
  items: column.integer,
  points: column.decimal,
  /** Summed over the hour buckets of the range. */
  people: column.integer,
  present: column.integer,
});
export type DepartmentHour = z.infer<typeof hourRow>;

/** Hour by hour what was done in each role, in several rows to be added up, and for role 0 who was there. One statement. */
export async function getDepartmentHours(db: Db, params: HourParams): Promise<DepartmentHour[]> {
  return selectRows(db, departmentHourSums(params), hourRow);
}
