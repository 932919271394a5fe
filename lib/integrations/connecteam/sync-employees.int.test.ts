import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { connecteamUsers } from '@/lib/db/schema/connecteam';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { ignoreIdentity } from '@/lib/domain/identity/mutations';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { runSyncEmployees } from './run';
import { type Bench, DAY, everything, hire, startBench, storedIssues, takeRequests } from './test-support';

const db = openTestDatabase();

function storedUsers({ site }: Bench) {
  return db
    .select()
    .from(connecteamUsers)
    .where(eq(connecteamUsers.siteId, site.id))
    .orderBy(asc(connecteamUsers.userId));
}

function storedIdentities({ site }: Bench) {
  return db
    .select()
    .from(employeeIdentities)
    .where(eq(employeeIdentities.siteId, site.id))
    .orderBy(asc(employeeIdentities.id));
}

function storedPeople({ site }: Bench) {
  return db.select().from(employees).where(eq(employees.siteId, site.id)).orderBy(asc(employees.id));
}

function addPerson(bench: Bench, name: string, email?: string) {
  const { site, time } = bench;
  return inTransaction(db, (tx) =>
    createEmployee(tx, { siteId: site.id, name, email, actor: TEST_ACTOR, now: time.now }),
  );
}

describe('the sync of users', () => {
  it('keeps what Connecteam says about each user, archived ones too, with an identity for each', async () => {
    const bench = await startBench(db);
    const title = bench.world.addCustomField({ name: 'Title', type: 'dropdown', options: ['Picker', 'Packer'] });
    const { userId } = bench.world.addUser({
      firstName: ' Zoë ',
      lastName: 'O’Brien-Ørsted',
      email: 'zoe@example.com',
      customFields: { [title.id]: [1, 0] },
    });
    bench.world.addUser({ firstName: '李', lastName: '小龍 🐉', isArchived: true });
    expect(await runSyncEmployees(bench.deps)).toMatchObject({
      status: 'success',
      counts: { users: 2, added: 2, changed: 0, gone: 0, linked: 0, created: 0 },
    });
    expect(await storedUsers(bench)).toMatchObject([
      {
        userId,
        firstName: 'Zoë',
        lastName: 'O’Brien-Ørsted',
        email: 'zoe@example.com',
        title: 'Packer, Picker',
        isArchived: false,
      },
      { firstName: '李', lastName: '小龍 🐉', email: null, title: null, isArchived: true, archivedAt: bench.time.now },
    ]);
    expect(await storedIdentities(bench)).toMatchObject([
      {
        source: 'connecteam',
        externalId: String(userId),
        externalName: 'Zoë O’Brien-Ørsted',
        externalEmail: 'zoe@example.com',
        status: 'unmapped',
      },
      { externalName: '李 小龍 🐉', externalEmail: null, status: 'unmapped' },
    ]);
    expect(await storedPeople(bench)).toEqual([]);
  });

  it('writes nothing when the same users come again', async () => {
    const bench = await startBench(db);
    for (let count = 0; count < 3; count++) hire(bench);
    await runSyncEmployees(bench.deps, { createPeople: true });
    const before = await everything(bench);
    bench.time.now += DAY;
    expect(await runSyncEmployees(bench.deps, { createPeople: true })).toMatchObject({
      status: 'success',
      counts: { users: 3, added: 0, changed: 0, linked: 0, created: 0 },
    });
    expect(await everything(bench)).toEqual(before);
  });

  it.each([500, 1000, 501])('reads all of %i users, and no page more than needed', async (count) => {
    const bench = await startBench(db);
    for (let index = 0; index < count; index++) {
      bench.world.addUser({ firstName: 'Ann', lastName: `No ${index}`, createdAt: bench.time.now - index });
    }
    expect(await runSyncEmployees(bench.deps)).toMatchObject({ counts: { users: count, added: count } });
    expect(await storedUsers(bench)).toHaveLength(count);
    const pages = takeRequests(bench).map((request) => [
      request.query.limit?.[0],
      request.query.sort?.[0],
      request.query.userStatus?.[0],
    ]);
    expect(pages).toEqual(Array.from({ length: Math.floor(count / 500) + 1 }, () => ['500', 'created_at', 'all']));
  });

  it('misses nobody and doubles nobody when users come and go between two pages', async () => {
    const bench = await startBench(db);
    const users = Array.from({ length: 700 }, (_, index) =>
      bench.world.addUser({ firstName: 'Bo', lastName: `No ${index}`, createdAt: bench.time.now - 700 + index }),
    );
    await runSyncEmployees(bench.deps);
    bench.control.beforeServing({ path: '/users/v1/users', after: 1 }, (world) => {
      world.addUser({ firstName: 'New', lastName: 'Comer' });
      world.archiveUser(users[3]?.userId ?? 0);
      // Everybody behind moves up a row, so that one falls between the pages.
      world.deleteUser(users[10]?.userId ?? 0);
    });
    expect(await runSyncEmployees(bench.deps)).toMatchObject({ status: 'success', counts: { gone: 0 } });
    const afterwards = await runSyncEmployees(bench.deps);
    expect(afterwards).toMatchObject({ status: 'success', counts: { gone: 1, added: 0 } });
    const rows = await storedUsers(bench);
    expect(rows).toHaveLength(701);
    expect(rows.filter((row) => row.goneAt !== null).map((row) => row.userId)).toEqual([users[10]?.userId]);
    expect(rows.find((row) => row.userId === users[3]?.userId)?.isArchived).toBe(true);
  });

  it('keeps a deleted user, marked as gone, and takes the mark away when the user is back', async () => {
    const bench = await startBench(db);
    const [first, second] = [hire(bench), hire(bench)];
    await runSyncEmployees(bench.deps);
    const user = bench.world.users.get(first);
    bench.world.deleteUser(first);
    bench.time.now += DAY;
    expect(await runSyncEmployees(bench.deps)).toMatchObject({ status: 'success', counts: { gone: 1 } });
    expect(await storedUsers(bench)).toMatchObject([
      { userId: first, goneAt: bench.time.now },
      { userId: second, goneAt: null },
    ]);
    if (user !== undefined) bench.world.users.set(first, user);
    await runSyncEmployees(bench.deps);
    expect(await storedUsers(bench)).toMatchObject([{ goneAt: null }, { goneAt: null }]);
  });

  it('marks nobody as gone after a list that is too short to be believed', async () => {
    const bench = await startBench(db);
    for (let count = 0; count < 4; count++) hire(bench);
    await runSyncEmployees(bench.deps);
    bench.control.addFault({ path: '/users/v1/users', effect: { kind: 'empty_lists' } });
    expect(await runSyncEmployees(bench.deps)).toMatchObject({ status: 'partial', counts: { gone: 0 } });
    expect((await storedUsers(bench)).every((row) => row.goneAt === null)).toBe(true);
    expect(await storedIssues(bench)).toMatchObject([
      { kind: 'suspicious_source', subject: 'connecteam:users', status: 'open' },
    ]);
    expect(await runSyncEmployees(bench.deps)).toMatchObject({ status: 'success' });
    expect(await storedIssues(bench)).toMatchObject([{ status: 'resolved' }]);
  });

  it('never lets names, emails and archive marks of ours follow the source', async () => {
    const bench = await startBench(db);
    const userId = hire(bench, 'Mia Holm');
    await runSyncEmployees(bench.deps, { createPeople: true });
    const before = await storedPeople(bench);
    bench.world.updateUser(userId, { firstName: 'Maria', email: 'maria@example.com' });
    bench.world.archiveUser(userId);
    expect(await runSyncEmployees(bench.deps)).toMatchObject({ counts: { changed: 1 } });
    expect(await storedUsers(bench)).toMatchObject([{ firstName: 'Maria', isArchived: true }]);
    expect(await storedIdentities(bench)).toMatchObject([{ externalName: 'Maria Holm', status: 'verified' }]);
    expect(await storedPeople(bench)).toEqual(before);
  });
});

describe('people for users', () => {
  it('links by identical email, one to one and unarchived', async () => {
    const bench = await startBench(db);
    const single = await addPerson(bench, 'Somebody Else', 'single@example.com');
    await addPerson(bench, 'Twin One', 'twin@example.com');
    await addPerson(bench, 'Twin Two', 'twin@example.com');
    await addPerson(bench, 'Left Long Ago', 'left@example.com');
    for (const [email, isArchived] of [
      [' Single@Example.com ', false],
      ['twin@example.com', false],
      ['left@example.com', true],
    ] as const) {
      bench.world.addUser({ firstName: 'Qq', lastName: 'Ww', email, isArchived });
    }
    expect(await runSyncEmployees(bench.deps)).toMatchObject({ counts: { linked: 1 } });
    expect((await storedIdentities(bench)).map((row) => [row.status, row.employeeId])).toEqual([
      ['verified', single],
      ['unmapped', null],
      ['unmapped', null],
    ]);
  });

  it('creates people for users without a match and leaves matches to be judged', async () => {
    const bench = await startBench(db);
    await addPerson(bench, 'Jonathan Fields');
    const twin = await addPerson(bench, 'Twin One', 'twin@example.com');
    await addPerson(bench, 'Twin Two', 'twin@example.com');
    bench.world.addUser({ firstName: 'Jonathan', lastName: 'Field' });
    bench.world.addUser({ firstName: 'Xu', lastName: 'Qi', email: 'twin@example.com' });
    bench.world.addUser({ firstName: 'Priya', lastName: 'Raman', email: 'priya@example.com' });
    bench.world.addUser({ firstName: 'Priya', lastName: 'Raman', email: 'priya.2@example.com' });
    bench.world.addUser({ firstName: 'Old', lastName: 'Timer', isArchived: true });
    const ignored = bench.world.addUser({ firstName: 'Kiosk', lastName: 'Account' });
    await runSyncEmployees(bench.deps);
    const identity = (await storedIdentities(bench)).find((row) => row.externalId === String(ignored.userId));
    await inTransaction(db, (tx) =>
      ignoreIdentity(tx, {
        siteId: bench.site.id,
        identityId: identity?.id ?? 0,
        actor: TEST_ACTOR,
        now: bench.time.now,
      }),
    );
    expect(await runSyncEmployees(bench.deps, { createPeople: true })).toMatchObject({
      counts: { created: 2, toJudge: 2 },
    });
    const people = await storedPeople(bench);
    expect(people.map((person) => person.name)).toEqual([
      'Jonathan Fields',
      'Twin One',
      'Twin Two',
      'Priya Raman',
      'Priya Raman',
    ]);
    expect(people.slice(3).every((person) => person.connecteamUserId !== null)).toBe(true);
    expect(people.find((person) => person.id === twin)?.connecteamUserId).toBeNull();
    expect(await runSyncEmployees(bench.deps, { createPeople: true })).toMatchObject({
      counts: { created: 0, toJudge: 2 },
    });
  });
});
