import type { DayPerson } from './schema';

export const PEOPLE_VIEWS = ['finished', 'clocked'] as const;
export type PeopleView = (typeof PEOPLE_VIEWS)[number];

/** The people behind a figure of the day, those with the most of it first, then by name. */
export function prepareDayPeople(rows: readonly DayPerson[], view: PeopleView): DayPerson[] {
  const amountOf = (row: DayPerson) => (view === 'finished' ? row.finishedItems : row.clockedSeconds);
  // The order of the rows is by name, and sorting keeps it among equals.
  return rows.filter((row) => amountOf(row) > 0).sort((a, b) => amountOf(b) - amountOf(a));
}
