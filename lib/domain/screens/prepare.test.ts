import { describe, expect, it } from 'vitest';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { type FloorParts, prepareFloor, variantOf } from './prepare';
import { screenFloor, screenSettings } from './schema';

const T = 1_772_460_000;
const live = { asOf: toIsoInstant(T), state: 'live' as const };

/** Sixty people, the first with the most points; names tell who a payload speaks of. */
function partsWith(changes: { board?: object; heat?: object } = {}): FloorParts {
  const rows = Array.from({ length: 60 }, (_, index) => ({
    rank: index + 1,
    employeeId: index + 1,
    name: `Person${index + 1} Last${index + 1}`,
    department: 'Packing',
    items: 600 - index * 10,
    points: 600 - index * 10,
    itemsPerHour: 50,
    clockedSeconds: 3_600,
    activeSeconds: 3_000,
    efficiency: 0.9,
    isClockedIn: true,
    isArchived: false,
    streak: 0,
    badge: null,
    breakdown: [],
  }));
  const parts: unknown = {
    board: { ...live, date: '2026-03-02', departments: [], rows, ...changes.board },
    yesterdayRanks: new Map(),
    metrics: { ...live, clockedIn: 60, finishedItems: 120, goal: { items: 400 } },
    departments: { ...live, rows: [] },
    pace: {
      ...live,
      endsAt: toIsoInstant(T + 3_600),
      finishedItems: 120,
      goalItems: 400,
      targetNow: null,
      points: [],
      forecast: { kind: 'unknown', reason: 'too_early' },
    },
    heat: { ...live, hours: [], rows: [], ...changes.heat },
    streaks: [
      { employeeId: 59, name: 'Person59 Last59', currentStreak: 4, bestStreak: 9 },
      { employeeId: 58, name: 'Person58 Last58', currentStreak: 1, bestStreak: 9 },
    ],
    awards: [{ employeeId: 57, name: 'Person57 Last57', label: 'Early bird', earnedDate: '2026-03-01' }],
    sources: [],
    aliases: new Map([[1, 'Comet']]),
  };
  return parts as FloorParts;
}

const floorFor = (settings: object, parts = partsWith()) =>
  prepareFloor(parts, variantOf(screenSettings.parse(settings)));
const peopleIn = (floor: object) => [...new Set(JSON.stringify(floor).match(/Person\d+/g))].sort();

describe('what a screen is sent', () => {
  it('is nobody below the cut', () => {
    const floor = floorFor({ cut: 4, hasTicker: false });
    expect(floor.people.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect(peopleIn(floor)).toEqual(['Person1', 'Person2', 'Person3', 'Person4']);
    expect(JSON.stringify(floor)).not.toContain('"employeeId":5');
  });

  it('is nobody at all on a screen for teams, whatever else is set', () => {
    const playlist = [
      { board: 'streaks', seconds: 20 },
      { board: 'leaderboard', seconds: 20 },
    ];
    const floor = floorFor({ isTeamsOnly: true, nameFormat: 'full', hasTicker: true, playlist });
    expect(peopleIn(floor)).toEqual([]);
    expect(JSON.stringify(floor)).not.toMatch(/employeeId|Comet/);
  });

  it('has streaks and awards only where they are shown', () => {
    expect(peopleIn(floorFor({ cut: 2, hasTicker: true }))).toEqual(['Person1', 'Person2', 'Person57', 'Person59']);
    expect(peopleIn(floorFor({ cut: 2, hasTicker: false }))).toEqual(['Person1', 'Person2']);
    const playlist = [{ board: 'streaks', seconds: 20 }];
    expect(floorFor({ cut: 2, hasTicker: false, playlist }).streaks).toHaveLength(1);
  });

  it('has no more of a name than the screen may show', () => {
    const named = (nameFormat: string) => floorFor({ cut: 2, nameFormat, hasTicker: false });
    expect(named('short').people.map(({ name }) => name)).toEqual(['Person1 L.', 'Person2 L.']);
    expect(named('full').people.map(({ name }) => name)).toEqual(['Person1 Last1', 'Person2 Last2']);
    const aliased = named('alias');
    expect(aliased.people[0]?.name).toBe('Comet');
    expect(JSON.stringify(aliased)).not.toContain('Person1');
  });

  it('is as old as its oldest part, and stale with any of them', () => {
    const older = toIsoInstant(T - 40);
    expect(floorFor({}, partsWith({ heat: { asOf: older } })).asOf).toBe(older);
    expect(floorFor({}, partsWith({ board: { state: 'stale' } })).state).toBe('stale');
    expect(floorFor({}).state).toBe('live');
  });

  it('is told in full by its schema', () => {
    const floor = floorFor({});
    expect(screenFloor.parse(floor)).toEqual(floor);
  });
});
