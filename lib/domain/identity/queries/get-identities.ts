import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';

const identityRow = z.object({
  id: column.integer,
  source: z.string(),
  external_id: z.string(),
  external_name: z.string().nullable(),
  external_email: z.string().nullable(),
  status: z.enum(['unmapped', 'suggested', 'verified', 'ignored']),
  employee_id: column.integer.nullable(),
  verified_at: column.instant.nullable(),
  verified_by: z.string().nullable(),
  touched_at: column.instant.nullable(),
  first_seen_at: column.instant,
  last_seen_at: column.instant,
  employee_name: z.string().nullable(),
  employee_email: z.string().nullable(),
  employee_archived_at: column.instant.nullable(),
  linked_by_name: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  user_email: z.string().nullable(),
  user_title: z.string().nullable(),
  user_archived: column.flag.nullable(),
  user_gone_at: column.instant.nullable(),
});
export type IdentityListRow = z.infer<typeof identityRow>;

export type IdentitiesParams = {
  siteId: number;
  view: 'waiting' | 'linked' | 'ignored';
  /** A part of the login's name, id, email or of its person's name. */
  search: string | null;
  /** Only this one. */
  identityId?: number;
  /** Id of the last row of the page before. */
  before: number | null;
  limit: number;
};

/** What Connecteam says of the user that an identity is. */
const CONNECTEAM_USER = sql`
  LEFT JOIN connecteam_users u
    ON i.source = 'connecteam' AND u.site_id = i.site_id AND u.user_id = CAST(i.external_id AS UNSIGNED)`;

/**
 * Nobody has decided yet, and it matters: not a user who left the time clock without a punch here (looked up per login:
 * as EXISTS all punches there are would be read). Needs the aliases `i` and `u`.
 */
const IS_WAITING = sql`
  i.status IN ('unmapped', 'suggested')
  AND (u.user_id IS NULL OR (u.is_archived = 0 AND u.gone_at IS NULL)
       OR (SELECT c.id FROM clock_times c WHERE c.site_id = i.site_id AND c.identity_id = i.id LIMIT 1) IS NOT NULL)`;

/** The statement of {@link getIdentities}, apart so that its plan can be looked at. */
export function identitiesStatement({ siteId, view, search, identityId, before, limit }: IdentitiesParams): SQL {
  const pattern = search === null ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    sql`i.site_id = ${siteId}`,
    view === 'waiting' ? IS_WAITING : view === 'linked' ? sql`i.status = 'verified'` : sql`i.status = 'ignored'`,
    ...(before === null ? [] : [sql`i.id < ${before}`]),
    ...(identityId === undefined ? [] : [sql`i.id = ${identityId}`]),
    ...(pattern === null
      ? []
      : [
          sql`(i.external_name LIKE ${pattern} OR i.external_id LIKE ${pattern} OR i.external_email LIKE ${pattern}
               OR e.name LIKE ${pattern})`,
        ]),
  ];
  // Those of one status, not every login down to the last: few wait.
  return sql`
    SELECT i.id, i.source, i.external_id, i.external_name, i.external_email, i.status, i.employee_id, i.verified_at,
           i.verified_by, i.touched_at, i.first_seen_at, i.last_seen_at, e.name AS employee_name,
           e.email AS employee_email, e.archived_at AS employee_archived_at, w.name AS linked_by_name,
           u.first_name, u.last_name, u.email AS user_email, u.title AS user_title, u.is_archived AS user_archived,
           u.gone_at AS user_gone_at
      FROM employee_identities i FORCE INDEX (ix_identities_status)
      LEFT JOIN employees e ON e.id = i.employee_id
      LEFT JOIN users w ON w.id = i.verified_by
      ${CONNECTEAM_USER}
     WHERE ${sql.join(conditions, sql` AND `)}
     ORDER BY i.id DESC
     LIMIT ${limit}`;
}

/** A page of the logins of a site, the latest first, with their people and what Connecteam says. One statement. */
export async function getIdentities(db: Db, params: IdentitiesParams): Promise<IdentityListRow[]> {
  return selectRows(db, identitiesStatement(params), identityRow);
}

const countRow = z.object({ logins: column.integer, people: column.integer });

/** People without a login of the time clock who should have one: only where there is a time clock. Alias `e`. */
export const IS_CLOCKLESS = sql`
  e.archived_at IS NULL AND e.is_contractor = 0
  AND EXISTS (SELECT 1 FROM connecteam_users x WHERE x.site_id = e.site_id)
  AND NOT EXISTS (SELECT 1 FROM employee_identities k
                   WHERE k.site_id = e.site_id AND k.employee_id = e.id AND k.source = 'connecteam'
                     AND k.status = 'verified')`;

/** How many logins and people wait for an admin. One statement. */
export async function getMappingCounts(db: Db, siteId: number): Promise<{ logins: number; people: number }> {
  const [row] = await selectRows(
    db,
    sql`
      SELECT (SELECT COUNT(*) FROM employee_identities i ${CONNECTEAM_USER}
               WHERE i.site_id = ${siteId} AND ${IS_WAITING}) AS logins,
             (SELECT COUNT(*) FROM employees e WHERE e.site_id = ${siteId} AND ${IS_CLOCKLESS}) AS people`,
    countRow,
  );
  return row ?? { logins: 0, people: 0 };
}
