import { ratioForShow } from '@/lib/domain/scoring/fraction';
import type { DayRange } from '@/lib/platform/time/business-day';
import { type CostContext, prepareFrame } from './prepare';
import { personDepartments, preparePerson, prepareRoles } from './prepare-people';
import type { PersonCostDayRow } from './queries/get-person-cost-days';
import type { PersonRoleDayRow } from './queries/get-person-role-days';
import type { PersonCostDay, PersonCostsBody } from './schema';
import { CENT_PLACES, sumParts, utilizationOf } from './sums';

export type PersonCostFacts = {
  range: DayRange;
  person: { employeeId: number; name: string };
  days: readonly PersonCostDayRow[];
  roleDays: readonly PersonRoleDayRow[];
};

/** One person's cost over a range: the same sums as in the list of everybody, and each of the days (domain.md 9). */
export function preparePersonCosts(facts: PersonCostFacts, context: CostContext): PersonCostsBody {
  const { person, days, roleDays } = facts;
  const departmentsOf = (rows: readonly PersonRoleDayRow[]) =>
    personDepartments(
      rows.map((row) => ({ ...row, employee_id: person.employeeId, has_default_rate: row.is_default_rate })),
      context.departments,
    );
  const rolesOf = Map.groupBy(roleDays, (row) => row.score_date);
  return {
    ...prepareFrame(facts.range, context),
    person: preparePerson(person, days.map(personTime), departmentsOf(roleDays)),
    days: days
      .map((day): PersonCostDay => {
        const rows = rolesOf.get(day.score_date) ?? [];
        const departments = departmentsOf(rows);
        const parts = sumParts(departments);
        const items = departments.reduce((sum, one) => sum + one.items, 0);
        const time = { activeSeconds: day.clocked_active_seconds, clockedSeconds: day.clocked_seconds };
        return {
          date: day.score_date,
          isEstimated: day.is_estimated,
          hourlyCents: rows.find((row) => row.hourly_cents !== null)?.hourly_cents ?? null,
          isDefaultRate: rows.some((row) => row.is_default_rate),
          items,
          finishedItems: day.finished_items,
          paidSeconds: day.paid_seconds,
          breakSeconds: day.break_seconds,
          ...time,
          ...parts,
          ...utilizationOf(time),
          costPerItemCents: ratioForShow(parts.labourCents, items, CENT_PLACES),
          roles: prepareRoles(departments),
        };
      })
      .reverse(),
  };
}

function personTime({ is_estimated, ...day }: PersonCostDayRow) {
  return { ...day, days: 1, estimated_days: is_estimated ? 1 : 0 };
}
