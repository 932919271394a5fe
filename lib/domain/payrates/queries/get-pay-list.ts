import { and, asc, between, count, eq, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { employeePayrates } from '@/lib/db/schema/employee-payrates';
import { employees } from '@/lib/db/schema/employees';
import type { PayRate } from '@/lib/domain/costs/rules';
import type { IsoDay } from '@/lib/platform/time/instant';

export type PaidPerson = { id: number; name: string; email: string | null; isContractor: boolean };

/** People of a site who are not archived, by name. */
export async function getPaidPeople(db: Db, siteId: number): Promise<PaidPerson[]> {
  return db
    .select({
      id: employees.id,
      name: employees.name,
      email: employees.email,
      isContractor: employees.isContractor,
    })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), isNull(employees.archivedAt)))
    .orderBy(asc(employees.name), asc(employees.id));
}

/** All pay rates of a site's people, by person. */
export async function getSitePayRates(db: Db, siteId: number): Promise<Map<number, PayRate[]>> {
  const rows = await db
    .select({ rate: employeePayrates })
    .from(employeePayrates)
    .innerJoin(employees, eq(employees.id, employeePayrates.employeeId))
    .where(eq(employees.siteId, siteId));
  const rates = rows.map(({ rate: { employeeId, ...rate } }) => ({ employeeId, rate }));
  return new Map(
    [...Map.groupBy(rates, ({ employeeId }) => employeeId)].map(([id, own]) => [id, own.map(({ rate }) => rate)]),
  );
}

/** How many days of a range each person has a score on. */
export async function getDaysWorked(
  db: Db,
  siteId: number,
  { from, to }: { from: IsoDay; to: IsoDay },
): Promise<Map<number, number>> {
  const rows = await db
    .select({ employeeId: dailyScores.employeeId, days: count() })
    .from(dailyScores)
    .where(and(eq(dailyScores.siteId, siteId), between(dailyScores.scoreDate, from, to)))
    .groupBy(dailyScores.employeeId);
  return new Map(rows.map(({ employeeId, days }) => [employeeId, days]));
}
