import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Db, Transaction } from '@/lib/db/client';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { resolveIdentities } from '@/lib/domain/identity/resolve';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { SyncedPerson } from './plan';
import { CONNECTEAM_SOURCE } from './source';

/**
 * Locks the identities of these users until the transaction ends, so that none is linked between its look-up and the
 * writing of its facts, and makes rows for those of `withRows` that are new. Writes nothing for known ones.
 */
export async function lockPeople(
  tx: Transaction,
  siteId: number,
  userIds: ReadonlySet<number>,
  withRows: ReadonlySet<number>,
  now: EpochSeconds,
): Promise<Map<number, SyncedPerson>> {
  if (userIds.size === 0) return new Map();
  const rows = await tx
    .select({
      identityId: employeeIdentities.id,
      externalId: employeeIdentities.externalId,
      employeeId: employeeIdentities.employeeId,
      status: employeeIdentities.status,
    })
    .from(employeeIdentities)
    .where(
      and(
        eq(employeeIdentities.siteId, siteId),
        eq(employeeIdentities.source, CONNECTEAM_SOURCE),
        inArray(employeeIdentities.externalId, [...userIds].map(String)),
      ),
    )
    .orderBy(asc(employeeIdentities.externalId))
    .for('update');
  const people = new Map<number, SyncedPerson>(
    rows.map(({ externalId, identityId, employeeId, status }) => [
      Number(externalId),
      { identityId, employeeId: status === 'verified' ? employeeId : null },
    ]),
  );
  const missing = [...withRows].filter((userId) => !people.has(userId));
  for (const [userId, person] of await touchPeople(tx, siteId, missing, now)) people.set(userId, person);
  return people;
}

/** Makes rows for new identities and notes when known ones were last seen with something new. */
export async function touchPeople(
  tx: Transaction,
  siteId: number,
  userIds: readonly number[],
  now: EpochSeconds,
): Promise<Map<number, SyncedPerson>> {
  if (userIds.length === 0) return new Map();
  const seen = userIds.map((userId) => ({ externalId: String(userId) }));
  const resolved = await resolveIdentities(tx, siteId, CONNECTEAM_SOURCE, seen, now);
  return new Map(
    [...resolved].map(([externalId, { identityId, employeeId }]) => [Number(externalId), { identityId, employeeId }]),
  );
}

/** Those of the users that have no identity yet. */
export async function usersWithoutIdentity(db: Db, siteId: number, userIds: readonly number[]): Promise<number[]> {
  if (userIds.length === 0) return [];
  const rows = await db
    .select({ externalId: employeeIdentities.externalId })
    .from(employeeIdentities)
    .where(
      and(
        eq(employeeIdentities.siteId, siteId),
        eq(employeeIdentities.source, CONNECTEAM_SOURCE),
        inArray(employeeIdentities.externalId, userIds.map(String)),
      ),
    );
  const known = new Set(rows.map((row) => row.externalId));
  return userIds.filter((userId) => !known.has(String(userId)));
}
