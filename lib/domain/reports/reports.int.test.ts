import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { AwardScene } from '@/lib/domain/gamification/award-fixtures';
import { getLogger } from '@/lib/platform/log/log';
import { addDays } from '@/lib/platform/time/business-day';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { exportReport, exportReports } from './export-csv';
import { loadReport, loadReports } from './loaders';
import { reportTotalsStatement } from './queries/get-report-totals';
import { makeMissingReport, runDailyReport } from './run';
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

  it('is made by hand of a day without one, once, with an audit event', async () => {
    const { scene } = await usualScene();
    const asked = { site: scene.site, date: DAY, actor: TEST_ACTOR, now: NOW };
    const made = await Promise.allSettled([makeMissingReport(database, asked), makeMissingReport(database, asked)]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(makeMissingReport(database, asked)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(makeMissingReport(database, { ...asked, date: addDays(DAY, 1) })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    expect(await loadReport(scene.site, DAY, NOW)).toMatchObject({ points: 410, generatedAt: '2026-03-10T23:30:00Z' });
    const events = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, scene.site.id), eq(auditEvents.action, 'report.make')));
    expect(events).toMatchObject([{ entityId: DAY, after: { points: 410, people: 2 } }]);
  });

  it('stays as it was made until it is made again, for any days', async () => {
    const { scene, ada } = await usualScene();
    await report(scene);
    await scene.score(ada, DAY, { points: 300, from: 6 });
    expect(await loadReport(scene.site, DAY, NOW)).toMatchObject({
      points: 410,
      revision: { points: 460, people: 2, items: 375 + 150 + 50, scoredAt: expect.any(String) },
    });
    expect((await loadReports(scene.site, {}, NOW)).rows).toMatchObject([{ points: 410, isRevised: true }]);
    // A day without work has a report too; one that has not begun has none.
    expect(await report(scene, addDays(DAY, -1), addDays(DAY, 1), NOW + 60)).toEqual({ reports: 2 });
    expect(await loadReport(scene.site, DAY, NOW)).toMatchObject({
      points: 460,
      generatedAt: '2026-03-10T23:31:00Z',
      revision: null,
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
    expect(list.rows.map((row) => row.isRevised)).toEqual([false, false]);
  });

  it('says when the report of the day that goes on is due, and whether it is there', async () => {
    const { scene } = await usualScene();
    const today = { date: DAY, dueAt: '2026-03-10T23:30:00Z' };
    expect((await loadReports(scene.site, {}, NOW)).today).toEqual({ ...today, isMade: false });
    await report(scene);
    expect((await loadReports(scene.site, {}, NOW)).today).toEqual({ ...today, isMade: true });
    const earlier = { from: addDays(DAY, -9), to: addDays(DAY, -2) };
    expect((await loadReports(scene.site, earlier, NOW)).today).toEqual({ ...today, isMade: true });
  });

  it('goes out as CSV, a table at a time, people audited', async () => {
    const { scene, ada } = await usualScene();
    await report(scene);
    const read = async (table: 'departments' | 'leaders' | 'awards') => {
      const file = await exportReport(database, scene.site, DAY, { table }, TEST_ACTOR, NOW);
      expect(file.name).toBe(`report-${scene.site.code}-${DAY}-${table}.csv`);
      const rows: Record<string, string>[] = parse(file.text, { bom: true, columns: true });
      return rows;
    };
    const stored = await loadReport(scene.site, DAY, NOW);
    expect((await read('departments')).map((row) => [row.department, row.items, row.points])).toEqual(
      stored.departments.map((row) => [row.department, String(row.items), String(row.points)]),
    );
    expect((await read('leaders')).map((row) => [row.rank, row.name, row.points])).toEqual([
      ['1', 'Ada', '250'],
      ['2', 'Bo', '120'],
    ]);
    expect(await read('awards')).toMatchObject([{ employee_id: String(ada), award: 'Daily Champion' }, {}]);
    const events = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, scene.site.id), eq(auditEvents.action, 'report.export')));
    expect(events).toHaveLength(3);
    const list = await exportReports(scene.site, {}, NOW);
    expect(list.name).toBe(`reports-${scene.site.code}-2026-02-09_${DAY}.csv`);
    expect(parse(list.text, { bom: true, columns: true })).toMatchObject([
      { date: DAY, points: '410', goal_percent: '45.38', revised_since: 'no' },
    ]);
    await expect(
      exportReport(database, scene.site, addDays(DAY, -3), { table: 'leaders' }, TEST_ACTOR, NOW),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
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

  it('is made and stored by six statements and read by two', async () => {
    const { scene } = await usualScene();
    expect((await recordStatements(() => report(scene))).statements).toHaveLength(6);
    expect(
      (await recordStatements(() => loadReports(scene.site, { from: DAY, to: DAY }, NOW))).statements,
    ).toHaveLength(2);
    expect((await recordStatements(() => loadReport(scene.site, DAY, NOW))).statements).toHaveLength(2);
    expect(wholeReads(await planOf(database, reportTotalsStatement(scene.site.id, DAY)), ['r'])).toEqual([]);
  });
});
