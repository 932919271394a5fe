import { randomBytes } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Database, recordStatements } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { employees } from '@/lib/db/schema/employees';
import { dayDepartmentsStatement } from '@/lib/domain/departments/queries/get-day-departments';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { Floor } from '@/test/floor';
import { exportLeaderboard } from './export-csv';
import { loadLeaderboard, loadLeaderboardText } from './loaders';
import { getDayVersion } from './queries/get-day-version';
import { leaderboardStatement } from './queries/get-leaderboard';
import { leaderboard } from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-10';
const YESTERDAY = '2026-03-09';
/** 14:00 in Chicago. */
const NOW = fromIsoInstant('2026-03-10T19:00:00Z');
const HOUR = 3600;

function newFloor(): Promise<Floor> {
  return Floor.create(database, {
    code: `t-${randomBytes(6).toString('hex')}`,
    name: 'Board warehouse',
    timeZone: 'America/Chicago',
    now: NOW,
  });
}

/** Ada, Bo and Cleo work today; Dov is clocked in without a scan. */
async function usualFloor(): Promise<Floor> {
  const floor = await newFloor();
  await floor.score(
    'Ada',
    TODAY,
    { items: { Picking: 500, Packing: 20 }, clockedSeconds: 5 * HOUR, activeSeconds: 4 * HOUR, isClockedIn: true },
    NOW,
  );
  await floor.score(
    'Bo',
    TODAY,
    { items: { 'Heat Press': 270 }, clockedSeconds: 6 * HOUR, activeSeconds: 6 * HOUR },
    NOW,
  );
  await floor.score('Cleo', TODAY, { items: { Labeling: 1032 }, clockedSeconds: 0, activeSeconds: HOUR }, NOW);
  await floor.score('Dov', TODAY, { items: {}, clockedSeconds: HOUR, activeSeconds: 0, isClockedIn: true }, NOW);
  return floor;
}

describe('the leaderboard of a day', () => {
  it('ranks and counts as worked out by hand', async () => {
    const floor = await usualFloor();
    const board = await loadLeaderboard(floor.site, {}, NOW);
    expect(() => leaderboard.parse(board)).not.toThrow();
    expect(board).toMatchObject({
      date: TODAY,
      today: TODAY,
      department: null,
      state: 'live',
      source: 'live',
      asOf: expect.any(String),
      total: 4,
      unmappedItems: 0,
    });
    // Ada: 500 x 1.0 + 20 x 0.8 = 516; Cleo: 1032 x 0.5 = 516; Bo: 270 x 1.2 = 324.
    // Same points: more items stand first, the rank is shared and the next one is left out.
    expect(board.rows.map((row) => [row.rank, row.name, row.points, row.items])).toEqual([
      [1, 'Cleo', 516, 1032],
      [1, 'Ada', 516, 520],
      [3, 'Bo', 324, 270],
      [4, 'Dov', 0, 0],
    ]);
    const [cleo, ada, bo, dov] = board.rows;
    expect(cleo).toMatchObject({
      department: 'Labeling',
      itemsPerHour: null,
      clockedSeconds: 0,
      activeSeconds: HOUR,
      efficiency: null,
      isClockedIn: false,
      badge: 'Star Player', // 11,000 / 22 = 500 a day
      breakdown: [{ department: 'Labeling', items: 1032, points: 516 }],
    });
    expect(ada).toMatchObject({
      department: 'Picking',
      itemsPerHour: 104,
      efficiency: 0.8,
      isClockedIn: true,
      streak: 0,
      badge: 'Team Player', // of 1,000 a day; 104 an hour of 200
      breakdown: [
        { department: 'Picking', items: 500, points: 500 },
        { department: 'Packing', items: 20, points: 16 },
      ],
    });
    expect(bo).toMatchObject({ department: 'Heat Press', itemsPerHour: 45, efficiency: 1, badge: 'Star Player' });
    expect(dov).toMatchObject({
      department: null,
      items: 0,
      itemsPerHour: 0,
      efficiency: 0,
      isClockedIn: true,
      badge: 'Team Player',
      breakdown: [],
    });
  });

  it('lists the departments in flow order with one colour each, unmapped work counted once', async () => {
    const floor = await usualFloor();
    await floor.unmapped(TODAY, 'Packing', 30);
    const board = await loadLeaderboard(floor.site, {}, NOW);
    expect(board.unmappedItems).toBe(30);
    expect(board.departments).toEqual([
      { department: 'Picking', colour: 1, items: 500, points: 500, people: 1, unmappedItems: 0 },
      { department: 'Labeling', colour: 2, items: 1032, points: 516, people: 1, unmappedItems: 0 },
      { department: 'Film Matching', colour: 3, items: 0, points: 0, people: 0, unmappedItems: 0 },
      { department: 'Heat Press', colour: 4, items: 270, points: 324, people: 1, unmappedItems: 0 },
      { department: 'Packing', colour: 5, items: 50, points: 40, people: 1, unmappedItems: 30 },
    ]);
    expect((await loadLeaderboard(floor.site, { department: 'Picking' }, NOW)).unmappedItems).toBe(0);
  });

  it('ranks within a department, the rest of the row being the whole day', async () => {
    const floor = await usualFloor();
    await floor.score('Eve', TODAY, { items: { Packing: 100 }, clockedSeconds: 2 * HOUR, activeSeconds: HOUR }, NOW);
    const board = await loadLeaderboard(floor.site, { department: 'Packing' }, NOW);
    expect(board.total).toBe(2);
    expect(board.rows.map((row) => [row.rank, row.name, row.items, row.points])).toEqual([
      [1, 'Eve', 100, 80],
      [2, 'Ada', 20, 16],
    ]);
    expect(board.rows[1]).toMatchObject({ department: 'Picking', itemsPerHour: 104, clockedSeconds: 5 * HOUR });
    expect(board.rows[1]?.breakdown).toHaveLength(2);
  });

  it('says that a department does not exist', async () => {
    const floor = await newFloor();
    await expect(loadLeaderboard(floor.site, { department: 'Nowhere' }, NOW)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('breaks ties by items, then by who began first, then by id', async () => {
    const floor = await newFloor();
    const work = { items: { Picking: 10 }, clockedSeconds: HOUR, activeSeconds: HOUR };
    for (const name of ['Third', 'First', 'Second', 'Fourth']) await floor.score(name, TODAY, work, NOW);
    const began = async (name: string, at: number | null) => {
      const employeeId = await floor.person(name, NOW);
      const ofPerson = and(eq(dailyScores.siteId, floor.site.id), eq(dailyScores.employeeId, employeeId));
      await database.update(dailyScores).set({ firstActivityAt: at }).where(ofPerson);
    };
    await began('First', NOW - 300);
    await began('Second', NOW - 200);
    await began('Third', NOW - 200);
    await began('Fourth', null);
    const board = await loadLeaderboard(floor.site, {}, NOW);
    // Third was added before Second, so it has the lower id.
    expect(board.rows.map((row) => [row.rank, row.name])).toEqual([
      [1, 'First'],
      [1, 'Third'],
      [1, 'Second'],
      [1, 'Fourth'],
    ]);
  });

  it('shows archived people on dates before today only', async () => {
    const floor = await usualFloor();
    const work = { items: { Picking: 900 }, clockedSeconds: HOUR, activeSeconds: HOUR };
    await floor.score('Gone', TODAY, work, NOW);
    await floor.score('Gone', YESTERDAY, work, NOW);
    await database
      .update(employees)
      .set({ archivedAt: NOW })
      .where(eq(employees.id, await floor.person('Gone', NOW)));
    const today = await loadLeaderboard(floor.site, {}, NOW);
    expect(today.rows.map((row) => row.name)).not.toContain('Gone');
    expect(today.rows[0]?.rank).toBe(1);
    expect(today.departments[0]).toMatchObject({ items: 500, people: 1 });
    const yesterday = await loadLeaderboard(floor.site, { date: YESTERDAY }, NOW);
    expect(yesterday).toMatchObject({ date: YESTERDAY, today: TODAY, source: 'stored', total: 1 });
    expect(yesterday.rows[0]).toMatchObject({ name: 'Gone', streak: null });
  });

  it('knows who is clocked in from the instant until which they are', async () => {
    const floor = await usualFloor();
    const later = await loadLeaderboard(floor.site, { date: TODAY }, NOW + 9 * HOUR);
    expect(later.rows.filter((row) => row.isClockedIn)).toEqual([]);
  });

  it('shows the streak and its badge today', async () => {
    const floor = await usualFloor();
    await database
      .update(employees)
      .set({ currentStreak: 7 })
      .where(eq(employees.id, await floor.person('Ada', NOW)));
    const board = await loadLeaderboard(floor.site, {}, NOW);
    expect(board.rows[1]).toMatchObject({ name: 'Ada', streak: 7, badge: '7-day streak' });
  });

  it('keeps sites apart', async () => {
    const [one, other] = [await usualFloor(), await newFloor()];
    expect((await loadLeaderboard(one.site, {}, NOW)).total).toBe(4);
    expect((await loadLeaderboard(other.site, {}, NOW)).total).toBe(0);
  });

  it('takes the role values of the day, not those of later', async () => {
    const floor = await usualFloor();
    await database.execute(sql`
      INSERT INTO role_config_versions (role_id, valid_from, multiplier, expected_per_hour, idle_threshold_minutes, monthly_target_points)
      SELECT id, '2026-03-11', 1, 200, 15, 1 FROM role_configs WHERE site_id = ${floor.site.id}`);
    expect((await loadLeaderboard(floor.site, {}, NOW)).rows[1]).toMatchObject({ name: 'Ada', badge: 'Team Player' });
  });
});

describe('pages of the leaderboard', () => {
  const page = async (floor: Floor, limit: number, cursor?: string) =>
    leaderboard.parse(JSON.parse(await loadLeaderboardText(floor.site, { limit, cursor }, NOW)));

  it('go on after the last row and end', async () => {
    const floor = await usualFloor();
    const first = await page(floor, 2);
    expect(first.rows.map((row) => row.name)).toEqual(['Cleo', 'Ada']);
    expect(first.total).toBe(4);
    const second = await page(floor, 2, first.nextCursor ?? '');
    expect(second.rows.map((row) => row.name)).toEqual(['Bo', 'Dov']);
    expect(second.nextCursor).toBeNull();
  });

  it('go on at the right place when the person of the cursor has moved', async () => {
    const floor = await usualFloor();
    const { nextCursor } = await page(floor, 2);
    await floor.score('Ada', TODAY, { items: {}, clockedSeconds: HOUR, activeSeconds: 0 }, NOW);
    await invalidateTags([tags.day(floor.site.id, TODAY)]);
    expect((await page(floor, 2, nextCursor ?? '')).rows.map((row) => row.name)).toEqual(['Bo', 'Ada']);
  });

  it('refuse a cursor that is none', async () => {
    const floor = await newFloor();
    await expect(page(floor, 2, 'bm90IGEgY3Vyc29y')).rejects.toMatchObject({ code: 'VALIDATION' });
  });
});

describe('what the leaderboard costs', () => {
  it.each([undefined, 'Picking'])(
    'is two statements, whatever the number of people (department %s)',
    async (department) => {
      const floor = await usualFloor();
      const uncached = await recordStatements(() => loadLeaderboard(floor.site, { department }, NOW));
      expect(uncached.statements).toHaveLength(2);
      const cached = await recordStatements(() => loadLeaderboard(floor.site, { department }, NOW));
      expect(cached.statements).toEqual([]);
      expect(cached.result).toEqual(uncached.result);
    },
  );

  it('reads a rescored day again', async () => {
    const floor = await usualFloor();
    await loadLeaderboard(floor.site, {}, NOW);
    await floor.score('Dov', TODAY, { items: { Picking: 2000 }, clockedSeconds: HOUR, activeSeconds: HOUR }, NOW);
    await invalidateTags([tags.day(floor.site.id, TODAY)]);
    expect((await loadLeaderboard(floor.site, {}, NOW)).rows[0]?.name).toBe('Dov');
  });

  it('reads no table whole and the scores from the covering index alone', async () => {
    const [floor] = await Promise.all([usualFloor(), usualFloor(), usualFloor(), usualFloor()]);
    await fillOtherDays(floor);
    const board = { siteId: floor.site.id, date: TODAY, withArchived: false };
    const plain = await planOf(database, leaderboardStatement({ ...board, department: null }));
    expect(plain.find((step) => step.table === 'd')).toMatchObject({
      key: 'ix_daily_scores_board',
      Extra: expect.stringContaining('Using index'),
    });
    const filtered = await planOf(database, leaderboardStatement({ ...board, department: 'Picking' }));
    const departments = await planOf(database, dayDepartmentsStatement(floor.site.id, TODAY));
    for (const step of [...plain, ...filtered, ...departments]) {
      if (step.table === null || step.table.startsWith('<')) continue; // a result of the statement itself
      expect(step, JSON.stringify(step)).not.toMatchObject({ type: 'ALL' });
      expect(step.key, JSON.stringify(step)).not.toBeNull();
    }
  });

  it('looks for changes in the index of the board alone', async () => {
    const floor = await usualFloor();
    const before = await getDayVersion(database, floor.site.id, TODAY);
    expect(await getDayVersion(database, floor.site.id, TODAY)).toBe(before);
    await floor.score('Dov', TODAY, { items: { Picking: 1 }, clockedSeconds: HOUR, activeSeconds: 0 }, NOW);
    expect(await getDayVersion(database, floor.site.id, TODAY)).not.toBe(before);
    const { statements } = await recordStatements(() => getDayVersion(database, floor.site.id, TODAY));
    expect(statements).toHaveLength(1);
  });
});

describe('the CSV of the leaderboard', () => {
  it('holds the rows of the filter with bare numbers and is audited', async () => {
    const floor = await usualFloor();
    const query = { q: 'o', sort: 'points', direction: 'asc' } as const;
    const file = await exportLeaderboard(database, floor.site, query, TEST_ACTOR, NOW);
    expect(file.name).toBe(`leaderboard-${floor.site.code}-${TODAY}.csv`);
    const rows: Record<string, string>[] = parse(file.text, { bom: true, columns: true });
    expect(
      rows.map((row) => [row.name, row.points, row.items_per_hour, row.clocked_in, row['Heat Press items']]),
    ).toEqual([
      ['Dov', '0', '0', 'yes', ''],
      ['Bo', '324', '45', 'no', '270'],
      ['Cleo', '516', '', 'no', ''],
    ]);
    const [event] = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, floor.site.id), eq(auditEvents.action, 'leaderboard.export')));
    expect(event).toMatchObject({
      actorId: TEST_ACTOR.id,
      entityId: TODAY,
      after: { q: 'o', department: null, rows: 3 },
    });
  });
});

const planStep = z.object({
  table: z.string().nullable(),
  type: z.string().nullable(),
  key: z.string().nullable(),
  Extra: z.string().nullable(),
});

async function planOf(db: Database, statement: SQL) {
  return selectRows(db, sql`EXPLAIN ${statement}`, planStep);
}

/** So many other rows that reading a table whole would be the worse plan. */
async function fillOtherDays(floor: Floor): Promise<void> {
  const days = Array.from(
    { length: 40 },
    (_, index) => `2026-0${1 + Math.floor(index / 28)}-${String((index % 28) + 1).padStart(2, '0')}`,
  );
  for (const day of days) {
    for (const table of ['daily_scores', 'daily_role_totals']) {
      const columns = await selectRows(
        database,
        sql`SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
             WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${table} AND COLUMN_NAME <> 'score_date'`,
        z.object({ name: z.string() }),
      );
      const list = sql.join(
        columns.map(({ name }) => sql.identifier(name)),
        sql`, `,
      );
      await database.execute(sql`
        INSERT INTO ${sql.identifier(table)} (score_date, ${list})
        SELECT ${day}, ${list} FROM ${sql.identifier(table)} WHERE site_id = ${floor.site.id} AND score_date = ${TODAY}`);
    }
  }
  await database.execute(
    sql`ANALYZE TABLE daily_scores, daily_role_totals, role_configs, role_config_versions, unmapped_totals, employees`,
  );
}
