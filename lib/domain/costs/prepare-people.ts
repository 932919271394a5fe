import { ratioForShow } from '@/lib/domain/scoring/fraction';
import type { PaidPersonRow } from './queries/get-paid-people';
import type { RoleCostRow } from './queries/get-role-costs';
import type { CostParts } from './rules';
import type { DepartmentCost, PersonCost, RoleCost } from './schema';
import { CENT_PLACES, NO_COST, partsOf, sumParts, utilizationOf } from './sums';

const COLOURS = 8;

type Department = { department: string | null; colour: number | null; place: number };

/** The department of each role: the roles of one name, in flow order. */
export type RoleDepartments = { of(roleId: number): Department };

/** `roles` in flow order. What belongs to none of them is unassigned and comes last. */
export function roleDepartments(roles: readonly { roleId: number; departmentName: string }[]): RoleDepartments {
  const names = [...new Set(roles.map((role) => role.departmentName))];
  const known = new Map(
    roles.map(({ roleId, departmentName: department }): [number, Department] => {
      const place = names.indexOf(department);
      return [roleId, { department, colour: (place % COLOURS) + 1, place }];
    }),
  );
  const unassigned = { department: null, colour: null, place: names.length };
  return { of: (roleId) => known.get(roleId) ?? unassigned };
}

/** What a person cost and made in a department; one can be without the other. */
export type PersonDepartment = CostParts & Department & { employeeId: number; items: number; hasDefaultRate: boolean };

/** What a person made and cost in a role; of several rows about the same the sum counts. */
type RoleRow = Omit<RoleCostRow, 'calendar_month'>;

/** Cost and items of each person in each department. */
export function personDepartments(rows: readonly RoleRow[], departments: RoleDepartments): PersonDepartment[] {
  const sums = new Map<string, PersonDepartment>();
  for (const row of rows) {
    const department = departments.of(row.role_id);
    const key = `${row.employee_id}/${department.place}`;
    const known = sums.get(key);
    sums.set(key, {
      employeeId: row.employee_id,
      ...department,
      ...sumParts([known ?? NO_COST, partsOf(row)]),
      items: (known?.items ?? 0) + row.items,
      hasDefaultRate: known?.hasDefaultRate === true || row.has_default_rate,
    });
  }
  return [...sums.values()];
}

/** Everybody with a day in the range, by labour, largest first. */
export function preparePeople(
  months: readonly PaidPersonRow[],
  byDepartment: readonly PersonDepartment[],
): PersonCost[] {
  const departmentsOf = Map.groupBy(byDepartment, (one) => one.employeeId);
  const people = [...Map.groupBy(months, (row) => row.employee_id)].flatMap(([employeeId, own]): PersonCost[] => {
    const [first] = own;
    if (first === undefined) return [];
    return [preparePerson({ employeeId, name: first.name }, own, departmentsOf.get(employeeId) ?? [])];
  });
  return people.sort((a, b) => b.labourCents - a.labourCents || a.employeeId - b.employeeId);
}

type PersonTime = Omit<PaidPersonRow, 'calendar_month' | 'employee_id' | 'name'>;

/** One person: the sum of `rows`, which may be months or days. */
export function preparePerson(
  person: { employeeId: number; name: string },
  rows: readonly PersonTime[],
  departments: readonly PersonDepartment[],
): PersonCost {
  const total = (of: (row: PersonTime) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const parts = sumParts(departments);
  const items = departments.reduce((sum, one) => sum + one.items, 0);
  const time = {
    paidSeconds: total((row) => row.paid_seconds),
    clockedSeconds: total((row) => row.clocked_seconds),
    breakSeconds: total((row) => row.break_seconds),
    activeSeconds: total((row) => row.clocked_active_seconds),
  };
  return {
    ...person,
    days: total((row) => row.days),
    estimatedDays: total((row) => row.estimated_days),
    items,
    finishedItems: total((row) => row.finished_items),
    ...time,
    ...parts,
    ...utilizationOf(time),
    costPerItemCents: ratioForShow(parts.labourCents, items, CENT_PLACES),
    averageHourlyCents: ratioForShow(parts.labourCents * 3_600, time.paidSeconds, CENT_PLACES),
    hasDefaultRate: departments.some((one) => one.hasDefaultRate),
    roles: prepareRoles(departments),
  };
}

/** In flow order, unassigned last. */
export function prepareRoles(departments: readonly PersonDepartment[]): RoleCost[] {
  return [...departments].sort((a, b) => a.place - b.place).map(prepareRole);
}

/** The departments of everybody together. */
export function prepareDepartments(byDepartment: readonly PersonDepartment[]): DepartmentCost[] {
  return [...Map.groupBy(byDepartment, (one) => one.place)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, rows]): DepartmentCost[] => {
      const [first] = rows;
      if (first === undefined) return [];
      const items = rows.reduce((sum, row) => sum + row.items, 0);
      return [{ ...prepareRole({ ...first, ...sumParts(rows), items }), people: rows.length }];
    });
}

function prepareRole(one: CostParts & Omit<Department, 'place'> & { items: number }): RoleCost {
  const { department, colour, labourCents, activeCents, idleCents, breakCents, items } = one;
  const costPerItemCents = ratioForShow(labourCents, items, CENT_PLACES);
  return { department, colour, items, labourCents, activeCents, idleCents, breakCents, costPerItemCents };
}
