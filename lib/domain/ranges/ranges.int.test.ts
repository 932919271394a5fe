import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { employees } from '@/lib/db/schema/employees';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { addDays, daysFromTo } from '@/lib/platform/time/business-day';
import { fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { fillOtherDays, planOf, wholeReads } from '@/test/explain';
import { FactFloor } from '@/test/fact-floor';
import { loadDateRangeText } from './loaders';
import { departmentRangeStatement } from './queries/get-department-range';
import { departmentUnmappedStatement } from './queries/get-department-unmapped';
import { rangeDaysStatement } from './queries/get-range-days';
import { rangeDepartmentsStatement } from './queries/get-range-departments';
import { rangePeopleStatement } from './queries/get-range-people';
import { type DateRange, type DateRangeQuery, dateRange } from './schema';

const database = openTestDatabase();
const NOW = fromIsoInstant('2026-03-20T20:00:00-05:00');

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

async function load(
  floor: FactFloor,
  request: Pick<DateRangeQuery, 'from' | 'to'> & Partial<DateRangeQuery>,
): Promise<DateRange> {
  return dateRange.parse(
    JSON.parse(await loadDateRangeText(floor.site, { compare: 'none', breakdown: 'none', ...request }, NOW)),
  );
}

type Worker = Awaited<ReturnType<FactFloor['person']>>;
/** An hour on the clock with so many items from its first second on; points = items for Picking. */
async function workDay(floor: FactFloor, who: Worker, day: IsoDay, items: number, department = 'Picking') {
  await floor.punch(who, floor.at(day, '06:00'), floor.at(day, '07:00'));
  if (items > 0) await floor.scan(who, department, items, floor.at(day, '06:00'), floor.at(day, '07:00'));
}

/** Ada 100, 120 (Tue), 80; Bo one day clocked without a scan; Cleo packs 50 without clock; 10 packed by nobody known. */
async function usualFloor() {
  const floor = await FactFloor.create(database);
  const ada = await floor.person('Ada Example');
  const bo = await floor.person('Bo Example');
  const cleo = await floor.person('Cleo Example');
  await workDay(floor, ada, '2026-03-02', 100);
  await workDay(floor, ada, '2026-03-03', 120);
  await workDay(floor, ada, '2026-03-05', 80);
  await workDay(floor, bo, '2026-03-03', 0);
  await floor.scan(cleo, 'Packing', 50, floor.at('2026-03-03', '09:00'), floor.at('2026-03-03', '09:30'));
  await floor.scan(
    await floor.login(),
    'Packing',
    10,
    floor.at('2026-03-04', '09:00'),
    floor.at('2026-03-04', '09:30'),
  );
  // The week before: 200 in all.
  await workDay(floor, ada, '2026-02-24', 200);
  const everybody = [ada.employeeId, bo.employeeId, cleo.employeeId, 0];
  await floor.score(everybody, daysFromTo('2026-02-23', '2026-03-08'), NOW);
  return { floor, ada, bo, cleo };
}

describe('a range of days', () => {
  it('is as worked out by hand', async () => {
    const { floor, ada, bo, cleo } = await usualFloor();
    const range = await load(floor, { from: '2026-03-02', to: '2026-03-08' });
    expect(range).toMatchObject({ source: 'stored', state: 'live', compare: 'none', compared: null });
    expect(range.totals).toEqual({
      people: 3,
      days: 4,
      items: 360,
      finishedItems: 60,
      points: 348, // 300 + 60 x 0.8
      unmappedItems: 10,
      clockedSeconds: 4 * 3600,
      activeSeconds: 3 * 3600 + 1800,
      utilizationPercent: 75,
    });
    expect(range.days.map((day) => [day.date, day.people, day.items, day.points, day.unmappedItems])).toEqual([
      ['2026-03-02', 1, 100, 100, 0],
      ['2026-03-03', 3, 170, 160, 0],
      ['2026-03-04', 0, 10, 8, 10],
      ['2026-03-05', 1, 80, 80, 0],
    ]);
    expect(range.people.map((person) => [person.rank, person.employeeId])).toEqual([
      [1, ada.employeeId],
      [2, cleo.employeeId],
      [3, bo.employeeId],
    ]);
    expect(range.people[0]).toEqual({
      rank: 1,
      employeeId: ada.employeeId,
      name: 'Ada Example',
      isArchived: false,
      daysWorked: 3,
      items: 300,
      points: 300,
      clockedSeconds: 3 * 3600,
      activeSeconds: 3 * 3600,
      itemsPerHour: 100,
      efficiency: 1,
      averagePoints: 100,
      best: { date: '2026-03-03', points: 120 },
      worst: { date: '2026-03-05', points: 80 },
      consistency: 80,
      trend: null,
      compared: null,
      itemsChangePercent: null,
      pointsChangePercent: null,
      breakdown: null,
    });
    expect(range.people[1]).toMatchObject({ daysWorked: 1, itemsPerHour: null, efficiency: null, consistency: 100 });
    expect(range.people[2]).toMatchObject({
      daysWorked: 0,
      points: 0,
      itemsPerHour: 0,
      efficiency: 0,
      averagePoints: null,
      best: null,
      worst: null,
      consistency: null,
    });
  });

  it('compares with the range before and with the same weekdays a week earlier', async () => {
    const { floor } = await usualFloor();
    const previous = await load(floor, { from: '2026-03-02', to: '2026-03-08', compare: 'previous' });
    expect(previous.compared).toMatchObject({
      from: '2026-02-23',
      to: '2026-03-01',
      totals: { items: 200, points: 200, people: 1, days: 1 },
      itemsChangePercent: 80,
      pointsChangePercent: 74,
      finishedItemsChangePercent: null,
      clockedSecondsChangePercent: 300,
    });
    expect(previous.people[0]).toMatchObject({
      compared: { rank: 1, daysWorked: 1, items: 200, points: 200 },
      itemsChangePercent: 50,
      pointsChangePercent: 50,
    });
    expect(previous.people[1]).toMatchObject({ compared: null, itemsChangePercent: null });
    const weekday = await load(floor, { from: '2026-03-03', to: '2026-03-03', compare: 'weekday' });
    expect(weekday.compared).toMatchObject({ from: '2026-02-24', to: '2026-02-24', itemsChangePercent: -15 });
    const empty = await load(floor, { from: '2026-03-05', to: '2026-03-05', compare: 'previous' });
    expect(empty.compared).toMatchObject({ totals: { items: 10, people: 0 }, itemsChangePercent: 700 });
  });

  it('knows the trend from 14 worked days on, the newest last, and the first of equal best and worst days', async () => {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('Ada Example');
    const days = daysFromTo('2026-03-01', '2026-03-14');
    for (const [index, day] of days.entries()) await workDay(floor, ada, day, index < 7 ? 100 : 106);
    await floor.score([ada.employeeId], days, NOW);
    const [person] = (await load(floor, { from: '2026-03-01', to: '2026-03-14' })).people;
    expect(person).toMatchObject({
      trend: 'improving',
      best: { date: '2026-03-08', points: 106 },
      worst: { date: '2026-03-01', points: 100 },
    });
    expect((await load(floor, { from: '2026-03-02', to: '2026-03-14' })).people[0]?.trend).toBeNull();
  });

  it('shares a rank between equal points and keeps archived people', async () => {
    const floor = await FactFloor.create(database);
    const [ada, bo, cleo] = [await floor.person('Ada'), await floor.person('Bo'), await floor.person('Cleo')];
    await workDay(floor, ada, '2026-03-02', 10);
    await workDay(floor, bo, '2026-03-02', 20);
    await workDay(floor, cleo, '2026-03-03', 20);
    await floor.score([ada.employeeId, bo.employeeId, cleo.employeeId], ['2026-03-02', '2026-03-03'], NOW);
    await database.update(employees).set({ archivedAt: NOW }).where(eq(employees.id, bo.employeeId));
    const { people } = await load(floor, { from: '2026-03-02', to: '2026-03-03' });
    expect(people.map((one) => [one.rank, one.name, one.isArchived])).toEqual([
      [1, 'Bo', true],
      [1, 'Cleo', false],
      [3, 'Ada', false],
    ]);
  });

  it('of a department counts what was done in it, and the whole time of the days on which that was', async () => {
    const { floor, ada, cleo } = await usualFloor();
    // Ada packs 5 on Monday between 6 and 7 besides her 100 picked; 5 x 0.8 = 4 points.
    await floor.scan(ada, 'Packing', 5, floor.at('2026-03-02', '06:10'), floor.at('2026-03-02', '06:20'));
    await floor.score([ada.employeeId], ['2026-03-02'], NOW);
    const range = { from: '2026-03-02', to: '2026-03-08' };
    const packing = await load(floor, { ...range, department: 'Packing', compare: 'previous' });
    expect(packing).toMatchObject({ department: 'Packing', departments: null });
    expect(packing.totals).toMatchObject({
      people: 2,
      days: 3,
      items: 65, // 5 and 50, and 10 of nobody known
      finishedItems: 65,
      points: 52,
      unmappedItems: 10,
      clockedSeconds: 3600,
      activeSeconds: 3600 + 1800,
    });
    expect(packing.compared).toMatchObject({ totals: { items: 0, people: 0 }, itemsChangePercent: null });
    expect(packing.people.map((one) => [one.rank, one.employeeId, one.daysWorked, one.items, one.points])).toEqual([
      [1, cleo.employeeId, 1, 50, 40],
      [2, ada.employeeId, 1, 5, 4],
    ]);
    expect(packing.people[1]).toMatchObject({
      clockedSeconds: 3600,
      itemsPerHour: 105, // of the whole day
      averagePoints: 4,
      best: { date: '2026-03-02', points: 4 },
      worst: { date: '2026-03-02', points: 4 },
    });
    await expect(load(floor, { ...range, department: 'Nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells what everybody did in each department when asked', async () => {
    const { floor } = await usualFloor();
    const range = await load(floor, { from: '2026-03-02', to: '2026-03-08', breakdown: 'department' });
    expect(range.departments?.filter((one) => one.items > 0)).toEqual([
      { department: 'Picking', colour: 1, items: 300, points: 300, people: 1, unmappedItems: 0 },
      { department: 'Packing', colour: 5, items: 60, points: 48, people: 1, unmappedItems: 10 },
    ]);
    expect(range.departments).toHaveLength(5);
    expect(range.people.map((person) => person.breakdown)).toEqual([
      [{ department: 'Picking', items: 300, points: 300 }],
      [{ department: 'Packing', items: 50, points: 40 }],
      [],
    ]);
    const department = range.departments?.find((one) => one.department === 'Packing');
    const packing = await load(floor, { from: '2026-03-02', to: '2026-03-08', department: 'Packing' });
    expect(packing.totals).toMatchObject({ items: department?.items, points: department?.points });
  });

  it('of an empty site has nulls where a number does not exist', async () => {
    const floor = await FactFloor.create(database);
    const range = await load(floor, { from: '2026-03-01', to: '2026-03-20', compare: 'previous' });
    expect(range).toMatchObject({ source: 'live', days: [], people: [] });
    expect(range.totals).toMatchObject({ people: 0, items: 0, utilizationPercent: null });
    expect(range.compared).toMatchObject({ itemsChangePercent: null, pointsChangePercent: null });
  });

  it('refuses more than 400 days, days in the future and a range that ends before it begins', async () => {
    const floor = await FactFloor.create(database);
    const refused = { code: 'VALIDATION', details: [{ field: 'to', message: expect.any(String) }] };
    await expect(load(floor, { from: addDays('2026-03-20', -400), to: '2026-03-20' })).rejects.toMatchObject(refused);
    await expect(load(floor, { from: '2026-03-20', to: '2026-03-21' })).rejects.toMatchObject(refused);
    await expect(load(floor, { from: '2026-03-20', to: '2026-03-19' })).rejects.toMatchObject(refused);
  });

  it('costs two statements, four with a comparison, by the key and over no raw fact', async () => {
    const { floor } = await usualFloor();
    const range = { from: '2026-03-02', to: '2026-03-08' };
    const plain = await recordStatements(() => load(floor, range));
    const compared = await recordStatements(() => load(floor, { ...range, compare: 'previous' }));
    const apart = await recordStatements(() =>
      load(floor, { ...range, department: 'Picking', breakdown: 'department', compare: 'previous' }),
    );
    expect([plain, compared, apart].map(({ statements }) => statements.length)).toEqual([2, 4, 5]);
    expect([...plain.statements, ...apart.statements].join()).not.toMatch(/activity_logs|clock_times/);
    await fillOtherDays(database, floor.site.id, '2026-03-03', [
      'daily_scores',
      'daily_role_totals',
      'unmapped_totals',
    ]);
    const params = { siteId: floor.site.id, parts: { months: ['2026-02-01'], days: [range] } };
    const people = await planOf(database, rangePeopleStatement(params));
    const days = await planOf(database, rangeDaysStatement(params));
    const ofDays = { siteId: floor.site.id, ...range };
    const ofDepartment = [
      ...(await planOf(database, departmentRangeStatement({ ...ofDays, department: 'Picking' }))),
      ...(await planOf(database, departmentUnmappedStatement({ ...ofDays, department: 'Picking' }))),
      ...(await planOf(database, rangeDepartmentsStatement(ofDays))),
    ];
    expect(wholeReads([...people, ...days, ...ofDepartment], ['e', 'r'])).toEqual([]);
    // The days of a range lie together in the table itself.
    for (const plan of [people, days]) {
      expect(plan.find((step) => step.table === 'd')).toMatchObject({ type: 'range', key: 'PRIMARY' });
    }
  });
});
