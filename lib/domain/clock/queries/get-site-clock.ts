import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { InstantRange } from '@/lib/platform/time/business-day';
import { toSqlInstant } from '@/lib/platform/time/instant';

const flag = column.flag.nullable().transform((value) => value === true);
const clockRow = z.object({
  kind: z.enum(['period', 'break']),
  id: column.integer,
  employee_id: column.integer,
  started_at: column.instant,
  ended_at: column.instant.nullable(),
  is_paid: flag,
});
export type SiteClockRow = z.infer<typeof clockRow>;

/** The statement of {@link getSiteClock}, apart so that its plan can be looked at. */
export function siteClockStatement(siteId: number, range: InstantRange): SQL {
  const [start, end] = [toSqlInstant(range.start), toSqlInstant(range.end)];
  return sql`
    SELECT 'period' AS kind, p.id, p.employee_id, p.clock_in AS started_at, p.clock_out AS ended_at, NULL AS is_paid
      FROM clock_times p
     WHERE p.site_id = ${siteId} AND p.clock_in >= ${start} AND p.clock_in < ${end} AND p.employee_id IS NOT NULL
    UNION ALL
    SELECT 'break', b.id, b.employee_id, b.break_start, b.break_end, b.is_paid
      FROM clock_breaks b
     WHERE b.site_id = ${siteId} AND b.break_start >= ${start} AND b.break_start < ${end} AND b.employee_id IS NOT NULL`;
}

/** Every linked clock period and break of a site that begins in `range`. One statement, periods from the index alone. */
export async function getSiteClock(db: Db, siteId: number, range: InstantRange): Promise<SiteClockRow[]> {
  return selectRows(db, siteClockStatement(siteId, range), clockRow);
}
