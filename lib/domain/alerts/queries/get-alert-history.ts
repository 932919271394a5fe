import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';

const auditRow = z.object({
  occurredAt: column.instant,
  action: z.string(),
  after: z.unknown(),
  actorName: z.string(),
  assigneeName: z.string().nullable(),
});
export type AlertAuditRow = z.infer<typeof auditRow>;

/** The statement of {@link getAlertHistory}, apart so that its plan can be looked at. */
export function alertHistoryStatement(alertId: number): SQL {
  return sql`
    SELECT e.occurred_at AS occurredAt, e.action, e.\`after\`, COALESCE(actor.name, e.actor_id) AS actorName,
           COALESCE(assignee.name, JSON_UNQUOTE(JSON_EXTRACT(e.\`after\`, '$.assignedTo'))) AS assigneeName
      FROM audit_events e
      LEFT JOIN users actor ON actor.id = e.actor_id
      LEFT JOIN users assignee ON assignee.id = JSON_UNQUOTE(JSON_EXTRACT(e.\`after\`, '$.assignedTo'))
     WHERE e.entity = 'alert' AND e.entity_id = ${String(alertId)}
     ORDER BY e.occurred_at DESC, e.id DESC`;
}

/** What people did about an alert, the latest first. One statement. */
export async function getAlertHistory(db: Db, alertId: number): Promise<AlertAuditRow[]> {
  return selectRows(db, alertHistoryStatement(alertId), auditRow);
}
