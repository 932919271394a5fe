import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employees } from '@/lib/db/schema/employees';

/** Names by id. */
export async function getNames(db: Db, siteId: number, employeeIds: number[]): Promise<Map<number, string>> {
  if (employeeIds.length === 0) return new Map();
  const rows = await db
    .select({ id: employees.id, name: employees.name })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), inArray(employees.id, employeeIds)));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
