import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { TEAM_TABLES } from './columns';
import { exportTeam } from './export';
import { loadTeamBottlenecks, loadTeamCapacity, loadTeamComparison, loadTeamHealth, loadTeamTrends } from './loaders';
import { teamExportQuery } from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-03';
const NOW = winterTime(`${TODAY} 10:00`);
const RANGE = { from: '2026-03-02', to: TODAY };
const text = (value: string | number | null) => (value === null ? '' : String(value));

it('every table holds what the API answers', async () => {
  const scene = await DayScene.create(database, { dailyGoalItems: 50 });
  const [ada, ben] = [await scene.person('Ada'), await scene.person('Ben')];
  await scene.punch(ada, winterTime(`${TODAY} 06:00`), null);
  await scene.scan(ada, 'Picking', 700, winterTime(`${TODAY} 06:00`), 3_600);
  await scene.punch(ben, winterTime('2026-03-02 06:00'), winterTime('2026-03-02 08:00'));
  await scene.scan(ben, 'Packing', 60, winterTime('2026-03-02 06:00'), 3_600);
  await scene.request([ada.employeeId, ben.employeeId], ['2026-03-02', TODAY]);
  await scene.drain(NOW);
  const { site } = scene;
  const tables = new Map<string, { name: string; lines: Record<string, string>[] }>();
  for (const table of TEAM_TABLES) {
    const file = await exportTeam(site, teamExportQuery.parse({ ...RANGE, table }), NOW);
    tables.set(table, { name: file.name, lines: parse(file.text, { bom: true, columns: true }) });
  }
  const lines = (table: string) => tables.get(table)?.lines ?? [];

  const trends = await loadTeamTrends(site, RANGE, NOW);
  expect(tables.get('days')?.name).toBe(`team-days-${site.code}-2026-03-02-to-${TODAY}.csv`);
  expect(
    lines('days').map((one) => [one.date, one.items, one.finished_items, one.utilization_percent, one.goal_percent]),
  ).toEqual(
    trends.days.map((day) => [
      day.date,
      text(day.items),
      text(day.finishedItems),
      text(day.utilizationPercent),
      text(day.goalPercent),
    ]),
  );
  const comparison = await loadTeamComparison(site, { ...RANGE, compare: 'previous' }, NOW);
  expect(
    lines('departments').map((one) => [
      one.department,
      one.items,
      one.vs_target_percent,
      one.compared_from,
      one.compared_items,
    ]),
  ).toEqual(
    comparison.departments.map(({ department, now, before }) => [
      department,
      text(now.items),
      text(now.vsTargetPercent),
      '2026-02-28',
      text(before.items),
    ]),
  );
  const capacity = await loadTeamCapacity(site, { date: TODAY }, NOW);
  expect(tables.get('capacity')?.name).toBe(`team-capacity-${site.code}-${TODAY}.csv`);
  expect(lines('capacity').map((one) => [one.department, one.capacity_items, one.use_percent, one.state])).toEqual(
    capacity.departments.map((one) => [one.department, text(one.capacityItems), text(one.usePercent), text(one.state)]),
  );
  const bottlenecks = await loadTeamBottlenecks(site, NOW);
  expect(lines('bottlenecks').map((one) => [one.department, one.queue, one.bottleneck_hours_of_24])).toEqual(
    bottlenecks.departments.map((one) => [one.department, text(one.queue), text(one.markedHours)]),
  );
  const health = await loadTeamHealth(site, NOW);
  expect(lines('health').map((one) => [one.term, one.value, one.penalty, one.left_out])).toEqual([
    ...health.parts.map((part) => [part.term, text(part.value), text(part.penalty), part.isLeftOut ? 'yes' : 'no']),
    ['score', text(health.score), '', ''],
  ]);
});
