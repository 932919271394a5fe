import type { DepartmentRow } from '@/lib/domain/departments/schema';
import type { AchievementTicker, StreakLeaders } from '@/lib/domain/gamification/schema';
import type { Heatmap } from '@/lib/domain/heatmap/schema';
import type { BoardDepartment, LeaderboardRow } from '@/lib/domain/leaderboard/schema';
import type { SourceState } from '@/lib/domain/sources/schema';
import type { TeamMetrics } from '@/lib/domain/team/schema';
import { type EpochSeconds, fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import type { ScreenRow } from './queries/get-screens';
import { type NameFormat, OFFLINE_SECONDS, screenNames } from './rules';
import { type ListedScreen, type ScreenFloor, screenSettings } from './schema';

/** Whose names a screen may show, and how many people of the board at most. */
export type FloorVariant = { nameFormat: NameFormat; isTeamsOnly: boolean };

/** More than any screen shows: one payload serves screens with different cuts. */
const MAX_PEOPLE = 50;
const MAX_STREAKS = 8;
const MIN_STREAK = 2;

export type FloorParts = {
  board: {
    asOf: string;
    state: 'live' | 'stale';
    date: string;
    total: number;
    departments: readonly BoardDepartment[];
    rows: readonly LeaderboardRow[];
  };
  yesterdayRanks: ReadonlyMap<number, number>;
  metrics: TeamMetrics;
  departments: readonly DepartmentRow[];
  heat: Pick<Heatmap, 'hours' | 'rows'>;
  streaks: StreakLeaders['rows'];
  awards: AchievementTicker['rows'];
  sources: readonly SourceState[];
  aliases: ReadonlyMap<number, string>;
};

/** What the boards draw, with people named as the screen is set; for teams only without a single person. */
export function prepareFloor(parts: FloorParts, variant: FloorVariant): ScreenFloor {
  const { board, metrics } = parts;
  const shown = variant.isTeamsOnly ? [] : board.rows.slice(0, MAX_PEOPLE);
  const streaks = variant.isTeamsOnly ? [] : parts.streaks.filter(({ currentStreak }) => currentStreak >= MIN_STREAK);
  const awards = variant.isTeamsOnly ? [] : parts.awards;
  const people = [...shown, ...streaks, ...awards].map(({ employeeId, name }) => ({
    employeeId,
    name,
    alias: parts.aliases.get(employeeId) ?? null,
  }));
  const distinct = [...new Map(people.map((person) => [person.employeeId, person])).values()];
  const names = screenNames(distinct, variant.nameFormat);
  const called = (employeeId: number) => ({ employeeId, name: names.get(employeeId) ?? '' });
  const colourOf = new Map(board.departments.map(({ department, colour }) => [department, colour]));
  const isStale = board.state === 'stale' || metrics.state === 'stale';
  return {
    asOf: olderOf(board.asOf, metrics.asOf),
    state: isStale ? 'stale' : 'live',
    date: board.date,
    clockedIn: metrics.clockedIn ?? 0,
    sources: parts.sources.map(({ label, state, lastGoodAt }) => ({ label, isGood: state === 'ok', lastGoodAt })),
    site: {
      finishedItems: metrics.finishedItems,
      items: metrics.items,
      points: metrics.points,
      goalItems: metrics.goal.items,
    },
    people: shown.map((row) => ({
      ...called(row.employeeId),
      rank: row.rank,
      points: row.points,
      items: row.items,
      streak: row.streak ?? 0,
      isClockedIn: row.isClockedIn,
      yesterdayRank: parts.yesterdayRanks.get(row.employeeId) ?? null,
      parts: row.breakdown.map(({ department, points }) => ({ colour: colourOf.get(department) ?? 1, points })),
    })),
    peopleCount: board.total,
    departments: parts.departments
      .filter(({ isActive, items }) => isActive || items > 0)
      .map(({ department, colour, points, items, people: working, itemsPerHour, vsTargetPercent }) => ({
        department,
        colour,
        points,
        items,
        people: working,
        itemsPerHour,
        vsTargetPercent,
      })),
    heat: {
      hours: parts.heat.hours.map(({ label }) => label),
      rows: parts.heat.rows.map(({ label, colour, cells }) => ({
        department: label,
        colour: colour ?? 1,
        items: cells.map((cell) => cell?.items ?? null),
      })),
    },
    streaks: streaks.slice(0, MAX_STREAKS).map(({ employeeId, currentStreak, bestStreak }) => ({
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

/** Of two instants in ISO 8601: what is put together is as old as its oldest part. */
function olderOf(a: string, b: string): string {
  return fromIsoInstant(a) < fromIsoInstant(b) ? a : b;
}
