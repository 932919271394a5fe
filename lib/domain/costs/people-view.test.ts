import { describe, expect, it } from 'vitest';
import { PEOPLE_COLUMNS } from './columns';
import { filterPeople, hasKnownHours, type PeopleView, preparePeopleView, UNASSIGNED } from './people-view';
import { personCost } from './view-fixtures';

const PEOPLE = [
  personCost({ employeeId: 1, name: 'Zoë', labourCents: 500, utilization: 0.5 }),
  personCost({ employeeId: 2, name: 'José Ferreira', labourCents: 300, utilization: null, hasDefaultRate: true }),
  personCost({ employeeId: 3, name: 'ada', labourCents: 300, utilization: 0.9 }),
];
const shown = (view: Partial<PeopleView>) =>
  preparePeopleView(PEOPLE, { q: '', rates: 'all', department: null, sort: 'labour', direction: 'desc', ...view }).map(
    (one) => one.employeeId,
  );

describe('the people of the page', () => {
  it('are found whatever their marks and case', () => {
    expect(shown({ q: ' JOSE ' })).toEqual([2]);
    expect(shown({ q: 'zoe' })).toEqual([1]);
    expect(shown({ q: 'nobody' })).toEqual([]);
  });

  it('are only those on the default rate when asked', () => {
    expect(shown({ rates: 'default' })).toEqual([2]);
    expect(shown({ rates: 'default', q: 'zoe' })).toEqual([]);
  });

  it('are only those of a department when asked, also of none', () => {
    const role = { items: 1, labourCents: 1, activeCents: 1, idleCents: 0, breakCents: 0, costPerItemCents: 1 };
    const packing = { ...role, department: 'Packing', colour: 5 };
    const nowhere = { ...role, department: null, colour: null };
    const people = [personCost({ employeeId: 1, roles: [packing] }), personCost({ employeeId: 2, roles: [nowhere] })];
    const of = (department: string) =>
      filterPeople(people, { q: '', rates: 'all', department }).map((one) => one.employeeId);
    expect([of('Packing'), of(UNASSIGNED), of('Picking')]).toEqual([[1], [2], []]);
  });

  it('are sorted, ties as they came, what does not exist last in either direction', () => {
    expect(shown({})).toEqual([1, 2, 3]);
    expect(shown({ direction: 'asc' })).toEqual([2, 3, 1]);
    expect(shown({ sort: 'utilization' })).toEqual([3, 1, 2]);
    expect(shown({ sort: 'utilization', direction: 'asc' })).toEqual([1, 3, 2]);
    expect(shown({ sort: 'name', direction: 'asc' })).toEqual([3, 2, 1]);
  });

  it('can be sorted by every column, and the answer is left as it was', () => {
    for (const sort of PEOPLE_COLUMNS) expect(shown({ sort }).sort()).toEqual([1, 2, 3]);
    expect(PEOPLE.map((one) => one.employeeId)).toEqual([1, 2, 3]);
  });

  it('have hours to show unless none of their days has a clock', () => {
    expect(hasKnownHours(personCost({ days: 3, estimatedDays: 2 }))).toBe(true);
    expect(hasKnownHours(personCost({ days: 3, estimatedDays: 3 }))).toBe(false);
  });
});
