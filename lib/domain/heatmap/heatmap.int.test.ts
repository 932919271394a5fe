import { type SQL, sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { offsetsOver } from '@/lib/domain/rollups/rules';
import { departmentHourSums } from '@/lib/domain/rollups/site-hours';
import { localHour } from '@/lib/domain/rollups/spans';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { fillOtherDays, planOf, wholeReads } from '@/test/explain';
import { FactFloor } from '@/test/fact-floor';
import { loadHeatmapText } from './loaders';
import { employeeHoursStatement } from './queries/get-employee-hours';
import { unmappedWorkStatement } from './queries/get-unmapped-work';
import { weekdayHoursStatement } from './queries/get-weekday-hours';
import { type Heatmap, type HeatmapQuery, heatmap } from './schema';

const database = openTestDatabase();
/** A Tuesday. */
const DAY = '2026-03-03';
const NOW = fromIsoInstant('2026-11-05T20:00:00-06:00');

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

async function load(floor: FactFloor, request: Partial<HeatmapQuery>): Promise<Heatmap> {
  return heatmap.parse(JSON.parse(await loadHeatmapText(floor.site, { by: 'department', ...request }, NOW)));
}

/** The cells of a row that are there, by the label of their hour: `[items, points, people]`. */
function cellsOf(map: Heatmap, label: string): Record<string, number[]> {
  const row = map.rows.find((one) => one.label === label);
  if (row === undefined) throw new Error(`no row ${label}`);
  return Object.fromEntries(
    row.cells.flatMap((cell, index) => {
      const { label: hour = '', start = null } = map.hours[index] ?? {};
      return cell === null
        ? []
        : [[start === null ? hour : start.slice(11, 16), [cell.items, cell.points, cell.people]]];
    }),
  );
}

/** Ada 06:00-08:00 with 30 picked at 06:10 and 20 at 06:40, Bo 07:00-08:00 without a scan; 5 packed at 09:00 by nobody known. */
async function usualFloor(days = [DAY]): Promise<FactFloor> {
  const floor = await FactFloor.create(database);
  const ada = await floor.person('Ada Example');
  const bo = await floor.person('Bo Example');
  const nobody = await floor.login();
  for (const day of days) {
    const at = (time: string) => floor.at(day, time);
    await floor.punch(ada, at('06:00'), at('08:00'));
    await floor.scan(ada, 'Picking', 30, at('06:10'), at('06:20'));
    await floor.scan(ada, 'Picking', 20, at('06:40'), at('06:50'));
    await floor.punch(bo, at('07:00'), at('08:00'));
    await floor.scan(nobody, 'Packing', 5, at('09:00'), at('09:10'));
  }
  await floor.score([ada.employeeId, bo.employeeId, 0], days, NOW);
  return floor;
}

describe('the heat map of a day', () => {
  it('has a row per department: 0 where somebody was there, null where nobody was', async () => {
    const floor = await usualFloor();
    const map = await load(floor, { from: DAY, to: DAY });
    expect(map).toMatchObject({ from: DAY, to: DAY, by: 'department', source: 'stored', state: 'live' });
    expect(map.hours).toHaveLength(24);
    expect(map.hours[6]).toEqual({ start: '2026-03-03T12:00:00Z', label: '06:00' });
    expect(map.rows.map((row) => [row.key, row.colour])).toEqual([
      ['Picking', 1],
      ['Labeling', 2],
      ['Film Matching', 3],
      ['Heat Press', 4],
      ['Packing', 5],
    ]);
    expect(cellsOf(map, 'Picking')).toEqual({ '12:00': [50, 50, 1], '13:00': [0, 0, 0] });
    expect(cellsOf(map, 'Packing')).toEqual({ '12:00': [0, 0, 0], '13:00': [0, 0, 0], '15:00': [5, 4, 0] });
  });

  it('has totals: of rows, of hours, and how much of them is of nobody known', async () => {
    const floor = await usualFloor();
    const map = await load(floor, { from: DAY, to: DAY });
    const totals = map.rows.map((row) => [row.total?.items, row.total?.points, row.total?.people, row.unmapped?.items]);
    expect(totals).toEqual([
      [50, 50, 1, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [5, 4, 0, 5],
    ]);
    // Ada from 6 to 8, Bo from 7: of the site everybody counts once an hour, in whatever department they scan.
    expect(map.all.cells.slice(6, 10)).toEqual([
      { items: 50, points: 50, people: 1 },
      { items: 0, points: 0, people: 2 },
      null,
      { items: 5, points: 4, people: 0 },
    ]);
    expect(map.all).toMatchObject({ total: { items: 55, points: 54, people: 3 }, unmapped: { items: 5, points: 4 } });
    const people = await load(floor, { from: DAY, to: DAY, by: 'employee' });
    expect(people.all).toMatchObject({ total: { items: 50, points: 50, people: 3 }, unmapped: null });
  });

  it('has a row per person, present or with items', async () => {
    const floor = await usualFloor();
    const map = await load(floor, { from: DAY, to: DAY, by: 'employee' });
    expect(map.rows.map((row) => row.label)).toEqual(['Ada Example', 'Bo Example']);
    expect(cellsOf(map, 'Ada Example')).toEqual({ '12:00': [50, 50, 1], '13:00': [0, 0, 1] });
    expect(cellsOf(map, 'Bo Example')).toEqual({ '13:00': [0, 0, 1] });
  });

  it('has 23 or 25 hours when the clocks change, the repeated one twice', async () => {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('Ada Example');
    const first = floor.at('2026-11-01', '01:30');
    await floor.punch(ada, first, first + 3600);
    await floor.scan(ada, 'Picking', 3, first, first + 60);
    await floor.scan(ada, 'Picking', 4, first + 3599, first + 3600);
    await floor.score([ada.employeeId], ['2026-11-01'], NOW);
    const autumn = await load(floor, { from: '2026-11-01', to: '2026-11-01' });
    expect(autumn.hours).toHaveLength(25);
    expect(autumn.hours.slice(1, 3)).toEqual([
      { start: '2026-11-01T06:00:00Z', label: '01:00' },
      { start: '2026-11-01T07:00:00Z', label: '01:00' },
    ]);
    expect(cellsOf(autumn, 'Picking')).toEqual({ '06:00': [3, 3, 1], '07:00': [4, 4, 1] });
    expect((await load(floor, { from: '2026-03-08', to: '2026-03-08' })).hours).toHaveLength(23);
    // By local hour both are the hour of 1.
    const range = await load(floor, { from: '2026-10-31', to: '2026-11-01' });
    expect(cellsOf(range, 'Picking')).toEqual({ '01:00': [7, 7, 2] });
  });

  it('of nothing has nothing but its rows', async () => {
    const floor = await FactFloor.create(database);
    const map = await load(floor, {});
    expect(map).toMatchObject({ from: '2026-11-05', to: '2026-11-05', source: 'live' });
    expect(map.rows.flatMap((row) => row.cells).every((cell) => cell === null)).toBe(true);
    expect((await load(floor, { by: 'employee' })).rows).toEqual([]);
  });
});

describe('the heat map of a range', () => {
  it('sums by local hour on both sides of a change of the clocks', async () => {
    const floor = await usualFloor(['2026-03-07', '2026-03-09']);
    const map = await load(floor, { from: '2026-03-07', to: '2026-03-09' });
    expect(map.hours).toHaveLength(24);
    expect(map.hours[6]).toEqual({ start: null, label: '06:00' });
    expect(cellsOf(map, 'Picking')).toEqual({ '06:00': [100, 100, 2], '07:00': [0, 0, 0] });
    expect(cellsOf(map, 'Packing')).toMatchObject({ '09:00': [10, 8, 0] });
    const people = await load(floor, { from: '2026-03-07', to: '2026-03-09', by: 'employee' });
    expect(cellsOf(people, 'Ada Example')).toEqual({ '06:00': [100, 100, 2], '07:00': [0, 0, 2] });
  });

  it('by weekday is the mean over the days with presence, unmapped work of an empty day left out', async () => {
    const floor = await usualFloor([DAY, '2026-03-10']);
    const next = await floor.person('Cleo Example');
    await floor.scan(next, 'Picking', 7, floor.at('2026-03-10', '06:05'), floor.at('2026-03-10', '06:06'));
    await floor.scan(
      await floor.login(),
      'Packing',
      900,
      floor.at('2026-03-17', '09:00'),
      floor.at('2026-03-17', '09:10'),
    );
    await floor.score([next.employeeId], ['2026-03-10'], NOW);
    await floor.score([0], ['2026-03-17'], NOW);
    const map = await load(floor, { from: '2026-03-02', to: '2026-03-22', by: 'weekday' });
    expect(map.rows.map((row) => [row.label, row.days])).toEqual([
      ['Monday', 0],
      ['Tuesday', 2],
      ['Wednesday', 0],
      ['Thursday', 0],
      ['Friday', 0],
      ['Saturday', 0],
      ['Sunday', 0],
    ]);
    // (50 + 57) / 2 items, (1 + 2) / 2 people at 6.
    expect(cellsOf(map, 'Tuesday')).toEqual({ '06:00': [53.5, 53.5, 1.5], '07:00': [0, 0, 2], '09:00': [5, 4, 0] });
    expect(cellsOf(map, 'Monday')).toEqual({});
    expect(map.rows[1]).toMatchObject({ total: { items: 58.5, people: 3.5 }, unmapped: { items: 5, points: 4 } });
    expect(map.all).toMatchObject({ total: { items: 58.5 }, unmapped: { items: 5 } });
  });

  it('follows corrections: the hours of the site are added up anew', async () => {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('Ada Example');
    const at = (time: string) => floor.at(DAY, time);
    await floor.scan(ada, 'Picking', 30, at('06:10'), at('06:20'));
    await floor.scan(ada, 'Picking', 20, at('06:40'), at('06:50'));
    await floor.score([ada.employeeId], [DAY], NOW);
    expect(cellsOf(await load(floor, { from: '2026-03-02', to: DAY }), 'Picking')).toEqual({ '06:00': [50, 50, 1] });
    await database.execute(sql`DELETE FROM activity_logs WHERE site_id = ${floor.site.id} AND items_count = 30`);
    await floor.score([ada.employeeId], [DAY], NOW);
    expect(cellsOf(await load(floor, { from: '2026-03-01', to: DAY }), 'Picking')).toEqual({ '06:00': [20, 20, 1] });
  });

  it('has at most 400 days and none in the future', async () => {
    const floor = await FactFloor.create(database);
    await expect(load(floor, { from: '2025-01-01', to: DAY })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(load(floor, { from: DAY, to: '2026-11-06' })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('costs one statement, two for weekdays, three for departments, one more over a long range, and reads no table whole', async () => {
    const floor = await usualFloor();
    const range = { from: '2026-03-02', to: '2026-03-20' };
    for (const [by, count] of [
      ['department', 4],
      ['employee', 2],
      ['weekday', 3],
    ] as const) {
      const { statements } = await recordStatements(() => load(floor, { ...range, by }));
      expect(statements, by).toHaveLength(count);
      const day = await recordStatements(() => load(floor, { from: DAY, to: DAY, by }));
      expect(day.statements, by).toHaveLength(count - 1);
    }
    await fillOtherDays(database, floor.site.id, DAY, [
      'hourly_role_totals',
      'hourly_presence',
      'hourly_site_totals',
      'unmapped_totals',
    ]);
    const offsets = offsetsOver(floor.site, range.from, range.to);
    const params = {
      siteId: floor.site.id,
      parts: { months: ['2026-02-01'], days: [range], without: [{ from: '2026-02-01', to: '2026-02-02' }] },
      hourOf: (hourStart: SQL) => localHour(hourStart, offsets),
    };
    const unmapped = { siteId: floor.site.id, ...range };
    const statements = [
      ...[departmentHourSums, weekdayHoursStatement, employeeHoursStatement].map((one) => one(params)),
      ...(['role', 'weekday'] as const).map((by) => unmappedWorkStatement({ ...unmapped, by })),
    ];
    for (const statement of statements) {
      const plan = await planOf(database, statement);
      expect(wholeReads(plan)).toEqual([]);
      for (const step of plan) expect(step, JSON.stringify(step)).toMatchObject({ key: 'PRIMARY' });
    }
  });
});
