import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { AwardScene } from '@/lib/domain/gamification/award-fixtures';
import { getLogger } from '@/lib/platform/log/log';
import { addDays } from '@/lib/platform/time/business-day';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { loadReport, loadReports } from './loaders';
import { reportTotalsStatement } from './queries/get-report-totals';
import { runDailyReport } from './run';
import { reportAnswer, reportList } from './schema';

const database = openTestDatabase();
const DAY = '2026-03-10';
const NOW = fromIsoInstant('2026-03-10T23:30:00Z');

const report = (scene: AwardScene, from = DAY, to = from, now = NOW) =>
  runDailyReport({ db: database, site: scene.site, clock: { now: () => now }, log: getLogger() }, { from, to });

async function usualScene() {
  const scene = await AwardScene.create(database, { dailyGoalItems: 800 });
  const [ada, bo] = [await scene.person('Ada'), await scene.person('Bo')];
  await scene.score(ada, addDays(DAY, -7), { points: 80, from: 6 });
  await scene.score(ada, DAY, { points: 250, from: 6 });
  await scene.score(bo, DAY, { points: 120, from: 9, department: 'Picking', hours: 4, finishedItems: 0 });
  await scene.unmapped(DAY, 50);
  await scene.finalize(fromIsoInstant('2026-03-10T23:00:00Z'), true);
  await scene.award(NOW);
  return { scene, ada, bo };
}

describe('the daily report', () => {
  it('holds the numbers of the day as worked out by hand', async () => {
    const { scene, ada, bo } = await usualScene();
    expect(await report(scene)).toEqual({ reports: 1 });
    const stored = reportAnswer.parse(await loadReport(scene.site, DAY, NOW));
    // Ada: 313 items (250 / 0.8) in 8 h; Bo: 150 picked in 4 h, until 13:00; 50 of nobody known, 40 points.
    expect(stored).toMatchObject({
      date: DAY,
      generatedAt: '2026-03-10T23:30:00Z',
      people: 2,
      finalPeople: 2,
      clockedSeconds: 12 * 3600,
      activeSeconds: 6 * 3600,
      idleSeconds: 6 * 3600,
      utilization: 0.5,
      items: 313 + 150 + 50,
      finishedItems: 313 + 50,
      points: 250 + 120 + 40,
      unmappedItems: 50,
      goalItems: 800,
      goalPercent: 45.38,
      // 463 items of 8 h x 45 + 4 h x 200.
      siteEfficiencyPercent: 39.91,
      weekBefore: { date: '2026-03-03', people: 1, items: 100, finishedItems: 100 },
      openIssues: 0,
    });
    expect(stored.top.map((row) => [row.rank, row.employeeId, row.points, row.badge])).toEqual([
      [1, ada, 250, 'Star Player'],
      [2, bo, 120, 'Team Player'],
    ]);
    expect(stored.departments.find((row) => row.department === 'Packing')).toMatchObject({ items: 363, people: 1 });
    expect(stored.awards.map((award) => [award.employeeId, award.key])).toEqual([
      [ada, 'daily_champion'],
      [ada, 'early_bird'],
    ]);
  });

  it('stays as it was made until it is made again, for any days', async () => {
    const { scene, ada } = await usualScene();
    await report(scene);
    await scene.score(ada, DAY, { points: 300, from: 6 });
    expect((await loadReport(scene.site, DAY, NOW)).points).toBe(410);
    // A day without work has a report too; one that has not begun has none.
    expect(await report(scene, addDays(DAY, -1), addDays(DAY, 1), NOW + 60)).toEqual({ reports: 2 });
    expect(await loadReport(scene.site, DAY, NOW)).toMatchObject({
      points: 460,
      generatedAt: '2026-03-10T23:31:00Z',
    });
    expect(await loadReport(scene.site, addDays(DAY, -1), NOW)).toMatchObject({
      people: 0,
      utilization: null,
      siteEfficiencyPercent: null,
      weekBefore: null,
      top: [],
      awards: [],
    });
    const list = reportList.parse(await loadReports(scene.site, {}, NOW));
    expect(list).toMatchObject({ from: '2026-02-09', to: DAY });
    expect(list.rows.map((row) => [row.date, row.points])).toEqual([
      [DAY, 460],
      [addDays(DAY, -1), 0],
    ]);
  });

  it('is refused for the future and unknown where there is none', async () => {
    const { scene } = await usualScene();
    await expect(loadReport(scene.site, DAY, NOW)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(loadReport(scene.site, addDays(DAY, 1), NOW)).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(loadReports(scene.site, { from: '2024-01-01', to: DAY }, NOW)).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    expect((await loadReports(scene.site, {}, NOW)).rows).toEqual([]);
  });

  it('is made and stored by six statements and read by one', async () => {
    const { scene } = await usualScene();
    expect((await recordStatements(() => report(scene))).statements).toHaveLength(6);
    expect((await recordStatements(() => loadReports(scene.site, {}, NOW))).statements).toHaveLength(1);
    expect(wholeReads(await planOf(database, reportTotalsStatement(scene.site.id, DAY)), ['r'])).toEqual([]);
  });
});
