import type { Company } from '@/demo/floor/company';
import { SCAN_SOURCE } from '@/demo/floor/hub';
import { type DemoPerson, fullNameOf, hasClock } from '@/demo/floor/people';
import { type Database, inTransaction } from '@/lib/db/client';
import { connecteamUsers } from '@/lib/db/schema/connecteam';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employeePayrates } from '@/lib/db/schema/employee-payrates';
import { employees } from '@/lib/db/schema/employees';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';

export const CLOCK_SOURCE = 'connecteam';
/** The pay of a seeded person counts from before any fact. */
export const PAID_SINCE: IsoDay = '2020-01-01';
const SEEDER = 'seed';

/** A seeded person; `employeeId` is null for a shared login. */
export type SeededPerson = {
  person: DemoPerson;
  employeeId: number | null;
  /** Of the time clock; null without one. */
  clockIdentityId: number | null;
};

/** An identity of the scanners; linked when its person is known. */
type SeededLogin = { identityId: number; employeeId: number | null };

export type SeededPeople = { people: SeededPerson[]; logins: ReadonlyMap<string, SeededLogin> };

/** Writes the people of a floor as they are after the first sync and the admin's links: employees, identities, pay. */
export async function seedPeople(
  db: Database,
  siteId: number,
  people: readonly DemoPerson[],
  company: Company,
  now: EpochSeconds,
): Promise<SeededPeople> {
  return inTransaction(db, async (tx) => {
    const seeded: SeededPerson[] = [];
    const logins = new Map<string, SeededLogin>();
    const stamps = { createdAt: now, updatedAt: now };
    const identity = async (
      source: string,
      externalId: string,
      name: string,
      email: string,
      employeeId: number | null,
    ) => {
      const link =
        employeeId === null
          ? { status: 'unmapped' as const }
          : { status: 'verified' as const, employeeId, verifiedBy: SEEDER, verifiedAt: now };
      const [row] = await tx.insert(employeeIdentities).values({
        siteId,
        source,
        externalId,
        externalName: name,
        externalEmail: email,
        ...link,
        firstSeenAt: now,
        lastSeenAt: now,
      });
      return row.insertId;
    };
    for (const person of people) {
      const name = fullNameOf(person);
      const userId = company.userIds.get(person.key) ?? null;
      let employeeId: number | null = null;
      if (person.kind !== 'shared_login') {
        const [row] = await tx.insert(employees).values({
          siteId,
          name,
          email: person.email,
          connecteamUserId: userId,
          isContractor: person.kind === 'contractor',
          isScanning: person.kind !== 'supervisor',
          ...stamps,
        });
        employeeId = row.insertId;
        await tx.insert(employeePayrates).values({ employeeId, effectiveFrom: PAID_SINCE, ...person.pay });
      }
      let clockIdentityId: number | null = null;
      if (hasClock(person) && userId !== null) {
        clockIdentityId = await identity(CLOCK_SOURCE, String(userId), name, person.email, employeeId);
        await tx.insert(connecteamUsers).values({
          siteId,
          userId,
          firstName: person.firstName,
          lastName: person.lastName,
          email: person.email,
          userType: 'user',
          isArchived: false,
          firstSeenAt: now,
        });
      }
      for (const login of person.logins) {
        const owner = login.isKnown ? employeeId : null;
        const identityId = await identity(SCAN_SOURCE, login.email, login.name, login.email, owner);
        logins.set(login.email, { identityId, employeeId: owner });
      }
      seeded.push({ person, employeeId, clockIdentityId });
    }
    return { people: seeded, logins };
  });
}
