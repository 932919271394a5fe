import { and, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employees } from '@/lib/db/schema/employees';

/** A person's name and counters; undefined when the site has no such person. */
export async function getAwardedPerson(db: Db, siteId: number, employeeId: number) {
  const [row] = await db
    .select({
      employeeId: employees.id,
      name: employees.name,
      currentStreak: employees.currentStreak,
      bestStreak: employees.bestStreak,
      achievementPoints: employees.achievementPoints,
    })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), eq(employees.id, employeeId)));
  return row;
}
