import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { employees } from '@/lib/db/schema/employees';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { FactFloor } from '@/test/fact-floor';
import { loadDepartmentBattle, loadDepartmentStats } from './loaders';
import { dayDepartmentsStatement } from './queries/get-day-departments';
import { departmentBattle, departmentStats } from './schema';

const database = openTestDatabase();
const DAY = '2026-03-03';
const NOW = fromIsoInstant('2026-03-05T20:00:00-06:00');

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/**
 * Ada: 06:00-10:00 clocked, Picking 300 until 08:00, then Packing 60. Bo (archived): no clock, Picking 100.
 * A login of nobody: Packing 40. Ignored: Packing 1,000.
 */
async function usualFloor(): Promise<FactFloor> {
  const floor = await FactFloor.create(database);
  const at = (time: string) => floor.at(DAY, time);
  const ada = await floor.person('Ada Example');
  await floor.punch(ada, at('06:00'), at('10:00'));
  await floor.scan(ada, 'Picking', 300, at('06:00'), at('06:50'));
  await floor.scan(ada, 'Packing', 60, at('08:00'), at('08:50'));
  const bo = await floor.person('Bo Example');
  await floor.scan(bo, 'Picking', 100, at('09:00'), at('09:30'));
  await floor.scan(await floor.login(), 'Packing', 40, at('09:00'), at('09:30'));
  await floor.scan(await floor.login(null, 'ignored'), 'Packing', 1_000, at('09:00'), at('09:30'));
  await floor.score([ada.employeeId, bo.employeeId, 0], [DAY], NOW);
  await database.update(employees).set({ archivedAt: NOW }).where(eq(employees.id, bo.employeeId));
  return floor;
}

describe('the departments of a day', () => {
  it('are as worked out by hand, unmapped and unclocked work included', async () => {
    const floor = await usualFloor();
    const stats = departmentStats.parse(await loadDepartmentStats(floor.site, { date: DAY }, NOW));
    expect(stats).toMatchObject({ date: DAY, source: 'stored', state: 'live', items: 500, points: 480 });
    const [picking, labeling, , , packing] = stats.rows;
    // 300 items of clocked people in 2 h = 150 an hour of 200; Bo has no clock.
    expect(picking).toEqual({
      department: 'Picking',
      colour: 1,
      isActive: true,
      people: 2,
      items: 400,
      points: 400,
      unmappedItems: 0,
      unmappedPoints: 0,
      workedSeconds: 7200,
      itemsPerHour: 150,
      targetPerHour: 200,
      vsTargetPercent: -25,
    });
    // 60 items in 2 h = 30 an hour of 45: -33.33 %.
    expect(packing).toMatchObject({
      colour: 5,
      people: 1,
      items: 100,
      points: 80,
      unmappedItems: 40,
      unmappedPoints: 32,
      workedSeconds: 7200,
      itemsPerHour: 30,
      vsTargetPercent: -33.33,
    });
    expect(labeling).toMatchObject({
      people: 0,
      items: 0,
      itemsPerHour: null,
      targetPerHour: 200,
      vsTargetPercent: null,
    });
    // 360 items of (2 h x 200 + 2 h x 45).
    expect(stats.siteEfficiencyPercent).toBe(73.47);
  });

  it('battle by points with their share and lead', async () => {
    const floor = await usualFloor();
    const battle = departmentBattle.parse(await loadDepartmentBattle(floor.site, { date: DAY }, NOW));
    expect(battle.rows.slice(0, 3)).toEqual([
      {
        rank: 1,
        department: 'Picking',
        colour: 1,
        points: 400,
        items: 400,
        people: 2,
        sharePercent: 83.33,
        leadPoints: 320,
        behindPoints: 0,
      },
      {
        rank: 2,
        department: 'Packing',
        colour: 5,
        points: 80,
        items: 100,
        people: 1,
        sharePercent: 16.67,
        leadPoints: 80,
        behindPoints: 320,
      },
      {
        rank: 3,
        department: 'Labeling',
        colour: 2,
        points: 0,
        items: 0,
        people: 0,
        sharePercent: 0,
        leadPoints: 0,
        behindPoints: 400,
      },
    ]);
    expect(battle.rows.map((row) => row.rank)).toEqual([1, 2, 3, 3, 3]);
    expect(battle.rows[4]?.leadPoints).toBeNull();
  });

  it('of an empty day have nulls where a number does not exist', async () => {
    const { site } = await FactFloor.create(database);
    const stats = await loadDepartmentStats(site, {}, NOW);
    expect(stats).toMatchObject({
      date: '2026-03-05',
      source: 'live',
      siteEfficiencyPercent: null,
      items: 0,
      points: 0,
    });
    expect(stats.rows).toHaveLength(5);
    expect((await loadDepartmentBattle(site, {}, NOW)).rows.every((row) => row.sharePercent === null)).toBe(true);
  });

  it('take the target of the day, not of later', async () => {
    const floor = await usualFloor();
    await database.execute(
      `INSERT INTO role_config_versions (role_id, valid_from, multiplier, expected_per_hour, idle_threshold_minutes)
       VALUES (${floor.roleId('Picking')}, '2026-03-04', 1, 100, 15)`,
    );
    expect((await loadDepartmentStats(floor.site, { date: DAY }, NOW)).rows[0]?.targetPerHour).toBe(200);
    expect((await loadDepartmentStats(floor.site, { date: '2026-03-04' }, NOW)).rows[0]?.targetPerHour).toBe(100);
  });

  it('refuse a day in the future', async () => {
    const { site } = await FactFloor.create(database);
    await expect(loadDepartmentStats(site, { date: '2026-03-06' }, NOW)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('cost one statement for both answers, which reads no table whole', async () => {
    const floor = await usualFloor();
    const first = await recordStatements(() => loadDepartmentStats(floor.site, { date: DAY }, NOW));
    const second = await recordStatements(() => loadDepartmentBattle(floor.site, { date: DAY }, NOW));
    expect([first.statements.length, second.statements.length]).toEqual([1, 0]);
    const plan = await planOf(database, dayDepartmentsStatement(floor.site.id, DAY));
    expect(wholeReads(plan, ['r'])).toEqual([]);
    expect(plan.find((step) => step.table === 't')).toMatchObject({ key: 'PRIMARY' });
  });
});
