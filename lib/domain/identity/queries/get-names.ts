import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';

/** The names of people of a site by id. */
export async function getPeopleNames(
  db: Db,
  siteId: number,
  employeeIds: readonly number[],
): Promise<Map<number, string>> {
  if (employeeIds.length === 0) return new Map();
  const rows = await db
    .select({ id: employees.id, name: employees.name })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), inArray(employees.id, [...employeeIds])));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The names of logins of a site by id, or their ids at the source. */
export async function getLoginNames(
  db: Db,
  siteId: number,
  identityIds: readonly number[],
): Promise<Map<number, string>> {
  if (identityIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: employeeIdentities.id,
      externalName: employeeIdentities.externalName,
      externalId: employeeIdentities.externalId,
    })
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), inArray(employeeIdentities.id, [...identityIds])));
  return new Map(rows.map((row) => [row.id, row.externalName ?? row.externalId]));
}
