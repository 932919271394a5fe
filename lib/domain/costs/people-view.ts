import { searchable } from '@/lib/platform/format/searchable';
import type { PeopleColumn, RateFilter } from './columns';
import type { PersonCost, RoleCost } from './schema';

/** Nobody knows the hours of somebody without a clock, so there is no labour to show. */
export function hasKnownHours({ days, estimatedDays }: Pick<PersonCost, 'days' | 'estimatedDays'>): boolean {
  return days > estimatedDays;
}

/** What a column is sorted by; null goes last in either direction. */
export const PEOPLE_SORT_VALUES: Record<PeopleColumn, (row: PersonCost) => number | string | null> = {
  name: (row) => searchable(row.name),
  labour: (row) => row.labourCents,
  active: (row) => row.activeCents,
  waiting: (row) => row.idleCents,
  breaks: (row) => row.breakCents,
  utilization: (row) => row.utilization,
  costPerItem: (row) => row.costPerItemCents,
  items: (row) => row.items,
  finished: (row) => row.finishedItems,
  days: (row) => row.days,
  paid: (row) => row.paidSeconds,
  clocked: (row) => row.clockedSeconds,
  breakTime: (row) => row.breakSeconds,
  rate: (row) => row.averageHourlyCents,
};

/** Stands for time that belongs to no department, where a department is asked for by name. */
export const UNASSIGNED = '-';

export type PeopleFilter = {
  q: string;
  rates: RateFilter;
  /** Only people with time or items in it; {@link UNASSIGNED} for time that belongs to none. Null: everybody. */
  department: string | null;
};
export type PeopleView = PeopleFilter & { sort: PeopleColumn; direction: 'asc' | 'desc' };

/** The people whose name contains `q`, of those with the asked kind of rate who were in the department. */
export function filterPeople(people: readonly PersonCost[], { q, rates, department }: PeopleFilter): PersonCost[] {
  const wanted = searchable(q.trim());
  return people.filter(
    (person) =>
      (rates === 'all' || person.hasDefaultRate) &&
      (wanted === '' || searchable(person.name).includes(wanted)) &&
      (department === null || roleIn(person, department) !== undefined),
  );
}

/** What a person cost and made in a department; undefined when they were not in it. */
export function roleIn(person: PersonCost, department: string): RoleCost | undefined {
  return person.roles.find((role) => (role.department ?? UNASSIGNED) === department);
}

/** The rows of the page in its order; ties keep that of the answer. */
export function preparePeopleView(people: readonly PersonCost[], view: PeopleView): PersonCost[] {
  const sortValue = PEOPLE_SORT_VALUES[view.sort];
  const sign = view.direction === 'asc' ? 1 : -1;
  return filterPeople(people, view).sort((a, b) => {
    const [left, right] = [sortValue(a), sortValue(b)];
    if (left === right) return 0;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -sign : sign;
  });
}
