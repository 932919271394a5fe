import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type PeopleColumn, peopleSums } from '@/lib/domain/rollups/people';
import type { RangeParts } from '@/lib/domain/rollups/rules';

const COLUMNS: PeopleColumn[] = [
  'days_worked',
  'items',
  'points',
  'clocked_seconds',
  'active_seconds',
  'clocked_items',
  'clocked_active_seconds',
  'best',
  'worst',
  'latest',
];
const partRow = z.object({
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
  best: column.decimal.nullable(),
  worst: column.decimal.nullable(),
  latest: z.string().nullable(),
});
export type RangePersonPart = z.infer<typeof partRow>;

export type RangeParams = { siteId: number; parts: Pick<RangeParts, 'months' | 'days'> };

/** The statement of {@link getRangePeople}, apart so that its plan can be looked at. */
export function rangePeopleStatement(params: RangeParams): SQL {
  return sql`
    SELECT s.*, e.name, e.archived_at IS NOT NULL AS is_archived
      FROM (${peopleSums({ ...params, columns: COLUMNS, byMonth: false })}) s
     STRAIGHT_JOIN employees e ON e.id = s.employee_id`;
}

/** What each person did over the range, in up to two parts to be added up; derived rows only. One statement. */
export async function getRangePeople(db: Db, params: RangeParams): Promise<RangePersonPart[]> {
  return selectRows(db, rangePeopleStatement(params), partRow);
}
