import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employeeIdentities, identityRejections } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';

/** Everybody who works here and could be behind a login, and whether a login of the time clock is theirs. */
export async function getCandidates(db: Db, siteId: number) {
  const people = await db
    .select({ id: employees.id, name: employees.name, email: employees.email })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), isNull(employees.archivedAt)))
    .orderBy(asc(employees.name), asc(employees.id));
  const linked = await db
    .select({ employeeId: employeeIdentities.employeeId })
    .from(employeeIdentities)
    .where(
      and(
        eq(employeeIdentities.siteId, siteId),
        eq(employeeIdentities.status, 'verified'),
        eq(employeeIdentities.source, 'connecteam'),
      ),
    );
  const withClock = new Set(linked.map((one) => one.employeeId));
  return people.map((person) => ({ ...person, hasClock: withClock.has(person.id) }));
}
export type Candidate = Awaited<ReturnType<typeof getCandidates>>[number];

/** `identityId/employeeId` of the people who were refused for these logins. */
export async function getRefusedPairs(db: Db, identityIds: readonly number[]): Promise<Set<string>> {
  if (identityIds.length === 0) return new Set();
  const rows = await db
    .select({ identityId: identityRejections.identityId, employeeId: identityRejections.employeeId })
    .from(identityRejections)
    .where(inArray(identityRejections.identityId, [...identityIds]));
  return new Set(rows.map((row) => `${row.identityId}/${row.employeeId}`));
}
