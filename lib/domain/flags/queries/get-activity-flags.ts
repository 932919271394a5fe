import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import { FLAG_KINDS, FLAG_SEVERITIES, type FlagKind, type FlagSeverity } from '../rules';

export type FlagFilter = {
  siteId: number;
  isReviewed: boolean;
  kind?: FlagKind;
  severity?: FlagSeverity;
  employeeId?: number;
  from?: IsoDay;
  to?: IsoDay;
  /** The last one of the page before. */
  after?: { scoreDate: IsoDay; id: number };
  limit: number;
};

const flagRow = z.object({
  id: column.integer,
  kind: z.enum(FLAG_KINDS),
  severity: z.enum(FLAG_SEVERITIES),
  activityId: column.integer,
  employeeId: z.number().int().nullable(),
  employeeName: z.string().nullable(),
  scoreDate: z.string(),
  flaggedAt: column.instant,
  details: z.unknown(),
  reviewedAt: column.instant.nullable(),
  reviewedBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type FlagRow = z.infer<typeof flagRow>;

/** Flags of a site, the latest day first. */
export async function getActivityFlags(db: Db, filter: FlagFilter): Promise<FlagRow[]> {
  return selectRows(db, activityFlagsStatement(filter), flagRow);
}

export function activityFlagsStatement(filter: FlagFilter): SQL {
  const { siteId, isReviewed, kind, severity, employeeId, from, to, after, limit } = filter;
  const conditions = [
    sql`f.site_id = ${siteId}`,
    isReviewed ? sql`f.reviewed_at IS NOT NULL` : sql`f.reviewed_at IS NULL`,
    ...(kind === undefined ? [] : [sql`f.kind = ${kind}`]),
    ...(severity === undefined ? [] : [sql`f.severity = ${severity}`]),
    ...(employeeId === undefined ? [] : [sql`f.employee_id = ${employeeId}`]),
    ...(from === undefined ? [] : [sql`f.score_date >= ${from}`]),
    ...(to === undefined ? [] : [sql`f.score_date <= ${to}`]),
    ...(after === undefined
      ? []
      : [sql`f.score_date <= ${after.scoreDate}`, sql`(f.score_date < ${after.scoreDate} OR f.id < ${after.id})`]),
  ];
  return sql`
    SELECT f.id, f.kind, f.severity, f.activity_id AS activityId, f.employee_id AS employeeId, e.name AS employeeName,
           f.score_date AS scoreDate, f.flagged_at AS flaggedAt, f.details, f.reviewed_at AS reviewedAt,
           COALESCE(u.name, f.reviewed_by) AS reviewedBy, f.note
      FROM activity_flags f
      LEFT JOIN employees e ON e.id = f.employee_id
      LEFT JOIN users u ON u.id = f.reviewed_by
     WHERE ${sql.join(conditions, sql` AND `)}
     ORDER BY f.score_date DESC, f.id DESC
     LIMIT ${limit}`;
}
