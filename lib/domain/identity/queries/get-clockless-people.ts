import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { IS_CLOCKLESS } from './get-identities';

const personRow = z.object({
  id: column.integer,
  name: z.string(),
  email: z.string().nullable(),
  display_alias: z.string().nullable(),
  hired_on: z.string().nullable(),
  is_contractor: column.flag,
  is_scanning: column.flag,
  archived_at: column.instant.nullable(),
  logins: column.integer,
});
export type ClocklessRow = z.infer<typeof personRow>;

/** People without a login of the time clock who should have one, by name. One statement. */
export async function getClocklessPeople(db: Db, siteId: number, limit: number): Promise<ClocklessRow[]> {
  return selectRows(
    db,
    sql`
      SELECT e.id, e.name, e.email, e.display_alias, e.hired_on, e.is_contractor, e.is_scanning, e.archived_at,
             (SELECT COUNT(*) FROM employee_identities l WHERE l.site_id = ${siteId} AND l.employee_id = e.id) AS logins
        FROM employees e
       WHERE e.site_id = ${siteId} AND ${IS_CLOCKLESS}
       ORDER BY e.name, e.id
       LIMIT ${limit}`,
    personRow,
  );
}
