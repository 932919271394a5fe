import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { addDays } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

const totalsRow = z.object({
  kind: z.enum(['scored', 'unmapped', 'issues']),
  day: z.string().nullable(),
  people: column.integer,
  final_people: column.integer,
  items: column.integer,
  finished_items: column.integer,
  points: column.decimal,
  clocked_seconds: column.integer,
  active_seconds: column.integer,
  idle_seconds: column.integer,
  break_seconds: column.integer,
  /** When the day was scored last; null where nothing is scored. */
  scored_at: column.instant.nullable(),
});
export type ReportTotals = z.infer<typeof totalsRow>;

/** The statement of {@link getReportTotals}, apart so that its plan can be looked at. */
export function reportTotalsStatement(siteId: number, date: IsoDay): SQL {
  const days = [date, addDays(date, -7)];
  return sql`
    SELECT 'scored' AS kind, score_date AS day, COUNT(*) AS people, SUM(is_finalized) AS final_people,
           SUM(items_processed) AS items, SUM(finished_items) AS finished_items, SUM(points_earned) AS points,
           SUM(clocked_seconds) AS clocked_seconds,
           SUM(CASE WHEN clocked_seconds > 0 THEN active_seconds ELSE 0 END) AS active_seconds,
           SUM(idle_seconds) AS idle_seconds, SUM(break_seconds) AS break_seconds, MAX(scored_at) AS scored_at
      FROM daily_scores WHERE site_id = ${siteId} AND score_date IN ${days} GROUP BY score_date
    UNION ALL
    SELECT 'unmapped', u.score_date, 0, 0, SUM(u.items), SUM(CASE WHEN r.is_finishing = 1 THEN u.items ELSE 0 END),
           SUM(u.points), 0, 0, 0, 0, NULL
      FROM unmapped_totals u JOIN role_configs r ON r.id = u.role_id
     WHERE u.site_id = ${siteId} AND u.score_date IN ${days} GROUP BY u.score_date
    UNION ALL
    SELECT 'issues', NULL, COUNT(*), 0, 0, 0, 0, 0, 0, 0, 0, NULL
      FROM data_issues WHERE site_id = ${siteId} AND status = 'open' AND score_date = ${date}`;
}

/** Sums of a day and of the same weekday a week earlier, unmapped work and open issues of the day. One statement. */
export async function getReportTotals(db: Db, siteId: number, date: IsoDay): Promise<ReportTotals[]> {
  return selectRows(db, reportTotalsStatement(siteId, date), totalsRow);
}
