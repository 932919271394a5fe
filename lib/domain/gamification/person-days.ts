import { type SQL, sql } from 'drizzle-orm';
import type { IsoDay } from '@/lib/platform/time/instant';

/** `(person AND day IN (..)) OR ..`, which both servers turn into ranges of an index over person and day. */
export function personDaysCondition(
  personDays: readonly { employeeId: number; day: IsoDay }[],
  columns: { employee: SQL; day: SQL },
): SQL {
  const people = [...Map.groupBy(personDays, (one) => one.employeeId)].map(([employeeId, ofPerson]) => {
    const days = [...new Set(ofPerson.map((one) => one.day))];
    return sql`(${columns.employee} = ${employeeId} AND ${columns.day} IN ${days})`;
  });
  return people.length === 0 ? sql`(1 = 0)` : sql`(${sql.join(people, sql` OR `)})`;
}
