import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { connecteamUsers } from '@/lib/db/schema/connecteam';
import { employeeIdentities, identityRejections } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { linkIdentity } from '@/lib/domain/identity/mutations';
import { identitySimilarity, normalizeEmail, suggestionLevel } from '@/lib/domain/identity/rules';
import type { Actor } from '@/lib/platform/audit/write-audit';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { CONNECTEAM_SOURCE } from './source';
import { fullName } from './users';

/**
 * Creates and links a person for every unarchived Connecteam user without a match, in the caller's transaction
 * (sync.md, People). A user similar to somebody without a clock link, or with the same email, is a match that a person
 * has to judge, unless that person was refused for the user already.
 */
export async function createPeopleForUsers(
  tx: Transaction,
  input: { siteId: number; actor: Actor; now: EpochSeconds },
): Promise<{ created: number; toJudge: number }> {
  const { siteId, actor, now } = input;
  const users = await tx
    .select()
    .from(connecteamUsers)
    .where(
      and(eq(connecteamUsers.siteId, siteId), eq(connecteamUsers.isArchived, false), isNull(connecteamUsers.goneAt)),
    )
    .orderBy(connecteamUsers.createdAt, connecteamUsers.userId);
  const identities = await tx
    .select()
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.source, CONNECTEAM_SOURCE)));
  const withClockLink = new Set(identities.flatMap((one) => (one.status === 'verified' ? [one.employeeId] : [])));
  const people = await tx
    .select({ id: employees.id, name: employees.name, email: employees.email })
    .from(employees)
    .where(eq(employees.siteId, siteId));
  const candidates = people.filter((person) => !withClockLink.has(person.id));
  const waiting = new Map(
    identities
      .filter((one) => one.status === 'unmapped' || one.status === 'suggested')
      .map((one) => [one.externalId, one]),
  );
  const refused = await refusedPairs(
    tx,
    [...waiting.values()].map((one) => one.id),
  );
  const result = { created: 0, toJudge: 0 };
  for (const user of users) {
    const identity = waiting.get(String(user.userId));
    const name = fullName(user);
    if (identity === undefined || name === '') continue;
    const email = normalizeEmail(user.email);
    const isMatch = candidates.some(
      (person) =>
        !refused.has(`${identity.id}/${person.id}`) &&
        ((email !== null && normalizeEmail(person.email) === email) ||
          suggestionLevel(identitySimilarity({ name, email }, person)) !== 'BEST AVAILABLE'),
    );
    if (isMatch) {
      result.toJudge += 1;
      continue;
    }
    const employeeId = await createEmployee(tx, { siteId, name, email: user.email, actor, now });
    await linkIdentity(tx, { siteId, identityId: identity.id, employeeId, actor, now });
    result.created += 1;
  }
  return result;
}

async function refusedPairs(tx: Transaction, identityIds: number[]): Promise<Set<string>> {
  if (identityIds.length === 0) return new Set();
  const rows = await tx.select().from(identityRejections).where(inArray(identityRejections.identityId, identityIds));
  return new Set(rows.map((row) => `${row.identityId}/${row.employeeId}`));
}
