import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { UNDOABLE_ACTIONS } from '../changes';

const json = z.unknown().transform((value): unknown => (typeof value === 'string' ? JSON.parse(value) : value));
const changeRow = z.object({
  id: column.integer,
  occurredAt: column.instant,
  action: z.string(),
  entity: z.enum(['identity', 'employee']),
  entityId: column.integer,
  before: json,
  after: json,
  by: z.string(),
});
export type RecentChangeRow = z.infer<typeof changeRow>;

const ACTIONS = [...UNDOABLE_ACTIONS, 'identity.unreject', 'employee.unmerge'];

export type RecentChangesParams = {
  siteId: number;
  /** Only of this person and of their logins. */
  of?: { employeeId: number; identityIds: readonly number[] };
  /** Id of the last one of the page before. */
  before: number | null;
  limit: number;
};

/** The statement of {@link getRecentChanges}, apart so that its plan can be looked at. */
export function recentChangesStatement({ siteId, of, before, limit }: RecentChangesParams): SQL {
  const conditions = [
    sql`e.site_id = ${siteId}`,
    of === undefined ? sql`e.action IN ${ACTIONS}` : ofPerson(of.employeeId, of.identityIds),
    ...(before === null ? [] : [sql`e.id < ${before}`]),
  ];
  return sql`
    SELECT e.id, e.occurred_at AS occurredAt, e.action, e.entity, e.entity_id AS entityId, e.\`before\`, e.\`after\`,
           COALESCE(w.name, e.actor_id) AS \`by\`
      FROM audit_events e
      LEFT JOIN users w ON w.id = e.actor_id
     WHERE ${sql.join(conditions, sql` AND `)}
     ORDER BY e.occurred_at DESC, e.id DESC
     LIMIT ${limit}`;
}

function ofPerson(employeeId: number, identityIds: readonly number[]): SQL {
  const own = sql`e.entity = 'employee' AND e.entity_id = ${String(employeeId)}`;
  if (identityIds.length === 0) return own;
  return sql`(${own} OR e.entity = 'identity' AND e.entity_id IN ${identityIds.map(String)})`;
}

/** What was decided about logins and people of a site, or about one person, the latest first. One statement. */
export async function getRecentChanges(db: Db, params: RecentChangesParams): Promise<RecentChangeRow[]> {
  return selectRows(db, recentChangesStatement(params), changeRow);
}
