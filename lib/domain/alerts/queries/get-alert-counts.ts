import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, toSqlInstant } from '@/lib/platform/time/instant';
import { ALERT_SEVERITIES, UNRESOLVED } from '../rules';

const countRow = z.object({
  severity: z.enum(ALERT_SEVERITIES),
  alerts: column.integer,
  breached: column.integer,
});
export type AlertCount = z.infer<typeof countRow>;

/** How many alerts wait, per severity, and how many of them are past due. Reads the index alone. */
export async function getAlertCounts(db: Db, siteId: number, now: EpochSeconds): Promise<AlertCount[]> {
  return selectRows(db, alertCountsStatement(siteId, now), countRow);
}

export function alertCountsStatement(siteId: number, now: EpochSeconds): SQL {
  return sql`
    SELECT severity, COUNT(*) AS alerts, COUNT(CASE WHEN due_at < ${toSqlInstant(now)} THEN 1 END) AS breached
      FROM alerts
     WHERE site_id = ${siteId} AND status IN ${[...UNRESOLVED]}
     GROUP BY severity`;
}
