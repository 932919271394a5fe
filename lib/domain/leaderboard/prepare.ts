import type { DayRole, DayWork } from '@/lib/domain/departments/queries/get-day-departments';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import type { BoardRow } from './queries/get-leaderboard';
import { type BoardPosition, badgeOf, itemsPerHour, nextMilestone, scaledInteger, thousandthsForShow } from './rules';
import type { BoardDepartment, LeaderboardRow, LiveBoardBody } from './schema';

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

const COLOURS = 8;

/** Rows of the two statements to what the board shows. */
export function prepareLeaderboard(facts: BoardFacts): Board {
  const roles = [...facts.roles].sort((a, b) => a.flow_order - b.flow_order || a.role_id - b.role_id);
  const roleById = new Map(roles.map((role) => [role.role_id, role]));
  const names = [...new Set(roles.map((role) => role.department_name))];
  const shownPeople = new Set(facts.people.map((person) => person.employee_id));
  const byPerson = new Map<number, Sums>();
  const byDepartment: Sums = new Map();
  const peopleOf = new Map<string, Set<number>>();
  const unmappedOf = new Map<string, number>();
  for (const work of facts.work) {
    const name = roleById.get(work.role_id)?.department_name;
    if (name === undefined) continue; // a role belongs to its site: cannot be missing
    if (work.kind === 'unmapped') {
      unmappedOf.set(name, (unmappedOf.get(name) ?? 0) + work.items);
    } else {
      addTo(byPersonOf(byPerson, work.employee_id), name, work);
      if (!shownPeople.has(work.employee_id)) continue; // archived, or not in the department asked for
      peopleOf.set(name, (peopleOf.get(name) ?? new Set()).add(work.employee_id));
    }
    addTo(byDepartment, name, work);
  }
  const departments = names.flatMap((department, index): BoardDepartment[] => {
    const sum = byDepartment.get(department);
    const isActive = roles.some((role) => role.department_name === department && role.is_active);
    if (sum === undefined && !isActive) return [];
    return [
      {
        department,
        colour: (index % COLOURS) + 1,
        items: sum?.items ?? 0,
        points: thousandthsForShow(sum?.pointsThousandths ?? 0),
        people: peopleOf.get(department)?.size ?? 0,
        unmappedItems: unmappedOf.get(department) ?? 0,
      },
    ];
  });
  const counted =
    facts.department === null ? departments : departments.filter((one) => one.department === facts.department);
  return {
    total: facts.people.length,
    unmappedItems: counted.reduce((sum, one) => sum + one.unmappedItems, 0),
    departments,
    rows: facts.people.map((person) => ({
      row: prepareRow(person, names, byPerson.get(person.employee_id) ?? new Map(), roleById, facts),
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

type Sums = Map<string, { items: number; pointsThousandths: number }>;

function byPersonOf(byPerson: Map<number, Sums>, employeeId: number): Sums {
  let sums = byPerson.get(employeeId);
  if (sums === undefined) {
    sums = new Map();
    byPerson.set(employeeId, sums);
  }
  return sums;
}

function addTo(sums: Sums, name: string, work: DayWork): void {
  const sum = sums.get(name) ?? { items: 0, pointsThousandths: 0 };
  sum.items += work.items;
  sum.pointsThousandths += scaledInteger(work.points, 3);
  sums.set(name, sum);
}

function prepareRow(
  person: BoardRow,
  departmentNames: readonly string[],
  sums: Sums,
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
    breakdown: departmentNames.flatMap((department) => {
      const sum = sums.get(department);
      return sum === undefined
        ? []
        : [{ department, items: sum.items, points: thousandthsForShow(sum.pointsThousandths) }];
    }),
  };
}
