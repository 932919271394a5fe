import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employees } from '@/lib/db/schema/employees';

export type StreakLeaderRow = {
  employeeId: number;
  name: string;
  currentStreak: number;
  bestStreak: number;
  achievementPoints: number;
};

/** People with a running streak, longest first, of equal ones the longer best first; archived people left out. */
export async function getStreakLeaders(db: Db, siteId: number, limit: number): Promise<StreakLeaderRow[]> {
  return db
    .select({
      employeeId: employees.id,
      name: employees.name,
      currentStreak: employees.currentStreak,
      bestStreak: employees.bestStreak,
      achievementPoints: employees.achievementPoints,
    })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), gt(employees.currentStreak, 0), isNull(employees.archivedAt)))
    .orderBy(desc(employees.currentStreak), desc(employees.bestStreak), asc(employees.id))
    .limit(limit);
}
