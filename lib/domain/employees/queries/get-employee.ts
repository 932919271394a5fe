import { and, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employees } from '@/lib/db/schema/employees';

/** One person of a site; undefined when there is none with this id. */
export async function getEmployee(db: Db, siteId: number, employeeId: number) {
  const rows = await db
    .select({
      id: employees.id,
      name: employees.name,
      displayAlias: employees.displayAlias,
      isContractor: employees.isContractor,
      isScanning: employees.isScanning,
      hiredOn: employees.hiredOn,
      archivedAt: employees.archivedAt,
      currentStreak: employees.currentStreak,
      bestStreak: employees.bestStreak,
      achievementPoints: employees.achievementPoints,
    })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), eq(employees.id, employeeId)));
  return rows[0];
}
export type Employee = NonNullable<Awaited<ReturnType<typeof getEmployee>>>;
