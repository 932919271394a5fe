import { and, asc, between, eq, inArray } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { dailyRoleTotals } from '@/lib/db/schema/derived-totals';
import type { IsoDay } from '@/lib/platform/time/instant';

export type PersonDay = { employeeId: number; scoreDate: IsoDay };
export type ScoredDays = {
  siteId: number;
  from: IsoDay;
  to: IsoDay;
  /** Only days with work in this role. */
  roleId?: number;
  /** Only of these people. */
  employeeIds?: readonly number[];
};

/** The scored person-days of a range, by day. */
export async function getScoredDays(db: Db, what: ScoredDays): Promise<PersonDay[]> {
  const { siteId, from, to, roleId, employeeIds } = what;
  const of = (table: typeof dailyScores | typeof dailyRoleTotals) =>
    and(
      eq(table.siteId, siteId),
      between(table.scoreDate, from, to),
      employeeIds === undefined ? undefined : inArray(table.employeeId, [...employeeIds]),
    );
  if (employeeIds?.length === 0) return [];
  if (roleId !== undefined) {
    return db
      .select({ employeeId: dailyRoleTotals.employeeId, scoreDate: dailyRoleTotals.scoreDate })
      .from(dailyRoleTotals)
      .where(and(of(dailyRoleTotals), eq(dailyRoleTotals.roleId, roleId)))
      .orderBy(asc(dailyRoleTotals.scoreDate), asc(dailyRoleTotals.employeeId));
  }
  return db
    .select({ employeeId: dailyScores.employeeId, scoreDate: dailyScores.scoreDate })
    .from(dailyScores)
    .where(of(dailyScores))
    .orderBy(asc(dailyScores.scoreDate), asc(dailyScores.employeeId));
}
