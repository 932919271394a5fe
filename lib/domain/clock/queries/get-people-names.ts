import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employees } from '@/lib/db/schema/employees';

/** The names of these people of a site, by id. One statement. */
export async function getPeopleNames(db: Db, siteId: number, ids: readonly number[]): Promise<Map<number, string>> {
  // Also for nobody, so that a read always costs the same.
  const rows = await db
    .select({ id: employees.id, name: employees.name })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), inArray(employees.id, ids.length === 0 ? [0] : [...ids])));
  return new Map(rows.map((row) => [row.id, row.name]));
}
