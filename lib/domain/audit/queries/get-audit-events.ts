import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { toSqlInstant } from '@/lib/platform/time/instant';
import { ACTOR_TYPES } from '../schema';

export type AuditEventFilter = {
  siteId: number;
  /** Besides those of the site also those of no site. */
  withHub: boolean;
  actorType?: (typeof ACTOR_TYPES)[number];
  actorId?: string;
  entity?: string;
  entityId?: string;
  /** [start, end) */
  start?: EpochSeconds;
  end?: EpochSeconds;
  /** The last one of the page before. */
  after?: { at: EpochSeconds; id: number };
  limit: number;
};

const auditRow = z.object({
  id: column.integer,
  siteId: z.number().int().nullable(),
  occurredAt: column.instant,
  actorType: z.enum(ACTOR_TYPES),
  actorId: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  ip: z.string().nullable(),
});
export type AuditRow = z.infer<typeof auditRow>;

/** Audit events of a filter, the latest first. One statement. */
export async function getAuditEvents(db: Db, filter: AuditEventFilter): Promise<AuditRow[]> {
  return selectRows(db, auditStatement(filter), auditRow);
}

/** Of the site and of the hub each by time out of the index, then the two merged: an OR over both would sort everything. */
function auditStatement(filter: AuditEventFilter): SQL {
  const { limit, withHub, siteId } = filter;
  const places = [sql`e.site_id = ${siteId}`, ...(withHub ? [sql`e.site_id IS NULL`] : [])];
  const parts = places.map((place) => sql`(${partStatement(place, filter)})`);
  return sql`${sql.join(parts, sql` UNION ALL `)} ORDER BY occurredAt DESC, id DESC LIMIT ${limit}`;
}

function partStatement(place: SQL, filter: AuditEventFilter): SQL {
  const { actorType, actorId, entity, entityId, start, end, after, limit } = filter;
  const conditions = [
    place,
    ...(actorType === undefined ? [] : [sql`e.actor_type = ${actorType}`]),
    ...(actorId === undefined ? [] : [sql`e.actor_id = ${actorId}`]),
    ...(entity === undefined ? [] : [sql`e.entity = ${entity}`]),
    ...(entityId === undefined ? [] : [sql`e.entity_id = ${entityId}`]),
    ...(start === undefined ? [] : [sql`e.occurred_at >= ${toSqlInstant(start)}`]),
    ...(end === undefined ? [] : [sql`e.occurred_at < ${toSqlInstant(end)}`]),
    ...(after === undefined
      ? []
      : [
          sql`e.occurred_at <= ${toSqlInstant(after.at)}`,
          sql`(e.occurred_at < ${toSqlInstant(after.at)} OR e.id < ${after.id})`,
        ]),
  ];
  return sql`
    SELECT e.id AS id, e.site_id AS siteId, e.occurred_at AS occurredAt, e.actor_type AS actorType,
           e.actor_id AS actorId, e.action AS action, e.entity AS entity, e.entity_id AS entityId,
           e.\`before\` AS \`before\`, e.\`after\` AS \`after\`, e.ip AS ip
      FROM audit_events e
     WHERE ${sql.join(conditions, sql` AND `)}
     ORDER BY e.occurred_at DESC, e.id DESC
     LIMIT ${limit}`;
}
