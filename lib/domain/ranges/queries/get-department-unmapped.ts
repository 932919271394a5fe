import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { DepartmentRangeParams } from './get-department-range';

const unmappedRow = z.object({
  score_date: z.string(),
  items: column.integer,
  finished_items: column.integer,
  points: column.decimal,
});
export type DepartmentUnmapped = z.infer<typeof unmappedRow>;

/** The statement of {@link getDepartmentUnmapped}, apart so that its plan can be looked at. */
export function departmentUnmappedStatement({ siteId, from, to, department }: DepartmentRangeParams): SQL {
  return sql`
    SELECT u.score_date, ${wholeSum(sql`u.items`)} AS items,
           ${wholeSum(sql`CASE WHEN r.is_finishing THEN u.items ELSE 0 END`)} AS finished_items, SUM(u.points) AS points
      FROM unmapped_totals u
      JOIN role_configs r ON r.id = u.role_id
     WHERE u.site_id = ${siteId} AND u.score_date BETWEEN ${from} AND ${to} AND r.department_name = ${department}
     GROUP BY u.score_date`;
}

/** Work of nobody known in a department, day by day. One statement. */
export async function getDepartmentUnmapped(db: Db, params: DepartmentRangeParams): Promise<DepartmentUnmapped[]> {
  return selectRows(db, departmentUnmappedStatement(params), unmappedRow);
}
