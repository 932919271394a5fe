import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { type EpochSeconds, toSqlInstant } from '@/lib/platform/time/instant';
import { ALERT_SEVERITIES, ALERT_STATUSES, type AlertSeverity, type AlertStatus } from '../rules';

export type AlertFilter = {
  siteId: number;
  statuses: readonly AlertStatus[];
  severity?: AlertSeverity;
  kind?: string;
  /** The last one of the page before. */
  after?: { dueAt: EpochSeconds; id: number };
  limit: number;
};

const alertRow = z.object({
  id: column.integer,
  kind: z.string(),
  subject: z.string(),
  severity: z.enum(ALERT_SEVERITIES),
  status: z.enum(ALERT_STATUSES),
  title: z.string(),
  details: z.unknown(),
  openedAt: column.instant,
  updatedAt: column.instant,
  dueAt: column.instant,
  acknowledgedBy: z.string().nullable(),
  assignedTo: z.string().nullable(),
  resolvedAt: column.instant.nullable(),
  resolvedBy: z.string().nullable(),
  note: z.string().nullable(),
  acknowledgedByName: z.string().nullable(),
  assignedToName: z.string().nullable(),
  resolvedByName: z.string().nullable(),
});
export type AlertRow = z.infer<typeof alertRow>;

/** Alerts of a site by due time, then id. The page is found in the index alone, then read by its keys. */
export async function getAlerts(db: Db, filter: AlertFilter): Promise<AlertRow[]> {
  return selectRows(db, alertsStatement(filter), alertRow);
}

export function alertsStatement({ siteId, statuses, severity, kind, after, limit }: AlertFilter): SQL {
  const conditions = [
    sql`site_id = ${siteId}`,
    sql`status IN ${[...statuses]}`,
    ...(severity === undefined ? [] : [sql`severity = ${severity}`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(after === undefined
      ? []
      : [sql`(due_at > ${toSqlInstant(after.dueAt)} OR (due_at = ${toSqlInstant(after.dueAt)} AND id > ${after.id}))`]),
  ];
  return sql`
    SELECT a.id, a.kind, a.subject, a.severity, a.status, a.title, a.details, a.opened_at AS openedAt,
           a.updated_at AS updatedAt, a.due_at AS dueAt, a.acknowledged_by AS acknowledgedBy,
           a.assigned_to AS assignedTo, a.resolved_at AS resolvedAt, a.resolved_by AS resolvedBy, a.note,
           acknowledger.name AS acknowledgedByName, assignee.name AS assignedToName, resolver.name AS resolvedByName
      FROM (SELECT id, due_at FROM alerts WHERE ${sql.join(conditions, sql` AND `)}
             ORDER BY due_at, id LIMIT ${limit}) page
      JOIN alerts a ON a.id = page.id
      LEFT JOIN users acknowledger ON acknowledger.id = a.acknowledged_by
      LEFT JOIN users assignee ON assignee.id = a.assigned_to
      LEFT JOIN users resolver ON resolver.id = a.resolved_by
     ORDER BY page.due_at, page.id`;
}
