import {
  type BoardPosition,
  badgeOf,
  itemsPerHour,
  scaledInteger,
  thousandthsForShow,
} from '@/lib/domain/leaderboard/rules';
import type { RoleValuesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import { toIsoInstant } from '@/lib/platform/time/instant';
import type { TickerRow } from './queries/get-achievement-ticker';
import type { PeriodRow } from './queries/get-period-board';
import type { PeriodWork } from './queries/get-period-work';
import type { PersonAwardRow } from './queries/get-person-awards';
import type { StreakLeaderRow } from './queries/get-streak-leaders';
import { ACHIEVEMENT_KEYS, ACHIEVEMENTS, levelOf } from './rules';
import type { AchievementTicker, PeriodBoardRow, PersonAchievements, StreakLeaders } from './schema';

/** Rows in order to leaders; equal streaks share a rank. */
export function prepareStreakLeaders(rows: readonly StreakLeaderRow[]): StreakLeaders['rows'] {
  return rows.map((row) => ({
    rank: 1 + rows.filter((other) => other.currentStreak > row.currentStreak).length,
    ...row,
    level: levelOf(row.achievementPoints).level,
  }));
}

export function prepareTicker(rows: readonly TickerRow[]): AchievementTicker['rows'] {
  return rows.map((row) => ({
    employeeId: row.employee_id,
    name: row.name,
    ...awardOf(row),
    awardedAt: toIsoInstant(row.awarded_at),
  }));
}

/** Each of the twelve with how often and when last; `rows` the newest first. */
export function prepareAchievements(rows: readonly PersonAwardRow[]): PersonAchievements['achievements'] {
  const byKey = Map.groupBy(rows, (row) => row.achievement_key);
  return ACHIEVEMENT_KEYS.map((key) => {
    const earned = byKey.get(key) ?? [];
    const { label, earnedWhen, points } = ACHIEVEMENTS[key];
    return { key, label, earnedWhen, points, times: earned.length, lastEarnedDate: earned[0]?.earned_date ?? null };
  });
}

export function awardOf(row: PersonAwardRow): PersonAchievements['rows'][number] {
  return {
    key: row.achievement_key,
    label: ACHIEVEMENTS[row.achievement_key].label,
    points: row.points_awarded,
    periodKey: row.period_key,
    earnedDate: row.earned_date,
  };
}

export type PeriodFacts = {
  people: readonly PeriodRow[];
  work: readonly PeriodWork[];
  /** As they count on the last day of the period, in flow order. */
  roles: readonly RoleValuesOnDay[];
  targetDaysPerMonth: number;
};

/** Rows of a period board with their place in its order (domain.md 6). */
export function preparePeriodBoard(facts: PeriodFacts): { row: PeriodBoardRow; position: BoardPosition }[] {
  const workOf = Map.groupBy(facts.work, (work) => work.employee_id);
  return facts.people.map((person) => ({
    row: preparePerson(person, workOf.get(person.employee_id) ?? [], facts),
    position: {
      pointsThousandths: scaledInteger(person.points, 3),
      items: person.items,
      firstActivityAt: person.first_activity_at,
      employeeId: person.employee_id,
    },
  }));
}

function preparePerson(person: PeriodRow, work: readonly PeriodWork[], facts: PeriodFacts): PeriodBoardRow {
  const itemsOf = new Map(work.map((one) => [one.role_id, one.items]));
  // In flow order, so of equal items the first one wins.
  const primary = facts.roles.reduce<RoleValuesOnDay | null>((best, role) => {
    const items = itemsOf.get(role.roleId) ?? 0;
    return items > (best === null ? 0 : (itemsOf.get(best.roleId) ?? 0)) ? role : best;
  }, null);
  const targetHundredths = scaledInteger(person.target_points, 2);
  const clocked = person.clocked_seconds;
  return {
    rank: person.rank_of_period,
    employeeId: person.employee_id,
    name: person.name,
    department: primary?.departmentName ?? null,
    daysWorked: person.days_worked,
    items: person.items,
    points: thousandthsForShow(scaledInteger(person.points, 3)),
    itemsPerHour: itemsPerHour(person.clocked_items, clocked),
    clockedSeconds: clocked,
    activeSeconds: person.active_seconds,
    efficiency: clocked === 0 ? null : Math.round((person.clocked_active_seconds * 10_000) / clocked) / 10_000,
    targetPoints: targetHundredths === 0 ? null : Math.round(targetHundredths / facts.targetDaysPerMonth) / 100,
    streak: person.current_streak,
    badge: badgeOf({
      pointsHundredths: scaledInteger(person.points, 2),
      items: person.clocked_items,
      clockedSeconds: clocked,
      streak: person.current_streak,
      // Sums on both sides: points >= sum of the monthly targets / days.
      monthlyTargetHundredths: targetHundredths,
      expectedPerHourThousandths: primary === null ? null : scaledInteger(primary.expectedPerHour, 3),
      targetDaysPerMonth: facts.targetDaysPerMonth,
    }),
    achievementPoints: person.achievement_points,
    level: levelOf(person.achievement_points).level,
    breakdown: breakdownOf(work, facts.roles),
  };
}

/** Per department in flow order; roles of one department together. */
function breakdownOf(work: readonly PeriodWork[], roles: readonly RoleValuesOnDay[]): PeriodBoardRow['breakdown'] {
  const byRole = new Map(work.map((one) => [one.role_id, one]));
  return [...Map.groupBy(roles, (role) => role.departmentName)].flatMap(([department, ofDepartment]) => {
    const parts = ofDepartment.flatMap((role) => byRole.get(role.roleId) ?? []);
    if (parts.length === 0) return [];
    return [
      {
        department,
        items: parts.reduce((sum, part) => sum + part.items, 0),
        points: thousandthsForShow(parts.reduce((sum, part) => sum + scaledInteger(part.points, 3), 0)),
      },
    ];
  });
}
