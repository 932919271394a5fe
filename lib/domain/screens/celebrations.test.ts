import { describe, expect, it } from 'vitest';
import { celebrationsBetween, isStillTrue } from './celebrations';
import type { ScreenFloor } from './schema';

const text = (value: number) => String(value);

function floorWith(changes: {
  people?: [number, number][];
  finishedItems?: number;
  goalItems?: number | null;
  date?: string;
  state?: ScreenFloor['state'];
}): ScreenFloor {
  const people = (changes.people ?? []).map(([employeeId, points], index) => ({
    employeeId,
    name: `Person ${employeeId}`,
    rank: index + 1,
    points,
    streak: 0,
    yesterdayRank: null,
    parts: [],
  }));
  return {
    asOf: '2026-03-02T15:00:00Z',
    state: changes.state ?? 'live',
    date: changes.date ?? '2026-03-02',
    clockedIn: 2,
    sources: [],
    site: { finishedItems: changes.finishedItems ?? 0, goalItems: changes.goalItems ?? null },
    people,
    departments: [],
    pace: {
      asOf: '2026-03-02T15:00:00Z',
      endsAt: '2026-03-03T06:00:00Z',
      finishedItems: changes.finishedItems ?? 0,
      goalItems: changes.goalItems ?? null,
      targetNow: null,
      points: [],
      forecast: { kind: 'unknown', reason: 'too_early' },
    },
    heat: { hours: [], rows: [] },
    streaks: [],
    awards: [],
  };
}

const keysOf = (before: ScreenFloor, after: ScreenFloor, gap = 5) =>
  celebrationsBetween(before, after, gap, text).map(({ kind, text: words }) => `${kind}: ${words}`);

describe('celebrations', () => {
  it('tell a new first, who really is ahead', () => {
    const before = floorWith({
      people: [
        [1, 90],
        [2, 80],
      ],
    });
    expect(
      keysOf(
        before,
        floorWith({
          people: [
            [2, 95],
            [1, 90],
          ],
        }),
      ),
    ).toEqual(['lead: Person 2']);
    expect(
      keysOf(
        before,
        floorWith({
          people: [
            [2, 90],
            [1, 90],
          ],
        }),
      ),
    ).toEqual([]);
    expect(
      keysOf(
        before,
        floorWith({
          people: [
            [1, 95],
            [2, 80],
          ],
        }),
      ),
    ).toEqual([]);
    expect(keysOf(floorWith({ people: [] }), floorWith({ people: [[1, 5]] }))).toEqual([]);
  });

  it('tell nobody first who is there only because another was corrected', () => {
    const before = floorWith({
      people: [
        [2, 95],
        [1, 90],
      ],
    });
    const corrected = floorWith({
      people: [
        [1, 90],
        [2, 40],
      ],
    });
    expect(keysOf(before, corrected)).toEqual([]);
  });

  it('tell each quarter of the goal, and none when the goal itself moved', () => {
    const at = (finishedItems: number, goalItems = 1_000) => floorWith({ finishedItems, goalItems });
    expect(keysOf(at(249), at(250))).toEqual(['goal: 250 finished items']);
    expect(keysOf(at(749), at(1_000))).toEqual(['goal: 750 finished items', 'goal: 1000 finished items']);
    expect(keysOf(at(400), at(400, 500))).toEqual([]);
    expect(keysOf(at(250), at(260))).toEqual([]);
  });

  it('tell the milestones of people who were on the board before', () => {
    const before = floorWith({
      people: [
        [1, 2_000],
        [2, 499],
      ],
    });
    expect(
      keysOf(
        before,
        floorWith({
          people: [
            [1, 2_001],
            [2, 500],
          ],
        }),
      ),
    ).toEqual(['milestone: Person 2']);
    expect(
      keysOf(
        before,
        floorWith({
          people: [
            [1, 2_000],
            [2, 499],
            [3, 900],
          ],
        }),
      ),
    ).toEqual([]);
  });

  it('tell nothing after a silence, on a new day, or from stale numbers', () => {
    const before = floorWith({
      people: [
        [1, 90],
        [2, 80],
      ],
    });
    const after = floorWith({
      people: [
        [2, 95],
        [1, 90],
      ],
    });
    expect(keysOf(before, after, 31)).toEqual([]);
    expect(keysOf(before, { ...after, date: '2026-03-03' })).toEqual([]);
    expect(keysOf(before, { ...after, state: 'stale' })).toEqual([]);
  });

  it('are taken back by a correction', () => {
    const before = floorWith({
      people: [
        [1, 600],
        [2, 499],
      ],
      finishedItems: 490,
      goalItems: 1_000,
    });
    const after = floorWith({
      people: [
        [1, 600],
        [2, 510],
      ],
      finishedItems: 500,
      goalItems: 1_000,
    });
    const corrected = floorWith({
      people: [
        [1, 600],
        [2, 80],
      ],
      finishedItems: 480,
      goalItems: 1_000,
    });
    const found = celebrationsBetween(before, after, 5, text);
    expect(found.map(({ kind }) => kind)).toEqual(['goal', 'milestone']);
    for (const one of found) {
      expect(isStillTrue(one, after)).toBe(true);
      expect(isStillTrue(one, corrected)).toBe(false);
    }
    const lead = celebrationsBetween(
      floorWith({
        people: [
          [1, 90],
          [2, 80],
        ],
      }),
      floorWith({
        people: [
          [2, 95],
          [1, 90],
        ],
      }),
      5,
      text,
    );
    expect(lead.map((one) => isStillTrue(one, corrected))).toEqual([false]);
  });
});
