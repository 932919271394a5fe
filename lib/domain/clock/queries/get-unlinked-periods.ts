import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { InstantRange } from '@/lib/platform/time/business-day';
import { toSqlInstant } from '@/lib/platform/time/instant';

const periodRow = z.object({
  id: column.integer,
  identity_id: column.integer,
  source: z.string(),
  external_id: z.string(),
  external_name: z.string().nullable(),
  clock_in: column.instant,
  clock_out: column.instant.nullable(),
});
export type UnlinkedPeriod = z.infer<typeof periodRow>;

/** The statement of {@link getUnlinkedPeriods}, apart so that its plan can be looked at. */
export function unlinkedPeriodsStatement(siteId: number, range: InstantRange): SQL {
  return sql`
    SELECT p.id, p.identity_id, i.source, i.external_id, i.external_name, p.clock_in, p.clock_out
      FROM clock_times p
      JOIN employee_identities i ON i.id = p.identity_id
     WHERE p.site_id = ${siteId} AND p.clock_in >= ${toSqlInstant(range.start)}
       AND p.clock_in < ${toSqlInstant(range.end)} AND p.employee_id IS NULL AND i.status <> 'ignored'
     ORDER BY p.clock_in, p.id`;
}

/** Clock periods that begin in `range` of identities nobody is linked to, ignored ones left out. One statement. */
export async function getUnlinkedPeriods(db: Db, siteId: number, range: InstantRange): Promise<UnlinkedPeriod[]> {
  return selectRows(db, unlinkedPeriodsStatement(siteId, range), periodRow);
}
