import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client';
import { hourlySiteTotals } from '../../db/schema/derived-totals';
import type { IsoDay } from '../../platform/time/instant';

/** Stands for the whole site in `hourly_site_totals.role_id`. */
export const WHOLE_SITE = 0;

/**
 * Adds the hours of these days up over people anew (`hourly_site_totals`), in the transaction that changed them. Two
 * statements whatever the number of days; reads the days' derived rows only.
 */
export async function replaceHourlySiteTotals(tx: Transaction, siteId: number, days: readonly IsoDay[]): Promise<void> {
  const distinct = [...new Set(days)].sort();
  if (distinct.length === 0) return;
  await tx
    .delete(hourlySiteTotals)
    .where(and(eq(hourlySiteTotals.siteId, siteId), inArray(hourlySiteTotals.scoreDate, distinct)));
  const list = sql.join(
    distinct.map((day) => sql`${day}`),
    sql`, `,
  );
  await tx.execute(sql`
    INSERT INTO hourly_site_totals (site_id, score_date, hour_start, role_id, items, points, people, present)
    SELECT h.site_id, h.score_date, h.hour_start, h.role_id, SUM(h.items), SUM(h.points), COUNT(*), 0
      FROM hourly_role_totals h
     WHERE h.site_id = ${siteId} AND h.score_date IN (${list})
     GROUP BY h.site_id, h.score_date, h.hour_start, h.role_id
    UNION ALL
    SELECT w.site_id, w.score_date, w.hour_start, ${WHOLE_SITE}, SUM(w.items), SUM(w.points),
           COUNT(DISTINCT w.employee_id), SUM(w.present)
      FROM (SELECT i.site_id, i.score_date, i.hour_start, i.employee_id, i.items, i.points, 0 AS present
              FROM hourly_role_totals i
             WHERE i.site_id = ${siteId} AND i.score_date IN (${list})
            UNION ALL
            SELECT p.site_id, p.score_date, p.hour_start, p.employee_id, 0, 0, 1
              FROM hourly_presence p
             WHERE p.site_id = ${siteId} AND p.score_date IN (${list})) w
     GROUP BY w.site_id, w.score_date, w.hour_start`);
}
