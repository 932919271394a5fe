import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

/** First and last scored day with work in a role; null without any. */
export async function getRoleDays(
  db: Db,
  siteId: number,
  roleId: number,
): Promise<{ from: IsoDay; to: IsoDay } | null> {
  const row = z.object({ first: z.string().nullable(), last: z.string().nullable() });
  const rows = await selectRows(db, roleDaysStatement(siteId, roleId), row);
  const days = rows.flatMap(({ first, last }) => [first, last].filter((day) => day !== null)).sort();
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

export function roleDaysStatement(siteId: number, roleId: number): SQL {
  const part = (table: string) => sql`
    SELECT MIN(score_date) AS first, MAX(score_date) AS last FROM ${sql.identifier(table)}
     WHERE site_id = ${siteId} AND role_id = ${roleId}`;
  return sql`${part('daily_role_totals')} UNION ALL ${part('unmapped_totals')}`;
}
