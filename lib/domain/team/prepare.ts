import { exactChangePercent } from '@/lib/domain/ranges/rules';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import {
  compare,
  type Fraction,
  ratioForShow,
  rounded,
  roundedOrNull,
  subtract,
  times,
  whole,
  ZERO,
} from '@/lib/domain/scoring/fraction';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { HEALTH_TERMS } from './health-terms';
import type { DailyGoalRow } from './queries/get-daily-goals';
import type { RoleDayRow } from './queries/get-role-days';
import type { TeamDayRow } from './queries/get-team-days';
import {
  capacityOf,
  capacityState,
  changePercent,
  efficiencyPercent,
  goalOn,
  type Health,
  type HealthInput,
  percentOf,
} from './rules';
import type { TeamCapacityBody, TeamComparisonBody, TeamHealthBody, TeamMetricsBody } from './schema';
import { addWork, departmentsOf, NO_WORK, type RoleBook, sumsBy, type WorkSum } from './sums';

/** Decimals of percentages and of the health score. */
export const PERCENT_PLACES = 2;
const SCALE = 10 ** PERCENT_PLACES;

/** Items, finished items and points; points in thousandths. */
export type Output = { items: number; finishedItems: number; pointsThousandths: number };

export type DayFacts = {
  date: IsoDay;
  today: IsoDay;
  team: readonly TeamDayRow[];
  rows: readonly RoleDayRow[];
  book: RoleBook;
  goals: readonly DailyGoalRow[];
};

export type Compared = { date: IsoDay; until: EpochSeconds | null; output: Output };

/** The team on a day, unmapped work included where domain.md 3 counts it. */
export function prepareTeamMetrics(facts: DayFacts, compared: Compared, clockedIn: number | null): TeamMetricsBody {
  const { date } = facts;
  const day = facts.team.find((row) => row.score_date === date);
  const unmapped = unmappedOutput(facts, date);
  const total = outputOfDay(facts, date);
  const goal = goalOn(facts.goals, date);
  const before = compared.output;
  return {
    date,
    source: date === facts.today ? 'live' : 'stored',
    clockedIn,
    worked: day?.worked ?? 0,
    people: day?.people ?? 0,
    clockedSeconds: day?.clocked_seconds ?? 0,
    ...showOutput(total),
    unmapped: showOutput(unmapped),
    goal: {
      items: goal,
      percent: goal === null ? null : roundedOrNull(percentOf(total.finishedItems, goal), PERCENT_PLACES),
    },
    bestDepartment: bestDepartment(facts),
    comparison: {
      date: compared.date,
      basis: compared.until === null ? 'whole_day' : 'same_local_time',
      until: compared.until === null ? null : toIsoInstant(compared.until),
      ...showOutput(before),
      change: {
        itemsPercent: showChange(total.items, before.items),
        finishedItemsPercent: showChange(total.finishedItems, before.finishedItems),
        pointsPercent: showChange(total.pointsThousandths, before.pointsThousandths),
      },
    },
  };
}

/** What a site made on a day: sum of points_earned and the unmapped work (domain.md 3, 4). */
export function outputOfDay(facts: Pick<DayFacts, 'team' | 'rows' | 'book'>, date: IsoDay): Output {
  const day = facts.team.find((row) => row.score_date === date);
  const unmapped = unmappedOutput(facts, date);
  return {
    items: (day?.items ?? 0) + unmapped.items,
    finishedItems: (day?.finished_items ?? 0) + unmapped.finishedItems,
    pointsThousandths: scaledFromDecimal(day?.points ?? '0', 3) + unmapped.pointsThousandths,
  };
}

/** Finished items of roles: those that `isFinishing` marks. */
export function finishingRoles(book: RoleBook): Set<number> {
  return new Set(book.roles.filter((role) => role.isFinishing).map((role) => role.roleId));
}

function unmappedOutput({ rows, book }: Pick<DayFacts, 'rows' | 'book'>, date: IsoDay): Output {
  const finishing = finishingRoles(book);
  const output = { items: 0, finishedItems: 0, pointsThousandths: 0 };
  for (const row of rows) {
    if (row.score_date !== date) continue;
    output.items += row.unmapped_items;
    output.pointsThousandths += scaledFromDecimal(row.unmapped_points, 3);
    if (finishing.has(row.role_id)) output.finishedItems += row.unmapped_items;
  }
  return output;
}

/** The most points; tie: flow order; null while nobody has any. */
function bestDepartment({ rows, date, book }: DayFacts): TeamMetricsBody['bestDepartment'] {
  const ofDay = rows.filter((row) => row.score_date === date);
  let best: { department: string; sum: WorkSum } | null = null;
  for (const one of departmentsOf(ofDay, book)) {
    if (one.sum.pointsThousandths > (best?.sum.pointsThousandths ?? 0)) best = one;
  }
  return best === null ? null : { department: best.department, points: showPoints(best.sum.pointsThousandths) };
}

/** Utilization and site efficiency of a day in percent, null where they do not exist. */
export function dayShares(
  facts: Pick<DayFacts, 'team' | 'rows' | 'book'>,
  date: IsoDay,
): { utilization: Fraction | null; efficiency: Fraction | null } {
  const day = facts.team.find((row) => row.score_date === date);
  const sum = totalOf(
    facts.rows.filter((row) => row.score_date === date),
    facts.book,
  );
  return {
    utilization: percentOf(day?.clocked_active_seconds ?? 0, day?.clocked_seconds ?? 0),
    efficiency: efficiencyPercent(sum.effort),
  };
}

/** Departments of a range beside those of another one. */
export function prepareComparison(input: {
  range: { from: IsoDay; to: IsoDay };
  comparedWith: { from: IsoDay; to: IsoDay };
  compare: TeamComparisonBody['compare'];
  today: IsoDay;
  /** of the range, and of the one it is compared with; days in both are in both */
  own: readonly RoleDayRow[];
  other: readonly RoleDayRow[];
  book: RoleBook;
}): TeamComparisonBody {
  const before = departmentsOf(input.other, input.book);
  const now = departmentsOf(input.own, input.book);
  const names = departmentsOf([...input.own, ...input.other], input.book);
  const sumOf = (list: typeof now, department: string) =>
    list.find((one) => one.department === department)?.sum ?? NO_WORK;
  return {
    ...input.range,
    source: input.range.to >= input.today ? 'live' : 'stored',
    compare: input.compare,
    comparedWith: input.comparedWith,
    departments: names.map(({ department, colour }) => {
      const [own, other] = [sumOf(now, department), sumOf(before, department)];
      return {
        department,
        colour,
        now: figuresOf(own),
        before: figuresOf(other),
        change: {
          itemsPercent: showChange(own.items, other.items),
          pointsPercent: showChange(own.pointsThousandths, other.pointsThousandths),
          itemsPerHourPercent: roundedOrNull(exactChangePercent(rateOf(own), rateOf(other)), PERCENT_PLACES),
        },
      };
    }),
  };
}

function rateOf(sum: WorkSum): Fraction | null {
  return sum.workedSeconds === 0
    ? null
    : { num: BigInt(sum.effort.clockedItems) * 3_600n, den: BigInt(sum.workedSeconds) };
}

function figuresOf(sum: WorkSum) {
  const use = efficiencyPercent(sum.effort);
  return {
    items: sum.items,
    points: showPoints(sum.pointsThousandths),
    unmappedItems: sum.unmappedItems,
    personDays: sum.personDays,
    workedSeconds: sum.workedSeconds,
    itemsPerHour: roundedOrNull(rateOf(sum), 2),
    vsTargetPercent: use === null ? null : rounded(subtract(use, whole(100)), PERCENT_PLACES),
  };
}

/** Worked hours x target of a day against what was made in them. */
export function prepareCapacity(facts: Pick<DayFacts, 'date' | 'today' | 'rows' | 'book'>): TeamCapacityBody {
  const { date, book } = facts;
  const targetsOf = Map.groupBy(book.roles, (role) => role.department);
  return {
    date,
    source: date === facts.today ? 'live' : 'stored',
    total: capacityFigures(totalOf(facts.rows, book)),
    departments: departmentsOf(facts.rows, book).map(({ department, colour, sum }) => {
      const targets = new Set(
        (targetsOf.get(department) ?? []).map((role) => book.on(role.roleId, date).expectedThousandths),
      );
      const [target = null] = targets;
      // Roles of one department with different targets have no common one.
      const targetPerHour = targets.size === 1 && target !== null ? target / 1_000 : null;
      return { department, colour, targetPerHour, ...capacityFigures(sum) };
    }),
  };
}

function capacityFigures(sum: WorkSum): TeamCapacityBody['total'] {
  const use = efficiencyPercent(sum.effort);
  return {
    workedSeconds: sum.workedSeconds,
    capacityItems: sum.workedSeconds === 0 ? null : rounded(capacityOf(sum.effort), 2),
    items: sum.effort.clockedItems,
    usePercent: roundedOrNull(use, PERCENT_PLACES),
    state: capacityState(use),
  };
}

/**
 * The health score with what each term took away. Each is rounded so that they add up to what is missing from 100, as
 * long as there is that much to take.
 */
export function prepareHealth(date: IsoDay, input: HealthInput, health: Health): TeamHealthBody {
  const score = rounded(health.score, PERCENT_PLACES);
  const shown = penaltiesForShow(health, 100 * SCALE - Math.round(score * SCALE));
  return {
    date,
    source: 'live',
    score,
    label: health.label,
    parts: HEALTH_TERMS.map((term, index) => {
      const value = input[term];
      const isLeftOut = health.penalties[term] === null;
      return {
        term,
        value: value === null || typeof value === 'number' ? value : rounded(value, PERCENT_PLACES),
        penalty: isLeftOut ? null : (shown[index] ?? 0) / SCALE,
        isLeftOut,
      };
    }),
  };
}

/** Largest remainder: hundredths of points per term that add up to `missing`, where the terms really take that. */
function penaltiesForShow(health: Health, missing: number): number[] {
  const scaled = HEALTH_TERMS.map((term) => times(health.penalties[term] ?? ZERO, whole(SCALE)));
  const parts = scaled.map((value, index) => {
    const floor = value.num / value.den;
    return { index, hundredths: Number(floor), remainder: subtract(value, { num: floor, den: 1n }) };
  });
  let odd = missing - parts.reduce((sum, part) => sum + part.hundredths, 0);
  for (const part of [...parts].sort((a, b) => compare(b.remainder, a.remainder) || a.index - b.index)) {
    if (odd <= 0 || part.remainder.num === 0n) break;
    part.hundredths += 1;
    odd -= 1;
  }
  return parts.map((part) => part.hundredths);
}

export function totalOf(rows: readonly RoleDayRow[], book: RoleBook): WorkSum {
  return [...sumsBy(rows, book, () => 'all').values()].reduce(addWork, NO_WORK);
}

export function showOutput({ items, finishedItems, pointsThousandths }: Output) {
  return { items, finishedItems, points: showPoints(pointsThousandths) };
}

function showPoints(thousandths: number): number {
  return ratioForShow(thousandths, 1_000, 2) ?? 0;
}

export function showChange(now: number, before: number): number | null {
  return roundedOrNull(changePercent(now, before), PERCENT_PLACES);
}
