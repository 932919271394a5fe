import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { UNRESOLVED } from '../rules';

const criticalRow = z.object({ id: column.integer, title: z.string(), openedAt: column.instant });
export type CriticalAlert = z.infer<typeof criticalRow>;

const MOST = 20;

/** The statement of {@link getCriticalAlerts}, apart so that its plan can be looked at. */
export function criticalAlertsStatement(siteId: number): SQL {
  return sql`
    SELECT a.id, a.title, a.opened_at AS openedAt
      FROM (SELECT id FROM alerts
             WHERE site_id = ${siteId} AND status IN ${[...UNRESOLVED]} AND severity = 'critical'
             ORDER BY id DESC LIMIT ${MOST}) latest
      JOIN alerts a ON a.id = latest.id
     ORDER BY a.id DESC`;
}

/** Critical alerts that wait, those opened last first, at most 20. One statement. */
export async function getCriticalAlerts(db: Db, siteId: number): Promise<CriticalAlert[]> {
  return selectRows(db, criticalAlertsStatement(siteId), criticalRow);
}
