import { and, asc, eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { connecteamUsers } from '@/lib/db/schema/connecteam';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { loadAdminEmployee, loadAdminEmployees } from '@/lib/domain/employees/admin-loaders';
import { adminEmployeeAnswer, adminEmployeeList, adminEmployeesQuery } from '@/lib/domain/employees/admin-schema';
import { adminEmployeesStatement } from '@/lib/domain/employees/queries/get-admin-employees';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { planOf, wholeReads } from '@/test/explain';
import { at, database, NOW, newScene, punch, scan } from './identity-scene';
import { loadClocklessPeople, loadMappings, loadPreview } from './loaders';
import { getMappingCounts, identitiesStatement } from './queries/get-identities';
import { recentChangesStatement } from './queries/get-recent-changes';
import { clocklessList, mappingList, mappingPreview, mappingsQuery } from './schema';

const PEOPLE = 1_000;
const LOGINS = 100;

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/** A thousand people, every second with a clock login; a hundred clock logins that wait, and one for scans with work. */
async function bigSite() {
  const scene = await newScene();
  const siteId = scene.site.id;
  const firstNames = ['Abel', 'Bea', 'Cora', 'Dag', 'Elin', 'Finn', 'Gro'];
  const nameOf = (index: number) =>
    `${firstNames[index % 7]} ${String.fromCodePoint(97 + (index % 26), 97 + (Math.floor(index / 26) % 26), 111)}ssen`;
  await database.insert(employees).values(
    Array.from({ length: PEOPLE }, (_, index) => ({
      siteId,
      name: nameOf(index),
      email: `p${index}@example.com`,
      createdAt: NOW,
      updatedAt: NOW,
    })),
  );
  const people = await database
    .select({ id: employees.id })
    .from(employees)
    .where(eq(employees.siteId, siteId))
    .orderBy(asc(employees.id));
  const seen = { firstSeenAt: NOW, lastSeenAt: NOW };
  await database.insert(employeeIdentities).values(
    people.flatMap(({ id }, index) =>
      index % 2 === 0
        ? []
        : [
            {
              siteId,
              source: 'connecteam',
              externalId: String(index),
              employeeId: id,
              status: 'verified' as const,
              ...seen,
            },
          ],
    ),
  );
  await database.insert(connecteamUsers).values(
    Array.from({ length: LOGINS }, (_, index) => ({
      siteId,
      userId: 5_000 + index,
      firstName: nameOf(index).split(' ')[0] ?? '',
      lastName: 'Park',
      userType: 'user',
      // Every fourth has left, and never punched here.
      isArchived: index % 4 === 0,
      firstSeenAt: NOW,
    })),
  );
  await database.insert(employeeIdentities).values(
    Array.from({ length: LOGINS }, (_, index) => ({
      siteId,
      source: 'connecteam',
      externalId: String(5_000 + index),
      externalName: nameOf(index * 3),
      ...seen,
    })),
  );
  const ofClock = await database
    .select({ id: employeeIdentities.id })
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.status, 'verified')));
  for (const { id } of ofClock.slice(0, 100)) {
    await punch(scene, id, 'connecteam', '2026-03-10T13:00:00Z', '2026-03-10T19:00:00Z');
  }
  await database.execute(sql`ANALYZE TABLE clock_times, employee_identities`);
  await scan(scene, 'Cora Abosn', 'r-1', at('2026-03-10T14:00:00Z'));
  return { scene, siteId, people };
}

describe('what admins read of a big site', () => {
  it('costs a fixed number of statements, each by index, and is as documented', async () => {
    const { scene, siteId, people } = await bigSite();
    const { site } = scene;
    const counts = await getMappingCounts(database, siteId);
    expect(counts).toEqual({ logins: LOGINS * 0.75 + 1, people: PEOPLE / 2 });

    const queue = await recordStatements(() => loadMappings(site, mappingsQuery.parse({}), NOW));
    expect(mappingList.parse(queue.result)).toEqual(queue.result);
    expect(queue.result.rows).toHaveLength(counts.logins);
    expect(queue.result.rows.every((row) => row.suggestions.length === 3)).toBe(true);
    expect(queue.statements).toHaveLength(5);

    const clockless = await recordStatements(() => loadClocklessPeople(site, NOW));
    expect(clocklessList.parse(clockless.result)).toEqual(clockless.result);
    expect(clockless.statements).toHaveLength(3);

    const identityId = queue.result.rows.find((row) => row.source === 'api')?.id ?? 0;
    const employeeId = people[0]?.id ?? 0;
    const preview = await recordStatements(() => loadPreview(site, { identityId, action: 'link', employeeId }, NOW));
    expect(mappingPreview.parse(preview.result)).toMatchObject({ total: { arrives: { items: 5 } } });
    expect(preview.statements).toHaveLength(5);

    const list = await recordStatements(() => loadAdminEmployees(site, adminEmployeesQuery.parse({}), NOW));
    expect(adminEmployeeList.parse(list.result)).toEqual(list.result);
    expect([list.result.rows.length, list.statements.length]).toEqual([500, 1]);
    expect(list.result.nextCursor).not.toBeNull();
    const detail = await recordStatements(() => loadAdminEmployee(site, employeeId, NOW));
    expect(adminEmployeeAnswer.parse(detail.result)).toEqual(detail.result);
    expect(detail.statements.length).toBeLessThanOrEqual(6);

    const page = { siteId, search: null, limit: 50 };
    const plans = [
      identitiesStatement({ ...page, view: 'waiting', before: null }),
      identitiesStatement({ ...page, view: 'linked', before: 9_000_000, search: 'a' }),
      adminEmployeesStatement({ ...page, status: 'active', after: null }),
      recentChangesStatement({ siteId, before: null, limit: 50 }),
      recentChangesStatement({ siteId, of: { employeeId, identityIds: [identityId] }, before: null, limit: 50 }),
    ];
    for (const statement of plans) {
      expect(wholeReads(await planOf(database, statement), ['w'])).toEqual([]);
    }
  });

  it('finds logins by name, id, email and person, page by page', async () => {
    const { scene } = await bigSite();
    const read = (query: object) => loadMappings(scene.site, mappingsQuery.parse(query), NOW);
    const first = await read({ limit: 40 });
    const second = await read({ limit: 40, cursor: first.nextCursor });
    expect([first.rows.length, second.rows.length, second.nextCursor]).toEqual([40, 36, null]);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(76);
    expect((await read({ q: 'cora ab' })).rows.map((row) => row.externalName)).toContain('Cora Abosn');
    const linked = await read({ view: 'linked', q: 'Bea bao' });
    expect(linked.rows.map((row) => row.employee?.name)).toEqual(['Bea baossen']);
    expect((await read({ q: '100%' })).rows).toEqual([]);
  });
});
