import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { connecteamUsers } from '@/lib/db/schema/connecteam';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { createEmployee } from '@/lib/domain/employees/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { createTestSite, openTestDatabase } from '@/test/database';
import { autoLinkByEmail, ignoreIdentity, linkIdentity, unlinkIdentity } from './mutations';
import { resolveIdentities } from './resolve';

const database = openTestDatabase();
const NOW = 1_790_000_000;
const ADMIN: Actor = { type: 'user', id: 'admin-1' };

let site: Site;
let base: { siteId: number; actor: Actor; now: number };
beforeEach(async () => {
  site = await createTestSite(database);
  base = { siteId: site.id, actor: ADMIN, now: NOW };
});

const newPerson = (name: string, email: string | null) =>
  inTransaction(database, (tx) => createEmployee(tx, { ...base, name, email }));

/** A Connecteam user with its identity. */
async function newUser(userId: number, email: string | null, changes: object = {}): Promise<number> {
  await database.insert(connecteamUsers).values({
    siteId: site.id,
    userId,
    firstName: 'First',
    lastName: 'Last',
    email,
    userType: 'user',
    isArchived: false,
    firstSeenAt: NOW,
    ...changes,
  });
  const seen = [{ externalId: String(userId), externalEmail: email }];
  const found = await inTransaction(database, (tx) => resolveIdentities(tx, site.id, 'connecteam', seen, NOW));
  return found.get(String(userId))?.identityId ?? 0;
}

const autoLink = () => inTransaction(database, (tx) => autoLinkByEmail(tx, { siteId: site.id, now: NOW }));
async function linkOf(identityId: number) {
  const [row] = await database.select().from(employeeIdentities).where(eq(employeeIdentities.id, identityId));
  return { employeeId: row?.employeeId, status: row?.status, touchedAt: row?.touchedAt, verifiedBy: row?.verifiedBy };
}

describe('the automatic link by email', () => {
  it('links a user to the one person with the same email, whatever its case and spaces', async () => {
    const mara = await newPerson('Mara Linden', 'mara@example.com');
    const identity = await newUser(501, ' Mara@Example.com ');
    expect(await autoLink()).toBe(1);
    expect(await linkOf(identity)).toEqual({
      employeeId: mara,
      status: 'verified',
      touchedAt: null,
      verifiedBy: 'auto-link',
    });
    expect(await autoLink()).toBe(0);
  });

  it('links neither of two people, nor of two users, with one email', async () => {
    await newPerson('Mara Linden', 'team@example.com');
    await newPerson('Otto Brandt', 'team@example.com');
    await newUser(1, 'team@example.com');
    await newPerson('Ines Falk', 'ines@example.com');
    await newUser(2, 'ines@example.com');
    await newUser(3, 'INES@example.com');
    expect(await autoLink()).toBe(0);
  });

  it('takes no empty email, nobody archived and nobody gone', async () => {
    await newPerson('Mara Linden', null);
    await newUser(1, '');
    await newPerson('Otto Brandt', 'otto@example.com');
    await newUser(2, 'otto@example.com', { isArchived: true });
    await newPerson('Ines Falk', 'ines@example.com');
    await newUser(3, 'ines@example.com', { goneAt: NOW });
    const left = await newPerson('Noah Stern', 'noah@example.com');
    await database.update(employees).set({ archivedAt: NOW }).where(eq(employees.id, left));
    await newUser(4, 'noah@example.com');
    expect(await autoLink()).toBe(0);
  });

  it('keeps away from identities that a person decided about', async () => {
    const mara = await newPerson('Mara Linden', 'mara@example.com');
    const unlinked = await newUser(1, 'mara@example.com');
    await autoLink();
    await inTransaction(database, (tx) => unlinkIdentity(tx, { ...base, identityId: unlinked }));
    await newPerson('Otto Brandt', 'otto@example.com');
    const ignored = await newUser(2, 'otto@example.com');
    await inTransaction(database, (tx) => ignoreIdentity(tx, { ...base, identityId: ignored }));
    expect(await autoLink()).toBe(0);
    expect((await linkOf(unlinked)).employeeId).toBeNull();
    expect(mara).toBeGreaterThan(0);
  });

  it('gives nobody a second time clock user', async () => {
    const mara = await newPerson('Mara Linden', 'mara@example.com');
    const chosen = await newUser(1, 'other@example.com');
    await inTransaction(database, (tx) => linkIdentity(tx, { ...base, identityId: chosen, employeeId: mara }));
    await newUser(2, 'mara@example.com');
    expect(await autoLink()).toBe(0);
  });

  it('does nothing where the site turned it off', async () => {
    site = await createTestSite(database, { settings: { autoLinkEmail: false } });
    base = { ...base, siteId: site.id };
    await newPerson('Mara Linden', 'mara@example.com');
    await newUser(1, 'mara@example.com');
    expect(await autoLink()).toBe(0);
  });
});
