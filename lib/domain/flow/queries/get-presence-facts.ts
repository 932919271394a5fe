import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';

const presenceRow = z.object({
  kind: z.enum(['period', 'break']),
  id: column.integer,
  employee_id: column.integer,
  name: z.string(),
  is_archived: column.flag,
  starts_at: column.instant,
  ends_at: column.instant.nullable(),
});
export type PresenceRow = z.infer<typeof presenceRow>;

export type PresenceParams = {
  siteId: number;
  now: EpochSeconds;
  /** Days whose people can still be there. */
  days: { from: IsoDay; to: IsoDay };
  /** Facts that start from here on are read; a day before the earliest of them may still decide about the others. */
  factsFrom: EpochSeconds;
};

/** The statement of {@link getPresenceFacts}, apart so that its plan can be looked at. */
export function presenceFactsStatement({ siteId, now, days, factsFrom }: PresenceParams): SQL {
  const present = sql`
    (SELECT DISTINCT d.employee_id
       FROM daily_scores d
      WHERE d.site_id = ${siteId} AND d.score_date BETWEEN ${days.from} AND ${days.to}
        AND d.open_until > ${toSqlInstant(now)}) p
      JOIN employees e ON e.id = p.employee_id`;
  return sql`
    SELECT 'period' AS kind, c.id, c.employee_id, e.name, e.archived_at IS NOT NULL AS is_archived,
           c.clock_in AS starts_at, c.clock_out AS ends_at
      FROM ${present}
      JOIN clock_times c ON c.employee_id = p.employee_id AND c.clock_in >= ${toSqlInstant(factsFrom)}
    UNION ALL
    SELECT 'break', b.id, b.employee_id, e.name, e.archived_at IS NOT NULL, b.break_start, b.break_end
      FROM ${present}
      JOIN clock_breaks b ON b.employee_id = p.employee_id AND b.break_start >= ${toSqlInstant(factsFrom)}`;
}

/** Recent clock periods and breaks of everybody who was scored as clocked in now. */
export async function getPresenceFacts(db: Db, params: PresenceParams): Promise<PresenceRow[]> {
  return selectRows(db, presenceFactsStatement(params), presenceRow);
}
