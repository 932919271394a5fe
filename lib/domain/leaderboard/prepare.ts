import type { DayRole, DayWork } from '@/lib/domain/departments/queries/get-day-departments';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { prepareBoardDepartments } from './prepare-departments';
import type { BoardRow } from './queries/get-leaderboard';
import { type BoardPosition, badgeOf, itemsPerHour, nextMilestone, scaledInteger, thousandthsForShow } from './rules';
import type { BoardDepartment, DepartmentPart, LeaderboardRow, LiveBoardBody } from './schema';

/** All of a day's board, from which pages are cut. */
export type Board = {
  total: number;
  unmappedItems: number;
  departments: BoardDepartment[];
  rows: { row: LeaderboardRow; position: BoardPosition }[];
};

export type BoardFacts = {
  people: readonly BoardRow[];
  roles: readonly DayRole[];
  work: readonly DayWork[];
  department: string | null;
  /** Today the streak is the person's current one, on another date the one as of then (domain.md 5). */
  isToday: boolean;
  targetDaysPerMonth: number;
  now: EpochSeconds;
};

/** Rows of the two statements to what the board shows. */
export function prepareLeaderboard(facts: BoardFacts): Board {
  const roleById = new Map(facts.roles.map((role) => [role.role_id, role]));
  const shownPeople = new Set(facts.people.map((person) => person.employee_id));
  const { departments, breakdownOf } = prepareBoardDepartments(facts.roles, facts.work, (id) => shownPeople.has(id));
  const counted =
    facts.department === null ? departments : departments.filter((one) => one.department === facts.department);
  return {
    total: facts.people.length,
    unmappedItems: counted.reduce((sum, one) => sum + one.unmappedItems, 0),
    departments,
    rows: facts.people.map((person) => ({
      row: prepareRow(person, breakdownOf(person.employee_id), roleById, facts),
      position: {
        pointsThousandths: scaledInteger(person.points, 3),
        items: person.items,
        firstActivityAt: person.first_activity_at,
        employeeId: person.employee_id,
      },
    })),
  };
}

const LIVE_ROWS = 10;

/** The first ten of today's board with their places on yesterday's. */
export function prepareLiveBoard(
  date: IsoDay,
  today: Pick<Board, 'total' | 'rows'>,
  yesterday: readonly Pick<LeaderboardRow, 'employeeId' | 'rank'>[],
): LiveBoardBody {
  const rankOf = new Map(yesterday.map((row) => [row.employeeId, row.rank]));
  return {
    date,
    source: 'live',
    total: today.total,
    rows: today.rows.slice(0, LIVE_ROWS).map(({ row, position }) => {
      const yesterdayRank = rankOf.get(row.employeeId) ?? null;
      return {
        ...row,
        yesterdayRank,
        moved: yesterdayRank === null ? null : yesterdayRank - row.rank,
        nextMilestone: nextMilestone(position.pointsThousandths),
      };
    }),
  };
}

function prepareRow(
  person: BoardRow,
  breakdown: DepartmentPart[],
  roleById: ReadonlyMap<number, DayRole>,
  facts: BoardFacts,
): LeaderboardRow {
  const primary = person.primary_role_id === null ? undefined : roleById.get(person.primary_role_id);
  const streak = facts.isToday ? person.current_streak : person.streak;
  return {
    rank: person.rank_of_day,
    employeeId: person.employee_id,
    name: person.name,
    department: primary?.department_name ?? null,
    items: person.items,
    points: thousandthsForShow(scaledInteger(person.points, 3)),
    itemsPerHour: itemsPerHour(person.day_items, person.clocked_seconds),
    clockedSeconds: person.clocked_seconds,
    activeSeconds: person.active_seconds,
    efficiency: person.efficiency_rate === null ? null : Number(person.efficiency_rate),
    isClockedIn: person.open_until !== null && person.open_until > facts.now,
    streak,
    badge: badgeOf({
      pointsHundredths: scaledInteger(person.day_points, 2),
      items: person.day_items,
      clockedSeconds: person.clocked_seconds,
      streak,
      monthlyTargetHundredths:
        primary?.monthly_target_points == null ? null : scaledInteger(primary.monthly_target_points, 2),
      expectedPerHourThousandths:
        primary?.expected_per_hour == null ? null : scaledInteger(primary.expected_per_hour, 3),
      targetDaysPerMonth: facts.targetDaysPerMonth,
    }),
    breakdown,
  };
}
