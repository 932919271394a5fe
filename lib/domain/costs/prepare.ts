import { ratioForShow } from '@/lib/domain/scoring/fraction';
import { addDays, nextMonthStart } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { CostDayRow } from './queries/get-cost-days';
import type { PaidPersonRow } from './queries/get-paid-people';
import type { RoleCostRow } from './queries/get-role-costs';
import { type CostParts, UNASSIGNED_ROLE_ID, utilizationChip } from './rules';
import type { CostAnalysisBody, CostPeriod, DepartmentCost, PersonCost, RoleCost } from './schema';

export type CostFacts = {
  from: IsoDay;
  to: IsoDay;
  today: IsoDay;
  currency: string;
  /** In flow order. */
  roles: readonly { roleId: number; departmentName: string }[];
  people: readonly PaidPersonRow[];
  costs: readonly RoleCostRow[];
  /** Null over so many days that months are shown. */
  days: readonly CostDayRow[] | null;
};

/** Decimals of a cent in a cost per item or hour. */
const CENT_PLACES = 3;

/** Rows of the statements to what the cost page shows: sums of days, people, roles and departments (domain.md 9). */
export function prepareCosts(facts: CostFacts): CostAnalysisBody {
  const departmentOf = new Map(facts.roles.map((role) => [role.roleId, role.departmentName]));
  const places = new Map(
    [...facts.roles.map((role) => role.roleId), UNASSIGNED_ROLE_ID].map((id, index) => [id, index]),
  );
  const byRole = roleSums(facts);
  const people = preparePeople(facts, byRole, departmentOf, places);
  const time = sumOf(people, [
    'estimatedDays',
    'items',
    'finishedItems',
    'paidSeconds',
    'clockedSeconds',
    'breakSeconds',
    'activeSeconds',
  ]);
  const parts = sumParts(people);
  const isLive = facts.from <= facts.today && facts.today <= facts.to;
  return {
    from: facts.from,
    to: facts.to,
    source: isLive ? 'live' : 'stored',
    liveDay: isLive ? facts.today : null,
    currency: facts.currency,
    totals: {
      people: people.length,
      personDays: people.reduce((sum, one) => sum + one.days, 0),
      peopleWithDefaultRate: people.filter((one) => one.hasDefaultRate).length,
      ...time,
      ...parts,
      ...utilizationOf(time),
      costPerFinishedItemCents: ratioForShow(parts.labourCents, time.finishedItems, CENT_PLACES),
      activeCostPerFinishedItemCents: ratioForShow(parts.activeCents, time.finishedItems, CENT_PLACES),
    },
    departments: prepareDepartments(byRole, departmentOf, places),
    people,
    periods:
      facts.days === null
        ? { by: 'month', rows: prepareMonths(facts) }
        : {
            by: 'day',
            rows: facts.days.map((day) =>
              preparePeriod(day.score_date, day.score_date, partsOf(day), day.finished_items),
            ),
          },
  };
}

type PersonRole = CostParts & { employeeId: number; roleId: number; items: number; hasDefaultRate: boolean };

/** Cost and items of each person in each role; a role can have items and no cost (no worked second), or the other way. */
function roleSums({ costs }: CostFacts): PersonRole[] {
  const sums = new Map<string, PersonRole>();
  const sumFor = (employeeId: number, roleId: number) => {
    const key = `${employeeId}/${roleId}`;
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = { employeeId, roleId, items: 0, hasDefaultRate: false, ...NO_COST };
      sums.set(key, sum);
    }
    return sum;
  };
  for (const row of costs) {
    const sum = sumFor(row.employee_id, row.role_id);
    Object.assign(sum, sumParts([sum, partsOf(row)]));
    sum.items += row.items;
    sum.hasDefaultRate ||= row.has_default_rate;
  }
  return [...sums.values()];
}

function preparePeople(
  facts: CostFacts,
  byRole: readonly PersonRole[],
  departmentOf: ReadonlyMap<number, string>,
  places: ReadonlyMap<number, number>,
): PersonCost[] {
  const rolesOf = Map.groupBy(byRole, (one) => one.employeeId);
  const people = [...Map.groupBy(facts.people, (row) => row.employee_id)].flatMap(
    ([employeeId, months]): PersonCost[] => {
      const [first] = months;
      if (first === undefined) return [];
      const roles = (rolesOf.get(employeeId) ?? []).sort(
        (a, b) => placeOf(places, a.roleId) - placeOf(places, b.roleId),
      );
      const parts = sumParts(roles);
      const total = (of: (row: PaidPersonRow) => number) => months.reduce((sum, row) => sum + of(row), 0);
      const items = roles.reduce((sum, role) => sum + role.items, 0);
      const time = {
        paidSeconds: total((row) => row.paid_seconds),
        clockedSeconds: total((row) => row.clocked_seconds),
        breakSeconds: total((row) => row.break_seconds),
        activeSeconds: total((row) => row.clocked_active_seconds),
      };
      return [
        {
          employeeId,
          name: first.name,
          days: total((row) => row.days),
          estimatedDays: total((row) => row.estimated_days),
          items,
          finishedItems: total((row) => row.finished_items),
          ...time,
          ...parts,
          ...utilizationOf(time),
          costPerItemCents: ratioForShow(parts.labourCents, items, CENT_PLACES),
          averageHourlyCents: ratioForShow(parts.labourCents * 3_600, time.paidSeconds, CENT_PLACES),
          hasDefaultRate: roles.some((role) => role.hasDefaultRate),
          roles: roles.map((role) => prepareRole(role, departmentOf.get(role.roleId) ?? null)),
        },
      ];
    },
  );
  return people.sort((a, b) => b.labourCents - a.labourCents || a.employeeId - b.employeeId);
}

function prepareDepartments(
  byRole: readonly PersonRole[],
  departmentOf: ReadonlyMap<number, string>,
  places: ReadonlyMap<number, number>,
): DepartmentCost[] {
  return [...Map.groupBy(byRole, (one) => one.roleId)]
    .sort(([a], [b]) => placeOf(places, a) - placeOf(places, b))
    .map(([roleId, rows]) => ({
      ...prepareRole(
        { ...sumParts(rows), items: rows.reduce((sum, row) => sum + row.items, 0) },
        departmentOf.get(roleId) ?? null,
      ),
      people: rows.length,
    }));
}

/** Calendar months, cut to the range. */
function prepareMonths(facts: CostFacts): CostPeriod[] {
  const costsOf = Map.groupBy(facts.costs, (row) => row.calendar_month);
  const finishedOf = Map.groupBy(facts.people, (row) => row.calendar_month);
  return [...finishedOf.keys()]
    .sort((a, b) => a - b)
    .map((month) => {
      const first = `${String(month).slice(0, 4)}-${String(month).slice(4)}-01`;
      const last = addDays(nextMonthStart(first), -1);
      const finished = (finishedOf.get(month) ?? []).reduce((sum, row) => sum + row.finished_items, 0);
      const from = first < facts.from ? facts.from : first;
      return preparePeriod(
        from,
        last > facts.to ? facts.to : last,
        sumParts((costsOf.get(month) ?? []).map(partsOf)),
        finished,
      );
    });
}

function preparePeriod(from: IsoDay, to: IsoDay, parts: CostParts, finishedItems: number): CostPeriod {
  const costPerFinishedItemCents = ratioForShow(parts.labourCents, finishedItems, CENT_PLACES);
  return { from, to, ...parts, finishedItems, costPerFinishedItemCents };
}

function prepareRole(role: CostParts & { items: number }, department: string | null): RoleCost {
  const { labourCents, activeCents, idleCents, breakCents, items } = role;
  const costPerItemCents = ratioForShow(labourCents, items, CENT_PLACES);
  return { department, items, labourCents, activeCents, idleCents, breakCents, costPerItemCents };
}

const NO_COST: CostParts = { labourCents: 0, activeCents: 0, idleCents: 0, breakCents: 0 };

/** A role's labour is the sum of its parts (domain.md 9). */
function partsOf(row: { active_cents: number; idle_cents: number; break_cents: number }): CostParts {
  const { active_cents: activeCents, idle_cents: idleCents, break_cents: breakCents } = row;
  return { labourCents: activeCents + idleCents + breakCents, activeCents, idleCents, breakCents };
}

function sumParts(all: readonly CostParts[]): CostParts {
  return sumOf(all, ['labourCents', 'activeCents', 'idleCents', 'breakCents']);
}

function sumOf<Key extends string>(rows: readonly Record<Key, number>[], keys: readonly Key[]): Record<Key, number> {
  const entries = keys.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)] as const);
  return Object.fromEntries(entries) as Record<Key, number>;
}

function utilizationOf(time: { activeSeconds: number; clockedSeconds: number }) {
  return {
    utilization: ratioForShow(time.activeSeconds, time.clockedSeconds, 4),
    chip: utilizationChip(time.activeSeconds, time.clockedSeconds),
  };
}

function placeOf(places: ReadonlyMap<number, number>, roleId: number): number {
  return places.get(roleId) ?? places.size;
}
