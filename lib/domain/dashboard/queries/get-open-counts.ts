import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';

const countsRow = z.object({
  employees: column.integer,
  unmapped_identities: column.integer,
  open_issues: column.integer,
});
export type OpenCounts = z.infer<typeof countsRow>;

/** The statement of {@link getOpenCounts}, apart so that its plan can be looked at. */
export function openCountsStatement(siteId: number): SQL {
  return sql`
    SELECT (SELECT COUNT(*) FROM employees e WHERE e.site_id = ${siteId} AND e.archived_at IS NULL) AS employees,
           (SELECT COUNT(*) FROM employee_identities i
             WHERE i.site_id = ${siteId} AND i.status IN ('unmapped', 'suggested')) AS unmapped_identities,
           (SELECT COUNT(*) FROM data_issues q WHERE q.site_id = ${siteId} AND q.status = 'open') AS open_issues`;
}

/** People of a site, and what waits for somebody's decision. */
export async function getOpenCounts(db: Db, siteId: number): Promise<OpenCounts> {
  const [row] = await selectRows(db, openCountsStatement(siteId), countsRow);
  return row ?? { employees: 0, unmapped_identities: 0, open_issues: 0 };
}
