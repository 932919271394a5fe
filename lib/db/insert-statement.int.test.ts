import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createTestSite, openTestDatabase } from '@/test/database';
import { insertStatement, insertStatementText } from './insert-statement';
import { auditEvents } from './schema/audit-events';
import { connecteamUsers } from './schema/connecteam';
import { employees } from './schema/employees';

const database = openTestDatabase();

const AWKWARD = [
  "Siobhán O'Dwyer",
  '雅婷 林',
  'back\\slash and "quotes"',
  "'); DROP TABLE employees; --",
  'question? ?? :name %s',
  'line\nbreak\r\ttab',
  '\u0000 \u001a nul',
  '😀 four bytes',
  '`back` quoted',
];

describe('a multi-row insert as text', () => {
  it('stores what the query builder would store, whatever the text', async () => {
    const [one, other] = [await createTestSite(database), await createTestSite(database)];
    const rowsOf = (siteId: number) =>
      AWKWARD.map((name, index) => ({
        siteId,
        name,
        email: index % 2 === 0 ? null : `person${index}@example.test`,
        isScanning: index % 2 === 0,
        connecteamUserId: index === 0 ? null : 9_007_199_254_740_991 - index,
        createdAt: 1_772_000_000 + index,
        updatedAt: 1_772_000_000,
      }));
    await database.insert(employees).values(rowsOf(one.id));
    await database.execute(insertStatement(employees, rowsOf(other.id)));
    const storedOf = async (siteId: number) => {
      const rows = await database.select().from(employees).where(eq(employees.siteId, siteId)).orderBy(employees.id);
      return rows.map(({ id: _, siteId: __, ...row }) => row);
    };
    expect(await storedOf(other.id)).toEqual(await storedOf(one.id));
    expect((await storedOf(other.id)).map((row) => row.name)).toEqual(AWKWARD);
  });

  it('stores JSON, dates and texts that look like numbers', async () => {
    const site = await createTestSite(database);
    const event = {
      siteId: site.id,
      occurredAt: 1_772_000_000,
      actorType: 'system' as const,
      actorId: '0012',
      action: 'test.insert',
      entity: 'test',
      entityId: '1e3',
      before: { text: "it's \\ here?", list: [1, null] },
      after: null,
    };
    await database.execute(insertStatement(auditEvents, [event]));
    const [stored] = await database.select().from(auditEvents).where(eq(auditEvents.entityId, '1e3'));
    expect(stored).toMatchObject(event);
  });

  it('leaves columns that no row names to their defaults', async () => {
    const site = await createTestSite(database);
    const user = {
      siteId: site.id,
      userId: 1,
      firstName: 'A',
      lastName: 'B',
      userType: 'user',
      isArchived: false,
      firstSeenAt: 0,
    };
    await database.execute(insertStatement(connecteamUsers, [user]));
    const [stored] = await database.select().from(connecteamUsers).where(eq(connecteamUsers.siteId, site.id));
    expect(stored).toMatchObject({ ...user, email: null, goneAt: null });
  });

  it('refuses an empty list', () => {
    expect(() => insertStatementText(employees, [])).toThrow(RangeError);
  });
});
