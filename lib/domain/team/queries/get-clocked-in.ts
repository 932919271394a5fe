import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';

export type ClockedInParams = { siteId: number; now: EpochSeconds; days: { from: IsoDay; to: IsoDay } };

/** The statement of {@link getClockedIn}, apart so that its plan can be looked at. */
export function clockedInStatement({ siteId, now, days }: ClockedInParams): SQL {
  return sql`
    SELECT COUNT(DISTINCT d.employee_id) AS people
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND d.score_date BETWEEN ${days.from} AND ${days.to}
       AND d.open_until > ${toSqlInstant(now)}`;
}

/** How many people are clocked in now; `days` are those whose shifts can still be open. */
export async function getClockedIn(db: Db, params: ClockedInParams): Promise<number> {
  const [row] = await selectRows(db, clockedInStatement(params), z.object({ people: column.integer }));
  return row?.people ?? 0;
}
