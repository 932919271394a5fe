import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { recordStatements } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import { employees } from '@/lib/db/schema/employees';
import { loadLeaderboard } from '@/lib/domain/leaderboard/loaders';
import { openPersonDaysStatement } from '@/lib/domain/scoring/queries/get-open-person-days';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { addDays } from '@/lib/platform/time/business-day';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { AwardScene, type WorkedDay } from './award-fixtures';
import { careerRoleSums, careerSums } from './career-totals';
import { loadAchievementTicker, loadPeriodBoard, loadPersonAchievements, loadStreakLeaders } from './loaders';
import { achievementTickerStatement } from './queries/get-achievement-ticker';
import { awardDaysStatement } from './queries/get-award-days';
import { awardHistoriesStatement } from './queries/get-award-histories';
import { goalDaysStatement } from './queries/get-goal-days';
import { periodBoardStatement } from './queries/get-period-board';
import { periodWorkStatement } from './queries/get-period-work';
import { personAwardsStatement } from './queries/get-person-awards';
import { storedAwardsStatement } from './queries/get-stored-awards';
import { getStreakLeaders } from './queries/get-streak-leaders';
import { teamPlayersStatement } from './queries/get-team-player-changes';
import { achievementTicker, periodBoard, personAchievements, streakLeaders } from './schema';

const database = openTestDatabase();
/** A Monday in the middle of a month. */
const MONDAY = '2026-03-16';
const day = (index: number) => addDays(MONDAY, index);
/** Wednesday, 14:00 in Chicago (UTC-5). */
const NOW = fromIsoInstant('2026-03-18T19:00:00Z');
const GOOD: WorkedDay = { points: 250, from: 9 };
const WEAK: WorkedDay = { points: 200, from: 9 };

/** Ada good on Thursday and Friday before, Monday and Tuesday, weak today so far; Bo picks; Cleo is archived. */
async function usualScene() {
  const scene = await AwardScene.create(database);
  const [ada, bo, cleo] = [await scene.person('Ada'), await scene.person('Bo'), await scene.person('Cleo')];
  for (const index of [-4, -3, 0, 1]) await scene.score(ada, day(index), GOOD);
  await scene.score(bo, day(-15), { points: 5, from: 9, department: 'Picking', monthlyTargetPoints: '22000.00' });
  await scene.score(bo, day(0), { points: 1_200, from: 9, department: 'Picking', monthlyTargetPoints: '22000.00' });
  await scene.score(bo, day(1), { points: 80, from: 9, itemsProcessed: 100, hours: 0 });
  await scene.score(cleo, day(0), GOOD);
  await scene.finalizeUntil(day(1));
  await scene.score(ada, day(2), { ...WEAK, hours: 4 });
  await scene.award(NOW);
  await database.update(employees).set({ archivedAt: NOW }).where(eq(employees.id, cleo));
  await invalidateTags([tags.anyDay(scene.site.id)]);
  return { scene, ada, bo, cleo };
}

describe('the streak on a board', () => {
  it('is the one as of the date, the current one today', async () => {
    const { scene, ada } = await usualScene();
    const streakOn = async (date: string) => {
      const board = await loadLeaderboard(scene.site, { date }, NOW);
      return board.rows.find((row) => row.employeeId === ada)?.streak;
    };
    expect(await streakOn(day(-4))).toBe(1);
    expect(await streakOn(day(-3))).toBe(2);
    expect(await streakOn(day(0))).toBe(3);
    expect(await streakOn(day(1))).toBe(4);
    expect(await streakOn(day(2))).toBe(4);
    // Friday turns out weak: what came after begins anew.
    await scene.score(ada, day(-3), WEAK);
    await scene.award(NOW);
    await invalidateTags([day(-3), day(1)].map((date) => tags.day(scene.site.id, date)));
    expect(await streakOn(day(-3))).toBe(0);
    expect(await streakOn(day(1))).toBe(2);
    const { statements } = await recordStatements(() => loadLeaderboard(scene.site, { date: day(0) }, NOW + 7_200));
    expect(statements.length).toBeLessThanOrEqual(2);
  });
});

describe('the streak leaders', () => {
  it('are those with a running streak, archived people left out', async () => {
    const { scene, ada, bo } = await usualScene();
    const leaders = streakLeaders.parse(await loadStreakLeaders(scene.site, { limit: 10 }));
    // Bo: Monday reaches 1,000 points of picking; 80 points of packing on Tuesday are short of 250.
    expect(leaders.rows).toEqual([
      { rank: 1, employeeId: ada, name: 'Ada', currentStreak: 4, bestStreak: 4, achievementPoints: 85, level: null },
    ]);
    await scene.score(bo, day(1), GOOD);
    await scene.award(NOW);
    await invalidateTags([tags.anyDay(scene.site.id)]);
    const two = await loadStreakLeaders(scene.site, { limit: 10 });
    expect(two.rows.map((row) => [row.rank, row.name, row.currentStreak])).toEqual([
      [1, 'Ada', 4],
      [2, 'Bo', 2],
    ]);
    expect((await loadStreakLeaders(scene.site, { limit: 1 })).rows).toHaveLength(1);
  });

  it('of an empty site are none', async () => {
    const scene = await AwardScene.create(database);
    expect((await loadStreakLeaders(scene.site, { limit: 10 })).rows).toEqual([]);
  });
});

describe('the ticker', () => {
  it('tells the awards of the last days, the newest and bigger ones first', async () => {
    const { scene, ada } = await usualScene();
    const ticker = achievementTicker.parse(await loadAchievementTicker(scene.site, { days: 3, limit: 10 }, NOW));
    expect(ticker.rows.map((row) => [row.name, row.key, row.earnedDate, row.points])).toEqual([
      ['Ada', 'thousand_club', day(1), 25],
      ['Ada', 'daily_champion', day(1), 10],
      ['Bo', 'thousand_club', day(0), 25],
      ['Ada', 'on_fire', day(0), 20],
      ['Ada', 'daily_champion', day(0), 10],
      ['Bo', 'daily_champion', day(0), 10],
    ]);
    expect(ticker.rows[0]).toMatchObject({ employeeId: ada, label: 'Thousand Club', periodKey: 'ever' });
    expect((await loadAchievementTicker(scene.site, { days: 7, limit: 100 }, NOW)).rows).toHaveLength(8);
    expect((await loadAchievementTicker(scene.site, { days: 1, limit: 100 }, NOW)).rows).toEqual([]);
  });
});

describe("a person's achievements", () => {
  it('are listed page by page with level and counts', async () => {
    const { scene, ada } = await usualScene();
    const first = personAchievements.parse(await loadPersonAchievements(scene.site, { employeeId: ada, limit: 4 }));
    // 4 champions, on fire on Monday, 1,000 points on Tuesday.
    expect(first).toMatchObject({
      name: 'Ada',
      currentStreak: 4,
      bestStreak: 4,
      achievementPoints: 4 * 10 + 20 + 25,
      level: null,
      nextLevel: 'bronze',
      nextLevelAt: 100,
      total: 6,
    });
    expect(first.achievements).toHaveLength(12);
    expect(first.achievements.find((one) => one.key === 'daily_champion')).toEqual({
      key: 'daily_champion',
      label: 'Daily Champion',
      earnedWhen: "The day's points reach the daily target",
      points: 10,
      times: 4,
      lastEarnedDate: day(1),
    });
    expect(first.achievements.find((one) => one.key === 'legendary')).toMatchObject({ times: 0, lastEarnedDate: null });
    const cursor = first.nextCursor ?? '';
    const second = await loadPersonAchievements(scene.site, { employeeId: ada, limit: 4, cursor });
    expect([...first.rows, ...second.rows].map((row) => `${row.earnedDate} ${row.key}`)).toEqual([
      `${day(1)} daily_champion`,
      `${day(1)} thousand_club`,
      `${day(0)} daily_champion`,
      `${day(0)} on_fire`,
      `${day(-3)} daily_champion`,
      `${day(-4)} daily_champion`,
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it('are also those of archived people, and of nobody unknown', async () => {
    const { scene, cleo } = await usualScene();
    const other = await usualScene();
    expect(await loadPersonAchievements(scene.site, { employeeId: cleo, limit: 4 })).toMatchObject({ total: 1 });
    const unknown = loadPersonAchievements(scene.site, { employeeId: other.ada, limit: 4 });
    await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const badCursor = loadPersonAchievements(scene.site, { employeeId: cleo, limit: 4, cursor: 'bm9wZQ' });
    await expect(badCursor).rejects.toMatchObject({ code: 'VALIDATION' });
  });
});

describe('the board of a period', () => {
  it('adds up the days of the week as worked out by hand', async () => {
    const { scene, ada, bo } = await usualScene();
    const board = periodBoard.parse(await loadPeriodBoard(scene.site, { period: 'week', limit: 100 }, NOW));
    expect(board).toMatchObject({ period: 'week', from: MONDAY, to: day(2), total: 2, nextCursor: null });
    // Ada: 250 + 250 + 200 = 700 of 750; items 313 + 313 + 250 in 8 + 8 + 4 hours.
    // Bo: 1,200 + 80 = 1,280 of 1,000 + 250; 1,500 items in 8 clocked hours, 100 more without a clock.
    expect(board.rows).toEqual([
      {
        rank: 1,
        employeeId: bo,
        name: 'Bo',
        department: 'Picking',
        daysWorked: 2,
        items: 1_600,
        points: 1_280,
        itemsPerHour: 187.5,
        clockedSeconds: 28_800,
        activeSeconds: 14_400,
        efficiency: 0.5,
        targetPoints: 1_250,
        streak: 0,
        badge: 'Star Player',
        achievementPoints: 35,
        level: null,
        breakdown: [
          { department: 'Picking', items: 1_500, points: 1_200 },
          { department: 'Packing', items: 100, points: 80 },
        ],
      },
      {
        rank: 2,
        employeeId: ada,
        name: 'Ada',
        department: 'Packing',
        daysWorked: 3,
        items: 876,
        points: 700,
        itemsPerHour: 43.8,
        clockedSeconds: 72_000,
        activeSeconds: 36_000,
        efficiency: 0.5,
        targetPoints: 750,
        streak: 4,
        badge: 'Team Player',
        achievementPoints: 85,
        level: null,
        breakdown: [{ department: 'Packing', items: 876, points: 700 }],
      },
    ]);
  });

  it('takes the month, and all time out of final sums and what is not final yet', async () => {
    const { scene } = await usualScene();
    const points = async (period: 'month' | 'all') =>
      (await loadPeriodBoard(scene.site, { period, limit: 100 }, NOW)).rows.map((row) => [
        row.name,
        row.points,
        row.items,
        row.daysWorked,
        row.breakdown.length,
      ]);
    // The first of March is Bo's day before.
    const expected = [
      ['Bo', 1_285, 1_607, 3, 2],
      ['Ada', 1_200, 1_502, 5, 1],
    ];
    expect(await points('month')).toEqual(expected);
    expect(await points('all')).toEqual(expected);
  });

  it('goes on at its cursor', async () => {
    const { scene } = await usualScene();
    const first = await loadPeriodBoard(scene.site, { period: 'all', limit: 1 }, NOW);
    expect(first.rows.map((row) => row.name)).toEqual(['Bo']);
    const rest = await loadPeriodBoard(scene.site, { period: 'all', limit: 5, cursor: first.nextCursor ?? '' }, NOW);
    expect(rest.rows.map((row) => row.name)).toEqual(['Ada']);
    expect(rest.nextCursor).toBeNull();
  });

  it('of an empty site has no rows', async () => {
    const scene = await AwardScene.create(database);
    for (const period of ['week', 'month', 'all'] as const) {
      expect(await loadPeriodBoard(scene.site, { period, limit: 5 }, NOW)).toMatchObject({ total: 0, rows: [] });
    }
  });

  it('is three statements, whatever the number of people and days', async () => {
    const { scene } = await usualScene();
    for (const period of ['week', 'month', 'all'] as const) {
      await invalidateTags([tags.anyDay(scene.site.id), tags.masterData(scene.site.id)]);
      const load = () => loadPeriodBoard(scene.site, { period, limit: 5 }, NOW);
      expect((await recordStatements(load)).statements).toHaveLength(3);
      expect((await recordStatements(load)).statements).toEqual([]);
    }
  });
});

describe('what the questions of this room read', () => {
  it('no table whole, and histories from their covering index alone', async () => {
    const { scene, ada, bo } = await usualScene();
    const siteId = scene.site.id;
    await Promise.all([usualScene(), usualScene(), usualScene()]);
    await fillOtherDays(siteId);
    const personDays = [
      { employeeId: ada, day: day(0) },
      { employeeId: bo, day: day(1) },
    ];
    const histories = await planOf(database, awardHistoriesStatement(siteId, [ada]));
    expect(histories.find((step) => step.table === 'daily_scores')).toMatchObject({
      key: 'ix_daily_scores_person',
      Extra: expect.stringContaining('Using index'),
    });
    const goals = await planOf(database, goalDaysStatement(siteId, [day(0), day(1)]));
    expect(goals.find((step) => step.table === 'daily_scores')).toMatchObject({ type: 'range' });
    const open = await planOf(database, openPersonDaysStatement({ siteId, lastDay: day(2), after: null, limit: 100 }));
    expect(open.find((step) => step.table === 'd')).toMatchObject({ key: 'ix_daily_scores_final' });
    const week = { siteId, from: MONDAY, to: day(2) };
    const all = { siteId, from: null, to: day(2) };
    const { statements } = await recordStatements(() => getStreakLeaders(database, siteId, 10));
    expect(statements).toHaveLength(1);
    const plans = [
      histories,
      goals,
      open,
      await planOf(database, awardDaysStatement(siteId, personDays)),
      await planOf(database, storedAwardsStatement(siteId, personDays)),
      await planOf(database, teamPlayersStatement(siteId, [day(0)])),
      await planOf(database, periodBoardStatement(week)),
      await planOf(database, periodWorkStatement(week)),
      await planOf(database, periodBoardStatement(all)),
      await planOf(database, periodWorkStatement(all)),
      await planOf(database, careerSums(siteId, [ada])),
      await planOf(database, careerRoleSums(siteId, [ada])),
      await planOf(database, personAwardsStatement(siteId, ada)),
      await planOf(database, achievementTickerStatement({ siteId, from: day(-1), to: day(2), limit: 10 })),
    ];
    for (const plan of plans) expect(wholeReads(plan, ['site_goals', 'role_configs', 'r'])).toEqual([]);
    const leaders = sql`SELECT id FROM employees WHERE site_id = ${siteId} AND current_streak > 0
                           AND archived_at IS NULL ORDER BY current_streak DESC, best_streak DESC, id LIMIT 10`;
    expect(wholeReads(await planOf(database, leaders))).toEqual([]);
  });
});

/** So many other days, all final, that reading a table whole would be the worse plan. */
async function fillOtherDays(siteId: number): Promise<void> {
  for (const table of ['daily_scores', 'daily_role_totals']) {
    const columns = await selectRows(
      database,
      sql`SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
           WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${table}
             AND COLUMN_NAME NOT IN ('score_date', 'is_finalized')`,
      z.object({ name: z.string() }),
    );
    const isScores = table === 'daily_scores';
    const list = sql.join(
      columns.map(({ name }) => sql.identifier(name)),
      sql`, `,
    );
    for (let shift = 30; shift <= 360; shift += 30) {
      await database.execute(sql`
        INSERT INTO ${sql.identifier(table)} (score_date, ${isScores ? sql`is_finalized,` : sql``} ${list})
        SELECT score_date - INTERVAL ${shift} DAY, ${isScores ? sql`1,` : sql``} ${list}
          FROM ${sql.identifier(table)} WHERE site_id = ${siteId} AND score_date > ${day(-10)}`);
    }
  }
  await database.execute(sql`ANALYZE TABLE daily_scores, daily_role_totals, achievements, employees, career_totals`);
}
