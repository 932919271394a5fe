import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Transaction } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const openRow = z.object({
  score_date: z.string(),
  employee_id: column.integer,
  last_end: column.instant.nullable(),
  last_clock_out: column.instant.nullable(),
  scored_at: column.instant,
  is_waiting: column.flag,
});

/** A person-day that is not final yet. */
export type OpenPersonDay = {
  day: IsoDay;
  employeeId: number;
  lastEnd: number | null;
  lastClockOut: number | null;
  scoredAt: number;
  /** Facts changed since it was scored. */
  isWaiting: boolean;
};

export type OpenPersonDaysParams = {
  siteId: number;
  /** Days up to this one. */
  lastDay: IsoDay;
  after: { day: IsoDay; employeeId: number } | null;
  limit: number;
};

/** The statement of {@link getOpenPersonDays}, apart so that its plan can be looked at. */
export function openPersonDaysStatement({ siteId, lastDay, after, limit }: OpenPersonDaysParams): SQL {
  const from =
    after === null
      ? sql``
      : sql`AND d.score_date >= ${after.day} AND (d.score_date > ${after.day} OR d.employee_id > ${after.employeeId})`;
  return sql`
    SELECT d.score_date, d.employee_id, d.last_end, d.last_clock_out, d.scored_at,
           EXISTS (SELECT 1 FROM score_requests r
                    WHERE r.site_id = ${siteId} AND r.score_date = d.score_date AND r.employee_id = d.employee_id)
             AS is_waiting
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND d.is_finalized = 0 AND d.score_date <= ${lastDay} ${from}
     ORDER BY d.score_date, d.employee_id
     LIMIT ${limit}
       FOR UPDATE`;
}

/** Person-days that are not final, oldest first, locked until the end of the transaction. */
export async function getOpenPersonDays(tx: Transaction, params: OpenPersonDaysParams): Promise<OpenPersonDay[]> {
  const rows = await selectRows(tx, openPersonDaysStatement(params), openRow);
  return rows.map((row) => ({
    day: row.score_date,
    employeeId: row.employee_id,
    lastEnd: row.last_end,
    lastClockOut: row.last_clock_out,
    scoredAt: row.scored_at,
    isWaiting: row.is_waiting,
  }));
}
