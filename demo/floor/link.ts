import { and, eq, inArray, isNull } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '@/lib/db/client';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employeePayrates } from '@/lib/db/schema/employee-payrates';
import { employees } from '@/lib/db/schema/employees';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { linkIdentity } from '@/lib/domain/identity/mutations';
import { resolveIdentities } from '@/lib/domain/identity/resolve';
import { requestScores } from '@/lib/domain/scoring/request-scores';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { currentInstant } from '@/lib/platform/time/clock';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { SCAN_SOURCE } from './hub';
import { DEMO_PEOPLE, type DemoPerson, fullNameOf } from './people';

/** Who does in the demo what an admin does on a real floor. */
export const DEMO_ADMIN: Actor = { type: 'system', id: 'demo-admin' };

export type DemoLinks = {
  /** People whose marks and pay were entered now. */
  people: number;
  /** Scan logins linked now. */
  links: number;
  /** Demo people that the hub does not know yet: run `sync-employees --create-people` first. */
  missing: number;
};

const PAID_SINCE = '2024-01-01';

type Employee = Pick<typeof employees.$inferSelect, 'id' | 'isScanning'>;

/**
 * What an admin does once on the Mappings and Pay pages: creates the contractors, enters marks and pay, and links the scan
 * logins of the people he knows, all audited. Two logins stay unmapped for whoever tries the demo. Repeated calls do only
 * what is left to do, and never undo what a user decided.
 */
export async function linkDemoPeople(
  db: Database,
  site: Site,
  now: EpochSeconds = currentInstant(),
): Promise<DemoLinks> {
  const done: DemoLinks = { people: 0, links: 0, missing: 0 };
  for (const person of DEMO_PEOPLE) {
    if (person.kind === 'shared_login') continue;
    const { isNew, links } = await inTransaction(db, (tx) => enterPerson(tx, site.id, person, now));
    if (isNew === null) done.missing += 1;
    if (isNew === true) done.people += 1;
    done.links += links;
  }
  return done;
}

/** `isNew` is null while the hub does not know the person. */
async function enterPerson(
  tx: Transaction,
  siteId: number,
  person: DemoPerson,
  now: EpochSeconds,
): Promise<{ isNew: boolean | null; links: number }> {
  const employee = await findOrCreate(tx, siteId, person, now);
  if (employee === undefined) return { isNew: null, links: 0 };
  const [pay] = await tx
    .select({ effectiveFrom: employeePayrates.effectiveFrom })
    .from(employeePayrates)
    .where(eq(employeePayrates.employeeId, employee.id))
    .limit(1);
  if (pay === undefined) await enterMarksAndPay(tx, siteId, person, employee, now);
  return { isNew: pay === undefined, links: await linkLogins(tx, siteId, person, employee.id, now) };
}

async function findOrCreate(
  tx: Transaction,
  siteId: number,
  person: DemoPerson,
  now: EpochSeconds,
): Promise<Employee | undefined> {
  const [found] = await tx
    .select({ id: employees.id, isScanning: employees.isScanning })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), eq(employees.email, person.email)));
  if (found !== undefined || person.kind !== 'contractor') return found;
  const id = await createEmployee(tx, {
    siteId,
    name: fullNameOf(person),
    email: person.email,
    isContractor: true,
    actor: DEMO_ADMIN,
    now,
  });
  return { id, isScanning: true };
}

/** On the first visit only: later they belong to whoever uses the demo. */
async function enterMarksAndPay(
  tx: Transaction,
  siteId: number,
  person: DemoPerson,
  employee: Employee,
  now: EpochSeconds,
): Promise<void> {
  const isScanning = person.kind !== 'supervisor';
  if (isScanning !== employee.isScanning) {
    await tx.update(employees).set({ isScanning, updatedAt: now }).where(eq(employees.id, employee.id));
  }
  await tx.insert(employeePayrates).values({ employeeId: employee.id, effectiveFrom: PAID_SINCE, ...person.pay });
  await writeAudit(tx, [
    {
      siteId,
      at: now,
      actor: DEMO_ADMIN,
      action: 'employee.update',
      entity: 'employee',
      entityId: employee.id,
      before: { isScanning: employee.isScanning },
      after: { isScanning, payRate: { effectiveFrom: PAID_SINCE, ...person.pay } },
    },
  ]);
  const scored = await tx
    .select({ siteId: dailyScores.siteId, scoreDate: dailyScores.scoreDate, employeeId: dailyScores.employeeId })
    .from(dailyScores)
    .where(and(eq(dailyScores.siteId, siteId), eq(dailyScores.employeeId, employee.id)));
  await requestScores(tx, scored, 'pay rate', now);
}

async function linkLogins(
  tx: Transaction,
  siteId: number,
  person: DemoPerson,
  employeeId: number,
  now: EpochSeconds,
): Promise<number> {
  const logins = person.logins.filter((login) => login.isKnown);
  if (logins.length === 0) return 0;
  const seen = logins.map(({ email, name }) => ({ externalId: email, externalName: name, externalEmail: email }));
  const resolved = await resolveIdentities(tx, siteId, SCAN_SOURCE, seen, now);
  const identityIds = [...resolved.values()].map((identity) => identity.identityId);
  const waiting = await tx
    .select({ id: employeeIdentities.id })
    .from(employeeIdentities)
    .where(
      and(
        eq(employeeIdentities.siteId, siteId),
        inArray(employeeIdentities.id, identityIds),
        inArray(employeeIdentities.status, ['unmapped', 'suggested']),
        isNull(employeeIdentities.touchedAt),
      ),
    );
  for (const { id } of waiting) {
    await linkIdentity(tx, { siteId, identityId: id, employeeId, actor: DEMO_ADMIN, now });
  }
  return waiting.length;
}
