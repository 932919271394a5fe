import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import { versionOn } from '@/lib/domain/scoring/roles';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { RoleDayRow } from './queries/get-role-days';
import type { RoleTargetRow } from './queries/get-role-targets';
import { addEffort, type Effort, NO_EFFORT } from './rules';

/** A role with the values that count on a day, in thousandths. */
export type RoleOn = { expectedThousandths: number; multiplierThousandths: number };

/** The roles of a site over time, in flow order. */
export class RoleBook {
  /** In flow order. */
  readonly roles: { roleId: number; department: string; isActive: boolean; isFinishing: boolean }[];
  readonly #versions: ReadonlyMap<number, RoleTargetRow[]>;
  readonly #known = new Map<string, RoleOn>();

  constructor(rows: readonly RoleTargetRow[]) {
    this.#versions = Map.groupBy(rows, (row) => row.roleId);
    this.roles = [...this.#versions].flatMap(([roleId, [first]]) =>
      first === undefined
        ? []
        : [{ roleId, department: first.departmentName, isActive: first.isActive, isFinishing: first.isFinishing }],
    );
  }

  /** The values of a role on a day (domain.md 1); nothing is expected of a role without values. */
  on(roleId: number, day: IsoDay): RoleOn {
    const key = `${roleId}/${day}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      const version = versionOn(this.#versions.get(roleId) ?? [], day);
      known = {
        expectedThousandths: version === undefined ? 0 : scaledFromDecimal(version.expectedPerHour, 3),
        multiplierThousandths: version === undefined ? 0 : scaledFromDecimal(version.multiplier, 3),
      };
      this.#known.set(key, known);
    }
    return known;
  }
}

/** What was done in a role, a department, on a day or in all of a range. Points in thousandths. */
export type WorkSum = {
  items: number;
  pointsThousandths: number;
  unmappedItems: number;
  unmappedPointsThousandths: number;
  personDays: number;
  workedSeconds: number;
  effort: Effort;
};

export const NO_WORK: WorkSum = {
  items: 0,
  pointsThousandths: 0,
  unmappedItems: 0,
  unmappedPointsThousandths: 0,
  personDays: 0,
  workedSeconds: 0,
  effort: NO_EFFORT,
};

export function addWork(a: WorkSum, b: WorkSum): WorkSum {
  return {
    items: a.items + b.items,
    pointsThousandths: a.pointsThousandths + b.pointsThousandths,
    unmappedItems: a.unmappedItems + b.unmappedItems,
    unmappedPointsThousandths: a.unmappedPointsThousandths + b.unmappedPointsThousandths,
    personDays: a.personDays + b.personDays,
    workedSeconds: a.workedSeconds + b.workedSeconds,
    effort: addEffort(a.effort, b.effort),
  };
}

/** A row as a sum: unmapped work counts in items and points, in no hours and no rates (domain.md 3). */
export function workOf(row: RoleDayRow, book: RoleBook): WorkSum {
  const unmappedPointsThousandths = scaledFromDecimal(row.unmapped_points, 3);
  const target = book.on(row.role_id, row.score_date).expectedThousandths;
  return {
    items: row.items + row.unmapped_items,
    pointsThousandths: scaledFromDecimal(row.points, 3) + unmappedPointsThousandths,
    unmappedItems: row.unmapped_items,
    unmappedPointsThousandths,
    personDays: row.people,
    workedSeconds: row.worked_seconds,
    effort: {
      clockedItems: row.items - row.unclocked_items,
      targetSecondThousandths: BigInt(row.worked_seconds) * BigInt(target),
    },
  };
}

/** The sum of rows by any key. */
export function sumsBy<Key>(
  rows: readonly RoleDayRow[],
  book: RoleBook,
  keyOf: (row: RoleDayRow) => Key,
): Map<Key, WorkSum> {
  const sums = new Map<Key, WorkSum>();
  for (const row of rows) {
    const key = keyOf(row);
    sums.set(key, addWork(sums.get(key) ?? NO_WORK, workOf(row, book)));
  }
  return sums;
}

/** Departments in flow order with their place among all of them; those without work are left out when not active. */
export function departmentsOf(
  rows: readonly RoleDayRow[],
  book: RoleBook,
): { department: string; colour: number; sum: WorkSum }[] {
  const nameOf = new Map(book.roles.map((role) => [role.roleId, role.department]));
  const sums = sumsBy(rows, book, (row) => nameOf.get(row.role_id));
  return [...new Set(nameOf.values())].flatMap((department, index) => {
    const sum = sums.get(department);
    const isActive = book.roles.some((role) => role.department === department && role.isActive);
    return sum === undefined && !isActive ? [] : [{ department, colour: (index % COLOURS) + 1, sum: sum ?? NO_WORK }];
  });
}

const COLOURS = 8;
