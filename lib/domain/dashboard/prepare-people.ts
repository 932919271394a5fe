import type { PeopleView } from './rules';
import type { DayPerson } from './schema';

/** The people behind a figure of the day, those with the most of it first, then by name. */
export function prepareDayPeople(rows: readonly DayPerson[], view: PeopleView): DayPerson[] {
  const amountOf = (row: DayPerson) => (view === 'finished' ? row.finishedItems : row.clockedSeconds);
  // The order of the rows is by name, and sorting keeps it among equals.
  return rows.filter((row) => amountOf(row) > 0).sort((a, b) => amountOf(b) - amountOf(a));
}
