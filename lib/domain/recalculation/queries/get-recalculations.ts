import { and, desc, eq, lt, type SQL } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { users } from '@/lib/db/schema/access';
import { recalculations } from '@/lib/db/schema/recalculations';

export type RecalculationRow = typeof recalculations.$inferSelect & { requestedByName: string | null };

/** Recalculations of a site, the latest first; those before the id `before`, or the one with `id`. */
export async function getRecalculations(
  db: Db,
  filter: { siteId: number; id?: number; before?: number; limit: number },
): Promise<RecalculationRow[]> {
  const conditions: (SQL | undefined)[] = [
    eq(recalculations.siteId, filter.siteId),
    filter.id === undefined ? undefined : eq(recalculations.id, filter.id),
    filter.before === undefined ? undefined : lt(recalculations.id, filter.before),
  ];
  const rows = await db
    .select({ run: recalculations, requestedByName: users.name })
    .from(recalculations)
    .leftJoin(users, eq(users.id, recalculations.requestedBy))
    .where(and(...conditions))
    .orderBy(desc(recalculations.id))
    .limit(filter.limit);
  return rows.map(({ run, requestedByName }) => ({ ...run, requestedByName }));
}
