import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';

export type EarlierShiftsParams = { siteId: number; days: { from: IsoDay; to: IsoDay }; reaching: EpochSeconds };

/** The statement of {@link getEarlierShifts}, apart so that its plan can be looked at. */
export function earlierShiftsStatement({ siteId, days, reaching }: EarlierShiftsParams): SQL {
  return sql`
    SELECT DISTINCT d.employee_id
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND d.score_date BETWEEN ${days.from} AND ${days.to}
       AND d.first_clock_in IS NOT NULL
       AND (d.last_clock_out IS NULL OR d.last_clock_out > ${toSqlInstant(reaching)})`;
}

/** People with clock periods of the given days that reach past an instant, or may do so for want of a clock-out. */
export async function getEarlierShifts(db: Db, params: EarlierShiftsParams): Promise<number[]> {
  const rows = await selectRows(db, earlierShiftsStatement(params), z.object({ employee_id: column.integer }));
  return rows.map((row) => row.employee_id);
}
