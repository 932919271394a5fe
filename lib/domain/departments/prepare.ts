import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import { fraction, ratioForShow, roundedOrNull, subtract, whole } from '@/lib/domain/scoring/fraction';
import type { DayRole, DayWork } from './queries/get-day-departments';
import { type DepartmentSums, departmentSums } from './rules';
import type { BattleRow, DepartmentRow } from './schema';

const COLOURS = 8;

/** Colour 1..8 of a department by its place in the flow: the same as on the leaderboard. */
export function departmentColour(index: number): number {
  return (index % COLOURS) + 1;
}

/** What was read of a day's departments, added up. */
export function sumsOfDepartments({
  roles,
  work,
}: {
  roles: readonly DayRole[];
  work: readonly DayWork[];
}): DepartmentSums[] {
  return departmentSums(
    roles.map((role) => ({
      roleId: role.role_id,
      department: role.department_name,
      flowOrder: role.flow_order,
      isActive: role.is_active,
      expectedPerHourThousandths: role.expected_per_hour === null ? null : scaledFromDecimal(role.expected_per_hour, 3),
    })),
    work.map((row) => ({
      roleId: row.role_id,
      employeeId: row.kind === 'unmapped' ? null : row.employee_id,
      items: row.items,
      pointsThousandths: scaledFromDecimal(row.points, 3),
      workedSeconds: row.worked_seconds,
      isClocked: row.clocked_seconds > 0,
    })),
  );
}

/** The departments of a day in flow order, rounded for show. */
export function prepareDepartments(sums: readonly DepartmentSums[]): DepartmentRow[] {
  return sums.map((one) => ({
    department: one.department,
    colour: departmentColour(one.index),
    isActive: one.isActive,
    people: one.people,
    items: one.items,
    points: pointsForShow(one.pointsThousandths),
    unmappedItems: one.unmappedItems,
    unmappedPoints: pointsForShow(one.unmappedPointsThousandths),
    workedSeconds: one.workedSeconds,
    itemsPerHour: ratioForShow(one.clockedItems * 3600, one.workedSeconds, 2),
    targetPerHour: targetPerHour(one),
    vsTargetPercent: vsTargetPercent(one),
  }));
}

/** Items of clocked person-days / sum(worked hours x target) x 100, 2 decimals; null without worked time or target. */
export function siteEfficiencyPercent(sums: readonly DepartmentSums[]): number | null {
  const items = sums.reduce((sum, one) => sum + one.clockedItems, 0);
  const expected = sums.reduce((sum, one) => sum + one.expectedWork, 0);
  return ratioForShow(items * 3_600_000 * 100, expected, 2);
}

/** Departments by points, ranked, with their share of all points and how far each is ahead of the next. */
export function prepareBattle(sums: readonly DepartmentSums[]): BattleRow[] {
  const ranked = [...sums].sort(
    (a, b) => b.pointsThousandths - a.pointsThousandths || b.items - a.items || a.index - b.index,
  );
  const total = ranked.reduce((sum, one) => sum + one.pointsThousandths, 0);
  const best = ranked[0]?.pointsThousandths ?? 0;
  return ranked.map((one, place) => {
    const next = ranked[place + 1];
    return {
      rank: 1 + ranked.filter((other) => other.pointsThousandths > one.pointsThousandths).length,
      department: one.department,
      colour: departmentColour(one.index),
      points: pointsForShow(one.pointsThousandths),
      items: one.items,
      people: one.people,
      sharePercent: ratioForShow(one.pointsThousandths * 100, total, 2),
      leadPoints: next === undefined ? null : pointsForShow(one.pointsThousandths - next.pointsThousandths),
      behindPoints: pointsForShow(best - one.pointsThousandths),
    };
  });
}

/** Of the roles' targets the mean by worked time; without worked time the one they all have. */
function targetPerHour(one: DepartmentSums): number | null {
  if (one.commonExpectedThousandths !== null) return one.commonExpectedThousandths / 1000;
  if (one.expectedWork === 0) return null;
  return ratioForShow(one.expectedWork, one.workedSeconds * 1000, 3);
}

/** items/hour / target x 100 - 100, from unrounded values. */
function vsTargetPercent(one: DepartmentSums): number | null {
  const ratio = fraction(one.clockedItems * 3_600_000 * 100, one.expectedWork);
  return roundedOrNull(ratio === null ? null : subtract(ratio, whole(100)), 2);
}

function pointsForShow(thousandths: number): number {
  return Math.floor((thousandths + 5) / 10) / 100;
}
