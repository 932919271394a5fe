import { and, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employees } from '@/lib/db/schema/employees';

/** The aliases that people of a site chose for screens, by person. */
export async function getAliases(db: Db, siteId: number): Promise<Map<number, string>> {
  const rows = await db
    .select({ id: employees.id, alias: employees.displayAlias })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), isNotNull(employees.displayAlias)));
  return new Map(rows.flatMap(({ id, alias }) => (alias === null ? [] : [[id, alias]])));
}
