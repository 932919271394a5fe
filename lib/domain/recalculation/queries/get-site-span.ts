import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { addDays, businessDayOf, type SiteCalendar } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

/** A window may begin this long before its end (domain.md 3). */
const LONGEST_WINDOW_SECONDS = 3600;

/**
 * First and last business day with facts or scores of a site, by `calendar`; null without any. One statement that reads
 * the ends of indexes.
 */
export async function getSiteSpan(
  db: Db,
  siteId: number,
  calendar: SiteCalendar,
): Promise<{ from: IsoDay; to: IsoDay } | null> {
  const row = z.object({
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
    firstAt: column.instant.nullable(),
    lastAt: column.instant.nullable(),
  });
  const days = (await selectRows(db, siteSpanStatement(siteId), row))
    .flatMap(({ firstDay, lastDay, firstAt, lastAt }) => [
      firstDay,
      lastDay,
      firstAt === null ? null : businessDayOf(calendar, firstAt - LONGEST_WINDOW_SECONDS),
      lastAt === null ? null : businessDayOf(calendar, lastAt),
    ])
    .filter((day) => day !== null)
    .sort();
  const [from, to] = [days[0], days.at(-1)];
  // A night's work may belong to the day before.
  return from === undefined || to === undefined ? null : { from: addDays(from, -1), to };
}

export function siteSpanStatement(siteId: number): SQL {
  const days = (table: string) => sql`
    SELECT MIN(score_date) AS firstDay, MAX(score_date) AS lastDay, NULL AS firstAt, NULL AS lastAt
      FROM ${sql.identifier(table)} WHERE site_id = ${siteId}`;
  const instants = (table: string, name: string) => sql`
    SELECT NULL, NULL, MIN(${sql.identifier(name)}), MAX(${sql.identifier(name)})
      FROM ${sql.identifier(table)} WHERE site_id = ${siteId}`;
  return sql.join(
    [
      days('daily_scores'),
      days('unmapped_totals'),
      instants('clock_times', 'clock_in'),
      instants('clock_breaks', 'break_start'),
      instants('activity_logs', 'window_end'),
    ],
    sql` UNION ALL `,
  );
}
