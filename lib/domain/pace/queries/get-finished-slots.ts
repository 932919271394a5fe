import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { wholeSum } from '@/lib/db/whole-sum';
import type { InstantRange } from '@/lib/platform/time/business-day';
import { toSqlInstant } from '@/lib/platform/time/instant';
import { LONGEST_WINDOW_SECONDS, SLOT_SECONDS } from '../rules';

const slotRow = z.object({ slot: column.integer, items: column.integer });
export type FinishedSlot = z.infer<typeof slotRow>;

export type FinishedSlotsParams = { siteId: number; range: InstantRange; without: readonly number[] };

/** The statement of {@link getFinishedSlots}, apart so that its plan can be looked at. */
export function finishedSlotsStatement({ siteId, range, without }: FinishedSlotsParams): SQL {
  const [start, end] = [toSqlInstant(range.start), toSqlInstant(range.end)];
  const others =
    without.length === 0
      ? sql``
      : sql`AND (a.employee_id IS NULL OR a.employee_id NOT IN (${sql.join(
          without.map((id) => sql`${id}`),
          sql`, `,
        )}))`;
  return sql`
    SELECT (TIMESTAMPDIFF(SECOND, ${start}, a.window_end) + ${SLOT_SECONDS - 1}) DIV ${SLOT_SECONDS} AS slot,
           ${wholeSum(sql`a.items_count`)} AS items
      FROM activity_logs a
      JOIN role_configs r ON r.site_id = a.site_id AND r.id = a.role_id AND r.is_finishing = 1
      LEFT JOIN employee_identities i ON a.employee_id IS NULL AND i.id = a.identity_id
     WHERE a.site_id = ${siteId}
       AND a.window_end > ${start} AND a.window_end <= ${toSqlInstant(range.end + LONGEST_WINDOW_SECONDS)}
       AND a.window_start >= ${start} AND a.window_start < ${end}
       AND (a.employee_id IS NOT NULL OR i.status <> 'ignored') ${others}
     GROUP BY slot`;
}

/**
 * Finished items of windows that began in `range`, by the quarter of an hour after its start in which they ended (slot 1 is
 * the first, an end at its last instant belongs to it). Unlinked identities included, ignored ones and the people in
 * `without` left out. One statement from an index alone.
 */
export async function getFinishedSlots(db: Db, params: FinishedSlotsParams): Promise<FinishedSlot[]> {
  return selectRows(db, finishedSlotsStatement(params), slotRow);
}
