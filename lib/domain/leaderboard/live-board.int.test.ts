import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { Floor } from '@/test/floor';
import { loadLiveBoard } from './loaders';
import { nextMilestone } from './rules';
import { liveBoard } from './schema';

const database = openTestDatabase();
const [TODAY, YESTERDAY] = ['2026-03-10', '2026-03-09'];
const NOW = fromIsoInstant('2026-03-10T19:00:00Z');

async function floorOf(today: Record<string, number>, yesterday: Record<string, number>): Promise<Floor> {
  const code = `t-${randomBytes(6).toString('hex')}`;
  const floor = await Floor.create(database, { code, name: 'Live', timeZone: 'America/Chicago', now: NOW });
  for (const [day, people] of [
    [TODAY, today],
    [YESTERDAY, yesterday],
  ] as const) {
    for (const [name, items] of Object.entries(people)) {
      await floor.score(name, day, { items: { Picking: items }, clockedSeconds: 3600, activeSeconds: 3600 }, NOW);
    }
  }
  return floor;
}

describe('the live board', () => {
  it('says how far people moved since yesterday and what comes next', async () => {
    const floor = await floorOf({ Ada: 2_100, Bo: 250, Cy: 249, Dee: 10 }, { Cy: 900, Ada: 500, Bo: 500 });
    const board = await loadLiveBoard(floor.site, NOW);
    expect(() => liveBoard.parse(board)).not.toThrow();
    expect(board).toMatchObject({ date: TODAY, source: 'live', state: 'live', total: 4 });
    expect(board.rows.map((row) => [row.name, row.rank, row.yesterdayRank, row.moved, row.nextMilestone])).toEqual([
      ['Ada', 1, 2, 1, null],
      ['Bo', 2, 2, 0, 500],
      ['Cy', 3, 1, -2, 250],
      ['Dee', 4, null, null, 100],
    ]);
  });

  it('ends after ten people and is empty where nobody was', async () => {
    const names = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`P${index}`, 100 + index]));
    const floor = await floorOf(names, {});
    const board = await loadLiveBoard(floor.site, NOW);
    expect(board.total).toBe(12);
    expect(board.rows).toHaveLength(10);
    expect((await loadLiveBoard((await floorOf({}, {})).site, NOW)).rows).toEqual([]);
  });

  it('is two statements, with yesterday four the first time', async () => {
    const floor = await floorOf({ Ada: 10 }, { Ada: 10 });
    expect((await recordStatements(() => loadLiveBoard(floor.site, NOW))).statements).toHaveLength(4);
    expect((await recordStatements(() => loadLiveBoard(floor.site, NOW))).statements).toEqual([]);
  });
});

describe('nextMilestone', () => {
  it.each([
    [0, 100],
    [99_999, 100],
    [100_000, 250],
    [1_499_999, 1_500],
    [1_999_999, 2_000],
    [2_000_000, null],
  ])('after %d thousandths of a point is %s', (points, milestone) => {
    expect(nextMilestone(points)).toBe(milestone);
  });
});
