import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { connecteamUsers } from '@/lib/db/schema/connecteam';
import { employeeIdentities, identityRejections } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { normalizeEmail } from '../rules';

/**
 * Connecteam identities and the people that the identical email links them to (sync.md, People): one unarchived user and
 * one unarchived person with that email, the person without a clock link, the identity never decided about.
 */
export async function getAutoLinks(db: Db, siteId: number): Promise<{ identityId: number; employeeId: number }[]> {
  const users = await db
    .select({ userId: connecteamUsers.userId, email: connecteamUsers.email })
    .from(connecteamUsers)
    .where(
      and(eq(connecteamUsers.siteId, siteId), eq(connecteamUsers.isArchived, false), isNull(connecteamUsers.goneAt)),
    );
  const identities = await db
    .select()
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.source, 'connecteam')));
  const people = await db
    .select({ id: employees.id, email: employees.email })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), isNull(employees.archivedAt)));
  const refused = await db
    .select({ identityId: identityRejections.identityId, employeeId: identityRejections.employeeId })
    .from(identityRejections)
    .innerJoin(employeeIdentities, eq(employeeIdentities.id, identityRejections.identityId))
    .where(eq(employeeIdentities.siteId, siteId));

  const isRefused = new Set(refused.map((one) => `${one.identityId}/${one.employeeId}`));
  const linked = new Set(identities.flatMap((one) => (one.status === 'verified' ? [one.employeeId] : [])));
  const waiting = new Map(
    identities
      .filter((one) => (one.status === 'unmapped' || one.status === 'suggested') && one.touchedAt === null)
      .map((one) => [one.externalId, one.id]),
  );
  const usersByEmail = Map.groupBy(users, (user) => normalizeEmail(user.email));
  const peopleByEmail = Map.groupBy(people, (person) => normalizeEmail(person.email));
  return [...usersByEmail].flatMap(([email, sameUsers]) => {
    const samePeople = peopleByEmail.get(email) ?? [];
    const [user, person] = [sameUsers[0], samePeople[0]];
    if (email === null || sameUsers.length !== 1 || samePeople.length !== 1) return [];
    if (user === undefined || person === undefined || linked.has(person.id)) return [];
    const identityId = waiting.get(String(user.userId));
    if (identityId === undefined || isRefused.has(`${identityId}/${person.id}`)) return [];
    return [{ identityId, employeeId: person.id }];
  });
}
