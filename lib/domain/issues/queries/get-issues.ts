import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import { ISSUE_KINDS, type IssueKind } from '../rules';

export type IssueFilter = {
  siteId: number;
  status: 'open' | 'resolved';
  kind?: IssueKind;
  employeeId?: number;
  from?: IsoDay;
  to?: IsoDay;
  /** The last one of the page before. */
  after?: { scoreDate: IsoDay; id: number };
  limit: number;
};

const issueRow = z.object({
  id: column.integer,
  kind: z.enum(ISSUE_KINDS),
  subject: z.string(),
  employeeId: z.number().int().nullable(),
  employeeName: z.string().nullable(),
  identityId: z.number().int().nullable(),
  identitySource: z.string().nullable(),
  identityName: z.string().nullable(),
  scoreDate: z.string(),
  status: z.enum(['open', 'resolved']),
  details: z.unknown(),
  openedAt: column.instant,
  resolvedAt: column.instant.nullable(),
  resolvedBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type IssueRow = z.infer<typeof issueRow>;

/** Data issues of a site, the latest day first. */
export async function getIssues(db: Db, filter: IssueFilter): Promise<IssueRow[]> {
  return selectRows(db, issuesStatement(filter), issueRow);
}

export function issuesStatement({ siteId, status, kind, employeeId, from, to, after, limit }: IssueFilter): SQL {
  const conditions = [
    sql`i.site_id = ${siteId}`,
    sql`i.status = ${status}`,
    ...(kind === undefined ? [] : [sql`i.kind = ${kind}`]),
    ...(employeeId === undefined ? [] : [sql`i.employee_id = ${employeeId}`]),
    ...(from === undefined ? [] : [sql`i.score_date >= ${from}`]),
    ...(to === undefined ? [] : [sql`i.score_date <= ${to}`]),
    ...(after === undefined
      ? []
      : [sql`i.score_date <= ${after.scoreDate}`, sql`(i.score_date < ${after.scoreDate} OR i.id < ${after.id})`]),
  ];
  return sql`
    SELECT i.id, i.kind, i.subject, i.employee_id AS employeeId, e.name AS employeeName, i.identity_id AS identityId,
           n.source AS identitySource, COALESCE(n.external_name, n.external_id) AS identityName,
           i.score_date AS scoreDate, i.status, i.details, i.opened_at AS openedAt, i.resolved_at AS resolvedAt,
           COALESCE(u.name, i.resolved_by) AS resolvedBy, i.note
      FROM data_issues i
      LEFT JOIN employees e ON e.id = i.employee_id
      LEFT JOIN employee_identities n ON n.id = i.identity_id
      LEFT JOIN users u ON u.id = i.resolved_by
     WHERE ${sql.join(conditions, sql` AND `)}
     ORDER BY i.score_date DESC, i.id DESC
     LIMIT ${limit}`;
}
