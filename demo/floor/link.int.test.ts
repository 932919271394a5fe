import { and, eq, inArray } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employeePayrates } from '@/lib/db/schema/employee-payrates';
import { employees } from '@/lib/db/schema/employees';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { unlinkIdentity } from '@/lib/domain/identity/mutations';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { SCAN_SOURCE } from './hub';
import { DEMO_ADMIN, linkDemoPeople } from './link';
import { DEMO_PEOPLE, fullNameOf, hasClock } from './people';
import { floorSettings, planScans } from './plan';

const database = openTestDatabase();
const SCANS = planScans(floorSettings('America/Chicago'), '2026-03-05');
const NOW = Math.max(...SCANS.map((scan) => scan.sentAt));
const WITH_CLOCK = DEMO_PEOPLE.filter(hasClock);
const KNOWN_LOGINS = DEMO_PEOPLE.flatMap((person) => person.logins.filter((login) => login.isKnown));

/** A site after the first sync of people. */
async function syncedSite() {
  const site = await createTestSite(database);
  await inTransaction(database, async (tx) => {
    for (const person of WITH_CLOCK) {
      await createEmployee(tx, {
        siteId: site.id,
        name: fullNameOf(person),
        email: person.email,
        actor: TEST_ACTOR,
        now: NOW,
      });
    }
  });
  return site;
}

const identitiesOf = (siteId: number) =>
  database.select().from(employeeIdentities).where(eq(employeeIdentities.siteId, siteId));

describe('the links of the demo', () => {
  it('link every known login, create the contractors, and enter marks and pay, audited', async () => {
    const site = await syncedSite();
    const done = await linkDemoPeople(database, site, NOW);
    expect(done).toEqual({ people: WITH_CLOCK.length + 2, links: KNOWN_LOGINS.length, missing: 0 });

    const people = await database.select().from(employees).where(eq(employees.siteId, site.id));
    expect(people.filter((person) => person.isContractor).map((person) => person.name)).toEqual(
      DEMO_PEOPLE.filter((person) => person.kind === 'contractor').map(fullNameOf),
    );
    expect(people.filter((person) => !person.isScanning)).toHaveLength(2);
    const ids = people.map((person) => person.id);
    const pay = await database.select().from(employeePayrates).where(inArray(employeePayrates.employeeId, ids));
    expect(pay).toHaveLength(people.length);
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.actorId, DEMO_ADMIN.id)));
    expect(audit.filter((event) => event.action === 'identity.link')).toHaveLength(KNOWN_LOGINS.length);
  });

  it('give the double login to one person and leave the two unknown logins waiting', async () => {
    const site = await syncedSite();
    const rows = SCANS.slice(0, 1_000).map((scan) => ({
      referenceId: scan.referenceId,
      userEmail: scan.login.email,
      userName: scan.login.name,
      activityType: scan.activityType,
      itemsCount: scan.itemsCount,
      windowStart: toIsoInstant(scan.windowStart),
      windowEnd: toIsoInstant(scan.windowEnd),
    }));
    await storeActivities(database, { site, source: SCAN_SOURCE, rows, now: NOW, actor: TEST_ACTOR });
    await linkDemoPeople(database, site, NOW);

    const identities = await identitiesOf(site.id);
    const kaja = identities.filter((one) => /^(kaja\.lindqvist|press07)@/.test(one.externalId));
    expect(kaja).toHaveLength(2);
    expect(new Set(kaja.map((one) => one.employeeId)).size).toBe(1);
    const waiting = identities.filter((one) => one.employeeId === null).map((one) => one.externalId);
    expect(waiting.sort()).toEqual(['packing.bench2@cedarlane.example', 'tnkosi.temp@cedarlane.example']);
    const stored = await database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id));
    const unowned = stored.filter((row) => row.employeeId === null).map((row) => row.identityId);
    const waitingIds = identities.filter((one) => one.employeeId === null).map((one) => one.id);
    expect(new Set(unowned)).toEqual(new Set(waitingIds));
  });

  it('do nothing the second time, also after an admin took a link away', async () => {
    const site = await syncedSite();
    await linkDemoPeople(database, site, NOW);
    expect(await linkDemoPeople(database, site, NOW)).toEqual({ people: 0, links: 0, missing: 0 });

    const [linked] = (await identitiesOf(site.id)).filter((one) => one.status === 'verified');
    const identityId = linked?.id ?? 0;
    const actor = { type: 'user', id: 'somebody' } as const;
    await inTransaction(database, (tx) => unlinkIdentity(tx, { siteId: site.id, identityId, actor, now: NOW }));
    expect(await linkDemoPeople(database, site, NOW)).toEqual({ people: 0, links: 0, missing: 0 });
  });

  it('say who is missing before the first sync of people', async () => {
    const site = await createTestSite(database);
    const done = await linkDemoPeople(database, site, NOW);
    expect(done).toEqual({ people: 2, links: 2, missing: WITH_CLOCK.length });
  });
});
