import type { DepartmentRow } from '@/lib/domain/departments/schema';
import type { AchievementTicker, StreakLeaders } from '@/lib/domain/gamification/schema';
import type { Heatmap } from '@/lib/domain/heatmap/schema';
import type { BoardDepartment, LeaderboardRow } from '@/lib/domain/leaderboard/schema';
import { shownPoints } from '@/lib/domain/pace/prepare-view';
import type { Pace } from '@/lib/domain/pace/schema';
import type { SourceState } from '@/lib/domain/sources/schema';
import type { TeamMetrics } from '@/lib/domain/team/schema';
import { type EpochSeconds, fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import type { ScreenRow } from './queries/get-screens';
import { type NameFormat, OFFLINE_SECONDS, screenNames } from './rules';
import { type ListedScreen, type ScreenFloor, type ScreenSettings, screenSettings } from './schema';

/** Whom a screen may show and what they are called; screens alike in this are sent the same. */
export type FloorVariant = {
  /** Null: no people at all. */
  nameFormat: NameFormat | null;
  /** People of the board at most. */
  cut: number;
  /** Whether streaks and awards are told. */
  hasNews: boolean;
};

/** What a screen that is set like this is sent. */
export function variantOf({ isTeamsOnly, nameFormat, cut, hasTicker, playlist }: ScreenSettings): FloorVariant {
  if (isTeamsOnly) return { nameFormat: null, cut: 0, hasNews: false };
  return { nameFormat, cut, hasNews: hasTicker || playlist.some(({ board }) => board === 'streaks') };
}

const MAX_STREAKS = 5;
const MAX_AWARDS = 8;
const MIN_STREAK = 2;

type Age = { asOf: string; state: 'live' | 'stale' };

export type FloorParts = {
  board: Age & {
    date: string;
    departments: readonly BoardDepartment[];
    rows: readonly LeaderboardRow[];
  };
  yesterdayRanks: ReadonlyMap<number, number>;
  metrics: TeamMetrics;
  departments: Age & { rows: readonly DepartmentRow[] };
  pace: Pace;
  heat: Age & Pick<Heatmap, 'hours' | 'rows'>;
  streaks: StreakLeaders['rows'];
  awards: AchievementTicker['rows'];
  sources: readonly SourceState[];
  aliases: ReadonlyMap<number, string>;
};

/** What the boards draw, with people named as the screen is set; for teams only without a single person. */
export function prepareFloor(parts: FloorParts, variant: FloorVariant): ScreenFloor {
  const { board, metrics, departments, pace, heat } = parts;
  const { nameFormat, cut, hasNews } = variant;
  const shown = nameFormat === null ? [] : board.rows.slice(0, cut);
  const runs = parts.streaks.filter(({ currentStreak }) => currentStreak >= MIN_STREAK);
  const streaks = hasNews ? runs.slice(0, MAX_STREAKS) : [];
  const awards = hasNews ? parts.awards.slice(0, MAX_AWARDS) : [];
  const people = [...shown, ...streaks, ...awards].map(({ employeeId, name }) => ({
    employeeId,
    name,
    alias: parts.aliases.get(employeeId) ?? null,
  }));
  const distinct = [...new Map(people.map((person) => [person.employeeId, person])).values()];
  const names = nameFormat === null ? new Map<number, string>() : screenNames(distinct, nameFormat);
  const called = (employeeId: number) => ({ employeeId, name: names.get(employeeId) ?? '' });
  const colourOf = new Map(board.departments.map(({ department, colour }) => [department, colour]));
  const ages: Age[] = [board, metrics, departments, pace, heat];
  return {
    // What is put together is as old as its oldest part.
    asOf: toIsoInstant(Math.min(...ages.map(({ asOf }) => fromIsoInstant(asOf)))),
    state: ages.some(({ state }) => state === 'stale') ? 'stale' : 'live',
    date: board.date,
    clockedIn: metrics.clockedIn ?? 0,
    sources: parts.sources.map(({ label, state, lastGoodAt }) => ({ label, isGood: state === 'ok', lastGoodAt })),
    site: {
      finishedItems: metrics.finishedItems,
      goalItems: metrics.goal.items,
    },
    people: shown.map((row) => ({
      ...called(row.employeeId),
      rank: row.rank,
      points: row.points,
      streak: row.streak ?? 0,
      yesterdayRank: parts.yesterdayRanks.get(row.employeeId) ?? null,
      parts: row.breakdown.map(({ department, points }) => ({ colour: colourOf.get(department) ?? 1, points })),
    })),
    departments: departments.rows
      .filter(({ isActive, items }) => isActive || items > 0)
      .map(({ department, colour, points, people: working, itemsPerHour }) => ({
        department,
        colour,
        points,
        people: working,
        itemsPerHour,
      })),
    pace: {
      asOf: pace.asOf,
      endsAt: pace.endsAt,
      finishedItems: pace.finishedItems,
      goalItems: pace.goalItems,
      targetNow: pace.targetNow,
      points: shownPoints(pace.points).map(({ at, items, target }) => ({ at, items, target })),
      forecast: pace.forecast,
    },
    heat: {
      hours: heat.hours.map(({ label }) => label),
      rows: heat.rows.map(({ label, colour, cells }) => ({
        department: label,
        colour: colour ?? 1,
        items: cells.map((cell) => cell?.items ?? null),
      })),
    },
    streaks: streaks.map(({ employeeId, currentStreak, bestStreak }) => ({
      ...called(employeeId),
      streak: currentStreak,
      isBest: currentStreak >= bestStreak,
    })),
    awards: awards.map(({ employeeId, label, earnedDate }) => ({ ...called(employeeId), label, date: earnedDate })),
  };
}

/** A screen for the admins' list. `build` is the one of the server. */
export function prepareScreen(row: ScreenRow, now: EpochSeconds, build: string): ListedScreen {
  const at = (instant: EpochSeconds | null) => (instant === null ? null : toIsoInstant(instant));
  const status = row.revokedAt !== null ? 'revoked' : row.tokenHash === null ? 'approved' : 'active';
  return {
    id: row.id,
    name: row.name,
    status,
    isOnline: status === 'active' && row.lastSeenAt !== null && now - row.lastSeenAt <= OFFLINE_SECONDS,
    version: row.version,
    settings: screenSettings.parse(row.settings),
    createdAt: at(row.createdAt),
    lastSeenAt: at(row.lastSeenAt),
    lastPaintAt: at(row.lastPaintAt),
    build: row.build,
    isCurrentBuild: row.build === null ? null : row.build === build,
    revokedAt: at(row.revokedAt),
  };
}
