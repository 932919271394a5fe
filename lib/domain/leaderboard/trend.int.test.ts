import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { fillOtherDays, planOf, wholeReads } from '@/test/explain';
import { type DepartmentName, Floor } from '@/test/floor';
import { loadBoardTrend, loadLeaderboard } from './loaders';
import { pointsByDayStatement } from './queries/get-points-by-day';
import { boardTrend } from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-10';
const YESTERDAY = '2026-03-09';
/** 14:00 in Chicago. */
const NOW = fromIsoInstant('2026-03-10T19:00:00Z');

async function newScene() {
  const floor = await Floor.create(database, {
    code: `t-${randomBytes(6).toString('hex')}`,
    name: 'Trend warehouse',
    timeZone: 'America/Chicago',
    now: NOW,
  });
  return {
    floor,
    worked: (name: string, day: IsoDay, items: Partial<Record<DepartmentName, number>>) =>
      floor.score(name, day, { items, clockedSeconds: 3600, activeSeconds: 3600 }, NOW),
  };
}

describe('the trend behind a board', () => {
  it('has the points of 14 days and the ranks of the board of the day before', async () => {
    const { floor, worked } = await newScene();
    await worked('Ada', TODAY, { Picking: 516 });
    await worked('Cleo', TODAY, { Picking: 5 });
    await worked('Ada', YESTERDAY, { Picking: 100 });
    await worked('Bo', YESTERDAY, { Picking: 300 });
    await worked('Gone', YESTERDAY, { Picking: 900 });
    await worked('Ada', '2026-02-25', { Picking: 50 });
    await worked('Ada', '2026-02-24', { Picking: 70 }); // the 15th day
    const trend = await loadBoardTrend(floor.site, {}, NOW);
    expect(() => boardTrend.parse(trend)).not.toThrow();
    expect(trend).toMatchObject({ date: TODAY, source: 'live', department: null });
    expect([trend.days.length, trend.days[0], trend.days.at(-1)]).toEqual([14, '2026-02-25', TODAY]);
    const [ada, cleo] = [await floor.person('Ada', NOW), await floor.person('Cleo', NOW)];
    const of = (id: number) => trend.people.find((one) => one.employeeId === id);
    expect(of(ada)).toEqual({ employeeId: ada, points: [50, ...Array(11).fill(null), 100, 516], rankBefore: 3 });
    expect(of(cleo)).toMatchObject({ rankBefore: null });
    const before = await loadLeaderboard(floor.site, { date: YESTERDAY }, NOW);
    expect(before.rows.map((row) => of(row.employeeId)?.rankBefore)).toEqual(before.rows.map((row) => row.rank));
  });

  it('of a department has its points and ranks', async () => {
    const { floor, worked } = await newScene();
    await worked('Ada', TODAY, { Packing: 20 });
    await worked('Ada', YESTERDAY, { Packing: 10, Picking: 500 });
    await worked('Bo', YESTERDAY, { Packing: 20 });
    await worked('Cleo', YESTERDAY, { Picking: 900 });
    const { people } = await loadBoardTrend(floor.site, { department: 'Packing' }, NOW);
    const ada = await floor.person('Ada', NOW);
    expect(people).toHaveLength(2);
    expect(people.find((one) => one.employeeId === ada)).toEqual({
      employeeId: ada,
      points: [...Array(12).fill(null), 8, 16],
      rankBefore: 2,
    });
  });

  it('is one statement over the covering index, and none again while it is cached', async () => {
    const { floor, worked } = await newScene();
    await worked('Ada', TODAY, { Packing: 20 });
    const first = await recordStatements(() => loadBoardTrend(floor.site, { date: YESTERDAY }, NOW));
    const again = await recordStatements(() => loadBoardTrend(floor.site, { date: YESTERDAY }, NOW));
    expect([first.statements.length, again.statements.length]).toEqual([1, 0]);
    await fillOtherDays(database, floor.site.id, TODAY, ['daily_scores', 'daily_role_totals'], 100);
    const range = { siteId: floor.site.id, from: '2026-02-25', to: TODAY };
    const all = await planOf(database, pointsByDayStatement({ ...range, department: null }));
    expect(all).toMatchObject([{ key: 'ix_daily_scores_board', Extra: expect.stringContaining('Using index') }]);
    const some = await planOf(database, pointsByDayStatement({ ...range, department: 'Packing' }));
    expect(wholeReads(some, ['r'])).toEqual([]);
  });

  it('refuses a day in the future', async () => {
    const { floor } = await newScene();
    await expect(loadBoardTrend(floor.site, { date: '2026-03-11' }, NOW)).rejects.toMatchObject({
      code: 'VALIDATION',
    });
  });
});
