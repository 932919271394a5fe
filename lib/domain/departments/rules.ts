/** A role as it counts on the day; a department is the roles of one name. */
export type RoleOfDepartment = {
  roleId: number;
  department: string;
  flowOrder: number;
  isActive: boolean;
  /** Items per hour in thousandths; null without a version. */
  expectedPerHourThousandths: number | null;
};

/** What one person (null: unmapped identities) did in one role on the day. */
export type RoleWork = {
  roleId: number;
  employeeId: number | null;
  items: number;
  pointsThousandths: number;
  workedSeconds: number;
  /** The person-day has clocked time. */
  isClocked: boolean;
};

/** Exact sums of a department on a day (domain.md 7). */
export type DepartmentSums = {
  department: string;
  /** Place in the flow among all departments, from 0: the same as on the leaderboard. */
  index: number;
  isActive: boolean;
  people: number;
  items: number;
  pointsThousandths: number;
  unmappedItems: number;
  unmappedPointsThousandths: number;
  workedSeconds: number;
  /** Of person-days with clocked time: what the rate is made of. */
  clockedItems: number;
  /** Sum of worked seconds x expected items per hour in thousandths. */
  expectedWork: number;
  /** Expected items per hour in thousandths when all roles of the department agree on it, else null. */
  commonExpectedThousandths: number | null;
};

/**
 * Adds the work of a day up by department, in flow order (that of the department's first role). Inactive departments
 * without work are left out.
 */
export function departmentSums(roles: readonly RoleOfDepartment[], work: readonly RoleWork[]): DepartmentSums[] {
  const inFlow = [...roles].sort((a, b) => a.flowOrder - b.flowOrder || a.roleId - b.roleId);
  const workOf = Map.groupBy(work, (one) => one.roleId);
  return [...Map.groupBy(inFlow, (role) => role.department)].flatMap(([department, own], index): DepartmentSums[] => {
    const rows = own.flatMap((role) => (workOf.get(role.roleId) ?? []).map((one) => ({ ...one, role })));
    const isActive = own.some((role) => role.isActive);
    if (rows.length === 0 && !isActive) return [];
    const sum = (part: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + part(row), 0);
    const expected = new Set(own.map((role) => role.expectedPerHourThousandths));
    const [first = null] = expected;
    return [
      {
        department,
        index,
        isActive,
        people: new Set(rows.flatMap((row) => (row.employeeId === null ? [] : [row.employeeId]))).size,
        items: sum((row) => row.items),
        pointsThousandths: sum((row) => row.pointsThousandths),
        unmappedItems: sum((row) => (row.employeeId === null ? row.items : 0)),
        unmappedPointsThousandths: sum((row) => (row.employeeId === null ? row.pointsThousandths : 0)),
        workedSeconds: sum((row) => row.workedSeconds),
        clockedItems: sum((row) => (row.employeeId !== null && row.isClocked ? row.items : 0)),
        expectedWork: sum((row) => row.workedSeconds * (row.role.expectedPerHourThousandths ?? 0)),
        commonExpectedThousandths: expected.size === 1 ? first : null,
      },
    ];
  });
}
