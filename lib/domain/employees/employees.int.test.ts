import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { employees } from '@/lib/db/schema/employees';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { planOf } from '@/test/explain';
import { FactFloor } from '@/test/fact-floor';
import { loadEmployeeStats, loadEmployees } from './loaders';
import { employeeDaysStatement } from './queries/get-employee-days';
import { employeesStatement } from './queries/get-employees';
import { type EmployeesQuery, employeeList, employeeStats, employeesQuery } from './schema';

const database = openTestDatabase();
const NOW = fromIsoInstant('2026-03-10T14:00:00-05:00');
const TODAY = '2026-03-10';

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

const list = (floor: FactFloor, request: Partial<EmployeesQuery> = {}) =>
  loadEmployees(floor.site, employeesQuery.parse(request), NOW);
const names = async (floor: FactFloor, request: Partial<EmployeesQuery>) =>
  (await list(floor, request)).rows.map((row) => row.name);

async function crew(): Promise<FactFloor> {
  const floor = await FactFloor.create(database);
  for (const name of ['Mara Quist', 'Ana Mar', 'ana mar', 'Zoë Marsh', 'Bo 100%', 'Omar Vale'])
    await floor.person(name);
  await floor.person('Gone Marlow', { archivedAt: NOW });
  return floor;
}

describe('the list of people', () => {
  it('is by name, archived people only when asked for', async () => {
    const floor = await crew();
    const all = employeeList.parse(await list(floor));
    expect(all.rows.map((row) => row.name)).toEqual([
      'Ana Mar',
      'ana mar',
      'Bo 100%',
      'Mara Quist',
      'Omar Vale',
      'Zoë Marsh',
    ]);
    expect(all.rows[0]).toMatchObject({ sources: ['api'], department: null, isClockedIn: false, isArchived: false });
    expect(all.nextCursor).toBeNull();
    expect(await names(floor, { status: 'archived' })).toEqual(['Gone Marlow']);
    expect(await names(floor, { status: 'all' })).toHaveLength(7);
  });

  it('is searched by the beginning of any word of the name, whatever its case and accents', async () => {
    const floor = await crew();
    expect(await names(floor, { q: 'mar' })).toEqual(['Ana Mar', 'ana mar', 'Mara Quist', 'Zoë Marsh']);
    expect(await names(floor, { q: 'ZOE M' })).toEqual(['Zoë Marsh']);
    expect(await names(floor, { q: 'ar' })).toEqual([]);
    expect(await names(floor, { q: '100%' })).toEqual(['Bo 100%']);
    expect(await names(floor, { q: '%' })).toEqual([]);
    expect(await names(floor, { q: '_na' })).toEqual([]);
    expect(await names(floor, { q: "o' OR 1=1 \\" })).toEqual([]);
  });

  it('comes in pages that neither lose nor repeat anybody, equal names included', async () => {
    const floor = await crew();
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 10; page++) {
      const answer = await list(floor, { limit: 1, cursor });
      seen.push(...answer.rows.map((row) => row.name));
      if (answer.nextCursor === null) break;
      cursor = answer.nextCursor;
    }
    expect(seen).toEqual(['Ana Mar', 'ana mar', 'Bo 100%', 'Mara Quist', 'Omar Vale', 'Zoë Marsh']);
    await expect(list(floor, { cursor: 'bm90IGEgY3Vyc29y' })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('finds 20 and lists 100 unless told', async () => {
    const floor = await FactFloor.create(database);
    await database.insert(employees).values(
      Array.from({ length: 130 }, (_, index) => ({
        siteId: floor.site.id,
        name: `Person ${String(index).padStart(3, '0')}`,
        createdAt: 0,
        updatedAt: 0,
      })),
    );
    expect(await names(floor, { q: 'person' })).toHaveLength(20);
    expect(await names(floor, {})).toHaveLength(100);
    expect(await names(floor, { q: '12' })).toHaveLength(10);
  });

  it('shows what people do today', async () => {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('Ada Example');
    await floor.punch(ada, floor.at(TODAY, '08:00'), null);
    await floor.scan(ada, 'Packing', 5, floor.at(TODAY, '08:00'), floor.at(TODAY, '08:10'));
    await floor.score([ada.employeeId], [TODAY], NOW);
    expect((await list(floor)).rows[0]).toMatchObject({
      department: 'Packing',
      items: 5,
      points: 4,
      clockedSeconds: 6 * 3600,
      isClockedIn: true,
    });
  });

  it('shows the figures of another day, and who is there now whatever the day', async () => {
    const floor = await FactFloor.create(database);
    const [fay, bo] = [await floor.person('Fay Example'), await floor.person('Bo Example')];
    const day = '2026-03-09';
    const night = floor.at(TODAY, '02:00');
    // Clocked in before midnight: her day is the one before, and she is still there.
    await floor.punch(fay, floor.at(day, '22:00'), null);
    await floor.scan(fay, 'Picking', 7, floor.at(day, '22:00'), floor.at(day, '22:10'));
    await floor.punch(bo, floor.at(day, '06:00'), floor.at(day, '07:00'));
    await floor.scan(bo, 'Packing', 5, floor.at(day, '06:00'), floor.at(day, '06:10'));
    await floor.score([fay.employeeId, bo.employeeId], [day, TODAY], night);
    const ask = async (request: Partial<EmployeesQuery>) =>
      employeeList.parse(await loadEmployees(floor.site, employeesQuery.parse(request), night));
    expect((await ask({})).rows.map((row) => [row.name, row.department, row.isClockedIn])).toEqual([
      ['Bo Example', null, false],
      ['Fay Example', null, true],
    ]);
    const before = await ask({ date: day });
    expect(before).toMatchObject({ date: day, source: 'stored' });
    expect(before.rows.map((row) => [row.name, row.department, row.items, row.isClockedIn])).toEqual([
      ['Bo Example', 'Packing', 5, false],
      ['Fay Example', 'Picking', 7, true],
    ]);
    await expect(ask({ date: '2026-03-11' })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('is of one department when asked for, page by page', async () => {
    const floor = await FactFloor.create(database);
    const ids: number[] = [];
    for (const [index, department] of ['Packing', 'Picking', 'Packing', 'Packing'].entries()) {
      const person = await floor.person(`Person ${index}`);
      await floor.scan(person, department, 5, floor.at(TODAY, '08:00'), floor.at(TODAY, '08:10'));
      ids.push(person.employeeId);
    }
    await floor.score(ids, [TODAY], NOW);
    const first = await list(floor, { department: 'Packing', limit: 2 });
    expect(first.rows.map((row) => row.name)).toEqual(['Person 0', 'Person 2']);
    expect(first.departments[0]).toEqual({ department: 'Picking', colour: 1 });
    const second = await list(floor, { department: 'Packing', limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.rows.map((row) => row.name)).toEqual(['Person 3']);
    expect(second.nextCursor).toBeNull();
    expect(await names(floor, { department: 'Nowhere' })).toEqual([]);
  });

  it('costs two statements, on the index of names', async () => {
    const floor = await crew();
    expect((await recordStatements(() => list(floor, { q: 'mar' }))).statements).toHaveLength(2);
    const params = {
      siteId: floor.site.id,
      date: TODAY,
      openDays: ['2026-03-08', '2026-03-09', TODAY],
      status: 'active' as const,
      department: null,
      limit: 21,
    };
    for (const search of [null, 'mar']) {
      const plan = await planOf(database, employeesStatement({ ...params, search, after: { name: 'Ana', id: 1 } }));
      expect(plan.find((step) => step.table === 'e')).toMatchObject({ key: 'ix_employees_site_name' });
      expect(plan.filter((step) => step.type === 'ALL' && step.table !== 'r')).toEqual([]);
      expect(plan.some((step) => (step.Extra ?? '').includes('filesort') && step.table === 'e')).toBe(false);
    }
  });
});

describe('the figures of a person', () => {
  async function worked() {
    const floor = await FactFloor.create(database);
    const [ada, bo] = [await floor.person('Ada Example'), await floor.person('Bo Example')];
    for (const day of ['2026-02-10', '2026-03-09', TODAY]) {
      await floor.punch(ada, floor.at(day, '06:00'), floor.at(day, '08:00'));
      await floor.scan(ada, 'Heat Press', 5, floor.at(day, '06:20'), floor.at(day, '06:30'));
      await floor.scan(ada, 'Heat Press', 5, floor.at(day, '06:50'), floor.at(day, '07:00'));
    }
    await floor.scan(bo, 'Picking', 100, floor.at(TODAY, '09:00'), floor.at(TODAY, '09:10'));
    await floor.score([ada.employeeId, bo.employeeId], ['2026-02-10', '2026-03-09', TODAY], NOW);
    return { floor, ada, bo };
  }

  it('are those of the date, with place, departments and the 28 days up to it', async () => {
    const { floor, ada } = await worked();
    const stats = employeeStats.parse(await loadEmployeeStats(floor.site, ada.employeeId, {}, NOW));
    expect(stats).toMatchObject({ date: TODAY, source: 'live', state: 'live', rank: 2, people: 2, streak: 0 });
    expect(stats.employee).toMatchObject({ employeeId: ada.employeeId, name: 'Ada Example', isArchived: false });
    expect(stats.day).toMatchObject({
      items: 10,
      points: 12,
      itemsPerHour: 5,
      clockedSeconds: 7200,
      idleSeconds: 2400,
      activeSeconds: 4800,
      efficiency: 0.6667,
      targetPoints: 300, // 6,600 / 22
      targetPercent: 4,
      firstClockIn: '2026-03-10T11:00:00Z',
    });
    expect(stats.departments).toEqual([
      {
        roleId: floor.roleId('Heat Press'),
        role: 'Heat Press Operator',
        department: 'Heat Press',
        items: 10,
        points: 12,
        activityCount: 2,
        workedSeconds: 7200,
      },
    ]);
    expect(stats.trend.map((day) => day.date)).toEqual(['2026-03-09', TODAY]);
  });

  it('are null on a day without any', async () => {
    const { floor, bo } = await worked();
    const stats = await loadEmployeeStats(floor.site, bo.employeeId, { date: '2026-03-09' }, NOW);
    expect(stats).toMatchObject({ source: 'stored', day: null, rank: null, people: null, departments: [], trend: [] });
    const today = await loadEmployeeStats(floor.site, bo.employeeId, {}, NOW);
    expect(today.day).toMatchObject({ itemsPerHour: null, efficiency: null, isEstimated: true, targetPercent: 10 });
  });

  it('are there for archived people and for nobody of another site', async () => {
    const { floor, ada } = await worked();
    await database.update(employees).set({ archivedAt: NOW }).where(eq(employees.id, ada.employeeId));
    expect((await loadEmployeeStats(floor.site, ada.employeeId, {}, NOW)).employee.isArchived).toBe(true);
    const other = await FactFloor.create(database);
    await expect(loadEmployeeStats(other.site, ada.employeeId, {}, NOW)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const tomorrow = { date: '2026-03-11' };
    await expect(loadEmployeeStats(floor.site, ada.employeeId, tomorrow, NOW)).rejects.toMatchObject({
      code: 'VALIDATION',
    });
  });

  it('cost three statements and read no table whole', async () => {
    const { floor, ada } = await worked();
    const { statements } = await recordStatements(() => loadEmployeeStats(floor.site, ada.employeeId, {}, NOW));
    expect(statements).toHaveLength(3);
    const days = { siteId: floor.site.id, employeeId: ada.employeeId, from: '2026-02-11', to: TODAY };
    const plan = await planOf(database, employeeDaysStatement(days));
    expect(plan.filter((step) => step.type === 'ALL' || step.key === null)).toEqual([]);
  });
});
