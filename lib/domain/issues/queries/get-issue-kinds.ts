import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';
import { ISSUE_KINDS } from '../rules';

const kindRow = z.object({ kind: z.enum(ISSUE_KINDS), open: column.integer, of_day: column.integer });
export type IssueKindRow = z.infer<typeof kindRow>;

/** The statement of {@link getIssueKinds}, apart so that its plan can be looked at. */
export function issueKindsStatement(siteId: number, day: IsoDay): SQL {
  return sql`
    SELECT i.kind, COUNT(*) AS open, SUM(CASE WHEN i.score_date = ${day} THEN 1 ELSE 0 END) AS of_day
      FROM data_issues i
     WHERE i.site_id = ${siteId} AND i.status = 'open'
     GROUP BY i.kind
     ORDER BY i.kind`;
}

/** How many data issues of each kind are open, and how many of them are about `day`. */
export async function getIssueKinds(db: Db, siteId: number, day: IsoDay): Promise<IssueKindRow[]> {
  return selectRows(db, issueKindsStatement(siteId, day), kindRow);
}
