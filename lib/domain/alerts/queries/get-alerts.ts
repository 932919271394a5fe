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
  /** `due` (unless said): what is due first; `latest`: what was opened last, for those that are settled. */
  order?: 'due' | 'latest';
  /** The last one of the page before. */
  after?: { dueAt: EpochSeconds; id: number };
  limit: number;
};

export const alertRow = z.object({
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

/** Alerts of a site in the order asked for. The page is found in the index alone, then read by its keys. */
export async function getAlerts(db: Db, filter: AlertFilter): Promise<AlertRow[]> {
  return selectRows(db, alertsStatement(filter), alertRow);
}

export function alertsStatement({ siteId, statuses, severity, kind, order = 'due', after, limit }: AlertFilter): SQL {
  const conditions = [
    sql`site_id = ${siteId}`,
    sql`status IN ${[...statuses]}`,
    ...(severity === undefined ? [] : [sql`severity = ${severity}`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(after === undefined ? [] : [afterCondition(order, after)]),
  ];
  const columns = order === 'due' ? sql`due_at, id` : sql`id DESC`;
  return sql`
    ${selectAlerts(sql`(SELECT id FROM alerts WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${columns} LIMIT ${limit})`)}
     ORDER BY ${order === 'due' ? sql`a.due_at, a.id` : sql`a.id DESC`}`;
}

/** Whole alerts with the names of people, of the ids that `page` finds. */
export function selectAlerts(page: SQL): SQL {
  return sql`
    SELECT a.id, a.kind, a.subject, a.severity, a.status, a.title, a.details, a.opened_at AS openedAt,
           a.updated_at AS updatedAt, a.due_at AS dueAt, a.acknowledged_by AS acknowledgedBy,
           a.assigned_to AS assignedTo, a.resolved_at AS resolvedAt, a.resolved_by AS resolvedBy, a.note,
           acknowledger.name AS acknowledgedByName, assignee.name AS assignedToName, resolver.name AS resolvedByName
      FROM ${page} page
      JOIN alerts a ON a.id = page.id
      LEFT JOIN users acknowledger ON acknowledger.id = a.acknowledged_by
      LEFT JOIN users assignee ON assignee.id = a.assigned_to
      LEFT JOIN users resolver ON resolver.id = a.resolved_by`;
}

function afterCondition(order: 'due' | 'latest', after: { dueAt: EpochSeconds; id: number }): SQL {
  if (order === 'latest') return sql`id < ${after.id}`;
  const dueAt = toSqlInstant(after.dueAt);
  return sql`(due_at > ${dueAt} OR (due_at = ${dueAt} AND id > ${after.id}))`;
}
