import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { daysFromTo } from '@/lib/platform/time/business-day';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { fillOtherDays, planOf, wholeReads } from '@/test/explain';
import { FactFloor } from '@/test/fact-floor';
import { exportHeatmap } from './export-csv';
import { loadHourPeopleText } from './loaders';
import { hourPeopleStatement } from './queries/get-hour-people';
import { hourUnmappedStatement } from './queries/get-hour-unmapped';
import { dayHoursOf } from './rules';
import { type HourPeople, type HourPeopleQuery, heatmapExportQuery, hourPeople, hourPeopleQuery } from './schema';

const database = openTestDatabase();
/** A Tuesday and the next one. */
const DAY = '2026-03-03';
const NEXT = '2026-03-10';
const NOW = fromIsoInstant('2026-11-05T20:00:00-06:00');

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

async function load(floor: FactFloor, request: Partial<HourPeopleQuery>): Promise<HourPeople> {
  const query = hourPeopleQuery.parse({ from: DAY, to: DAY, ...request });
  return hourPeople.parse(JSON.parse(await loadHourPeopleText(floor.site, query, NOW)));
}

const shown = ({ rows }: HourPeople) => rows.map((row) => [row.date, row.name, row.items, row.points, row.workSeconds]);

/** At 6 Ada picks 50, packs 10 and is there all hour; Bo is there for 30 minutes; 5 packed by nobody known. */
async function usualFloor() {
  const floor = await FactFloor.create(database);
  const [ada, bo] = [await floor.person('Ada Example'), await floor.person('Bo Example')];
  const nobody = await floor.login();
  for (const day of [DAY, NEXT]) {
    const at = (time: string) => floor.at(day, time);
    await floor.punch(ada, at('06:00'), at('08:00'));
    await floor.punch(bo, at('06:30'), at('08:00'));
    await floor.scan(ada, 'Picking', day === DAY ? 50 : 70, at('06:10'), at('06:20'));
    await floor.scan(ada, 'Packing', 10, at('06:30'), at('06:40'));
    await floor.scan(nobody, 'Packing', 5, at('06:30'), at('06:40'));
  }
  await floor.score([ada.employeeId, bo.employeeId, 0], [DAY, NEXT], NOW);
  return { floor, ada, bo };
}

describe('who is behind a cell', () => {
  it('of a department in a real hour is who has items there', async () => {
    const { floor, ada } = await usualFloor();
    const start = toIsoInstant(floor.at(DAY, '06:00'));
    const packing = await load(floor, { start, department: 'Packing' });
    expect(packing).toMatchObject({
      ...{ from: DAY, to: DAY, source: 'stored', state: 'live' },
      total: { people: 1, items: 10, points: 8 },
      unmapped: { items: 5, points: 4 },
      rows: [{ employeeId: ada.employeeId, start }],
    });
    expect(shown(packing)).toEqual([[DAY, 'Ada Example', 10, 8, 3600]]);
    expect(shown(await load(floor, { start, department: 'Labeling' }))).toEqual([]);
    const other = toIsoInstant(floor.at(DAY, '07:00'));
    expect(await load(floor, { start: other, department: 'Packing' })).toMatchObject({
      rows: [],
      unmapped: { items: 0 },
    });
  });

  it('of the whole site is also who is only there', async () => {
    const { floor } = await usualFloor();
    const all = await load(floor, { hour: 6 });
    expect(shown(all)).toEqual([
      [DAY, 'Ada Example', 60, 58, 3600],
      [DAY, 'Bo Example', 0, 0, 1800],
    ]);
    expect(all.total).toEqual({ people: 2, items: 60, points: 58 });
  });

  it('over a range is one line a day, the most first; the sums know also what is not listed', async () => {
    const { floor, ada, bo } = await usualFloor();
    const picking = await load(floor, { to: NEXT, hour: 6, department: 'Picking', limit: 1 });
    expect(shown(picking)).toEqual([[NEXT, 'Ada Example', 70, 70, 3600]]);
    expect(picking.total).toEqual({ people: 2, items: 120, points: 120 });
    const person = await load(floor, { to: NEXT, hour: 6, employeeId: bo.employeeId });
    expect(shown(person)).toEqual([
      [NEXT, 'Bo Example', 0, 0, 1800],
      [DAY, 'Bo Example', 0, 0, 1800],
    ]);
    expect(person.unmapped).toBeNull();
    const weekday = { from: '2026-03-04', to: NEXT, hour: 6, employeeId: ada.employeeId };
    expect(shown(await load(floor, { ...weekday, weekday: 2 }))).toEqual([[NEXT, 'Ada Example', 80, 78, 3600]]);
    expect(shown(await load(floor, { ...weekday, weekday: 3 }))).toEqual([]);
    expect(shown(await load(floor, { from: DAY, to: DAY, hour: 6, weekday: 3 }))).toEqual([]);
  });

  it('of a mean leaves the work of nobody out on days when nobody was there', async () => {
    const { floor } = await usualFloor();
    const empty = '2026-03-17';
    await floor.scan(await floor.login(), 'Packing', 900, floor.at(empty, '06:30'), floor.at(empty, '06:40'));
    await floor.score([0], [empty], NOW);
    const range = { from: DAY, to: empty, hour: 6 };
    expect((await load(floor, { ...range, weekday: 2 })).unmapped).toEqual({ items: 10, points: 8 });
    expect((await load(floor, range)).unmapped).toEqual({ items: 910, points: 728 });
  });

  it('tells the two hours of a day apart that have the same name', async () => {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('Ada Example');
    const first = floor.at('2026-11-01', '01:00');
    await floor.punch(ada, first, first + 7200);
    await floor.scan(ada, 'Picking', 3, first + 60, first + 120);
    await floor.scan(ada, 'Picking', 4, first + 3660, first + 3720);
    await floor.score([ada.employeeId], ['2026-11-01'], NOW);
    const day = { from: '2026-11-01', to: '2026-11-01', department: 'Picking' };
    expect((await load(floor, { ...day, start: toIsoInstant(first) })).total.items).toBe(3);
    expect((await load(floor, { ...day, start: toIsoInstant(first + 3600) })).total.items).toBe(4);
    expect((await load(floor, { ...day, hour: 1 })).total).toMatchObject({ items: 7, people: 2 });
  });

  it('is refused without an hour, with two of them, and for a department that there is not', async () => {
    const { floor } = await usualFloor();
    const start = toIsoInstant(floor.at(DAY, '06:00'));
    expect(hourPeopleQuery.safeParse({ from: DAY, to: DAY }).success).toBe(false);
    expect(hourPeopleQuery.safeParse({ from: DAY, to: DAY, start, hour: 6 }).success).toBe(false);
    await expect(load(floor, { hour: 6, department: 'Nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(load(floor, { hour: 6, to: '2026-12-01' })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('is of one site', async () => {
    const { ada } = await usualFloor();
    const other = await FactFloor.create(database);
    expect((await load(other, { hour: 6, employeeId: ada.employeeId })).rows).toEqual([]);
  });

  it('costs two statements, one more for a department, one for a person, and reads no table whole', async () => {
    const { floor, ada } = await usualFloor();
    for (const [scope, count] of [
      [{}, 2],
      [{ department: 'Picking' }, 3],
      [{ employeeId: ada.employeeId }, 1],
    ] as const) {
      const asked = { to: NEXT, hour: 6, ...scope };
      expect((await recordStatements(() => load(floor, asked))).statements).toHaveLength(count);
      expect((await recordStatements(() => load(floor, asked))).statements).toEqual([]);
    }
    await fillOtherDays(database, floor.site.id, DAY, ['hourly_role_totals', 'hourly_presence', 'unmapped_totals']);
    const hours = dayHoursOf(floor.site, daysFromTo('2026-03-01', NEXT), 6);
    const all = { siteId: floor.site.id, hours };
    for (const employeeId of [null, ada.employeeId]) {
      for (const roleIds of [null, [floor.roleId('Picking')]]) {
        const scope = { ...all, roleIds, employeeId };
        const unmapped = [true, false].map((isOfMean) => hourUnmappedStatement(scope, isOfMean));
        for (const statement of [hourPeopleStatement(scope, 100), ...unmapped]) {
          const plan = await planOf(database, statement);
          expect(plan.length).toBeGreaterThan(0);
          expect(wholeReads(plan, ['h', 'e'])).toEqual([]);
        }
      }
    }
  });
});

describe('the heat map as CSV', () => {
  const file = async (floor: FactFloor, view: object) => {
    const query = heatmapExportQuery.parse({ from: DAY, to: DAY, ...view });
    const { name, text } = await exportHeatmap(database, floor.site, query, TEST_ACTOR, NOW);
    const lines: Record<string, string>[] = parse(text, { bom: true, columns: true });
    return { name, lines };
  };

  it('has the rows of the view with bare numbers, nothing where no one was there, and what changed', async () => {
    const { floor } = await usualFloor();
    const { name, lines } = await file(floor, { from: NEXT, to: NEXT, compare: 'weekday', measure: 'points' });
    expect(name).toBe(`heatmap-${floor.site.code}-department-points-${NEXT}-${NEXT}.csv`);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatchObject({
      ...{
        from: NEXT,
        to: NEXT,
        department: 'Picking',
        '05:00': '',
        '06:00': '70',
        '07:00': '0',
        'points total': '70',
      },
      ...{ [`total ${DAY} to ${DAY}`]: '50', change: '20', change_percent: '40' },
    });
  });

  it('has the people searched for in the order asked, and is audited', async () => {
    const { floor, ada, bo } = await usualFloor();
    const { lines } = await file(floor, { by: 'employee', order: 'least' });
    expect(lines.map((line) => [line.employee_id, line.name, line['06:00'], line['items total']])).toEqual([
      [String(bo.employeeId), 'Bo Example', '0', '0'],
      [String(ada.employeeId), 'Ada Example', '60', '60'],
    ]);
    expect((await file(floor, { by: 'employee', q: 'bo' })).lines).toHaveLength(1);
    const events = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, floor.site.id), eq(auditEvents.action, 'heatmap.export')));
    expect(events.map((event) => event.after)).toEqual([
      { measure: 'items', q: '', rows: 2 },
      { measure: 'items', q: 'bo', rows: 1 },
    ]);
    expect((await file(floor, { by: 'weekday' })).lines[1]).toMatchObject({
      weekday: 'Tuesday',
      days: '1',
      '06:00': '65',
    });
  });

  it('names the hour that is there twice', async () => {
    const floor = await FactFloor.create(database);
    const { lines } = await file(floor, { from: '2026-11-01', to: '2026-11-01' });
    expect(Object.keys(lines[0] ?? {}).slice(3, 7)).toEqual(['00:00', '01:00', '01:00 again', '02:00']);
  });
});
