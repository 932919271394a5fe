import { scaledInteger, thousandthsForShow } from './rules';
import type { BoardDepartment, DepartmentPart } from './schema';

/** A role as far as the departments of a board need it. */
export type BoardRole = { role_id: number; department_name: string; flow_order: number; is_active: boolean };

/** What somebody did in a role, on a day or over several. */
export type RoleWork = {
  kind: 'person' | 'unmapped';
  role_id: number;
  employee_id: number;
  items: number;
  points: string;
};

export type BoardDepartments = {
  /** Active ones and those with work, in flow order. */
  departments: BoardDepartment[];
  breakdownOf(employeeId: number): DepartmentPart[];
};

const COLOURS = 8;

type Sums = Map<string, { items: number; pointsThousandths: number }>;

/** Who did what in which department; `isShown` says whose work counts for the departments: that of the people on the board. */
export function prepareBoardDepartments(
  allRoles: readonly BoardRole[],
  allWork: readonly RoleWork[],
  isShown: (employeeId: number) => boolean,
): BoardDepartments {
  const roles = [...allRoles].sort((a, b) => a.flow_order - b.flow_order || a.role_id - b.role_id);
  const nameOf = new Map(roles.map((role) => [role.role_id, role.department_name]));
  const names = [...new Set(nameOf.values())];
  const byPerson = new Map<number, Sums>();
  const byDepartment: Sums = new Map();
  const peopleOf = new Map<string, Set<number>>();
  const unmappedOf = new Map<string, number>();
  for (const work of allWork) {
    const name = nameOf.get(work.role_id);
    if (name === undefined) continue; // a role belongs to its site: cannot be missing
    if (work.kind === 'unmapped') {
      unmappedOf.set(name, (unmappedOf.get(name) ?? 0) + work.items);
    } else {
      addTo(sumsOf(byPerson, work.employee_id), name, work);
      if (!isShown(work.employee_id)) continue; // archived, or not in the department asked for
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
  return {
    departments,
    breakdownOf: (employeeId) => {
      const sums = byPerson.get(employeeId);
      return names.flatMap((department) => {
        const sum = sums?.get(department);
        return sum === undefined
          ? []
          : [{ department, items: sum.items, points: thousandthsForShow(sum.pointsThousandths) }];
      });
    },
  };
}

function sumsOf(byPerson: Map<number, Sums>, employeeId: number): Sums {
  let sums = byPerson.get(employeeId);
  if (sums === undefined) {
    sums = new Map();
    byPerson.set(employeeId, sums);
  }
  return sums;
}

function addTo(sums: Sums, name: string, work: RoleWork): void {
  const sum = sums.get(name) ?? { items: 0, pointsThousandths: 0 };
  sum.items += work.items;
  sum.pointsThousandths += scaledInteger(work.points, 3);
  sums.set(name, sum);
}
