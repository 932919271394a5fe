import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { careerRoleTotals, careerTotals } from '@/lib/db/schema/gamification';

/** What a board adds up, under the names of `career_totals`. */
export const SUM_COLUMNS = sql.raw(`days_worked, items, points, clocked_seconds, active_seconds, clocked_items,
  clocked_active_seconds, target_points, first_activity_at`);

/** {@link SUM_COLUMNS} out of rows of `daily_scores`. */
export const SUMS_OF_DAYS = sql.raw(`
  SUM(activity_count > 0) AS days_worked, SUM(items_processed) AS items, SUM(points_earned) AS points,
  SUM(clocked_seconds) AS clocked_seconds, SUM(active_seconds) AS active_seconds,
  SUM(CASE WHEN clocked_seconds > 0 THEN items_processed ELSE 0 END) AS clocked_items,
  SUM(CASE WHEN clocked_seconds > 0 THEN active_seconds ELSE 0 END) AS clocked_active_seconds,
  SUM(CASE WHEN activity_count > 0 THEN COALESCE(monthly_target_points, 0) ELSE 0 END) AS target_points,
  MIN(first_activity_at) AS first_activity_at`);

/** {@link SUM_COLUMNS} out of sums. */
export const SUMS_OF_SUMS = sql.raw(`
  SUM(days_worked) AS days_worked, SUM(items) AS items, SUM(points) AS points, SUM(clocked_seconds) AS clocked_seconds,
  SUM(active_seconds) AS active_seconds, SUM(clocked_items) AS clocked_items,
  SUM(clocked_active_seconds) AS clocked_active_seconds, SUM(target_points) AS target_points,
  MIN(first_activity_at) AS first_activity_at`);

/** Adds up the final days of these people anew, in the transaction that looks at their awards. Four statements. */
export async function replaceCareerTotals(
  tx: Transaction,
  siteId: number,
  employeeIds: readonly number[],
): Promise<void> {
  for (const table of [careerTotals, careerRoleTotals]) {
    await tx.delete(table).where(and(eq(table.siteId, siteId), inArray(table.employeeId, [...employeeIds])));
  }
  await tx.execute(sql`
    INSERT INTO career_totals (site_id, employee_id, ${SUM_COLUMNS})
    ${careerSums(siteId, employeeIds)}`);
  await tx.execute(sql`
    INSERT INTO career_role_totals (site_id, employee_id, role_id, items, points)
    ${careerRoleSums(siteId, employeeIds)}`);
}

/** Sums of the people's final days, archived ones too. */
export function careerSums(siteId: number, employeeIds: readonly number[]): SQL {
  const finalDays = (table: string) => sql`
    SELECT employee_id, ${SUMS_OF_DAYS} FROM ${sql.identifier(table)}
     WHERE site_id = ${siteId} AND employee_id IN ${employeeIds} AND is_finalized = 1 GROUP BY employee_id`;
  return sql`
    SELECT ${siteId}, employee_id, ${SUMS_OF_SUMS}
      FROM (${finalDays('daily_scores')} UNION ALL ${finalDays('daily_scores_archive')}) d
     GROUP BY employee_id`;
}

/** {@link careerSums} by role. */
export function careerRoleSums(siteId: number, employeeIds: readonly number[]): SQL {
  const finalDays = (table: string) => sql`
    SELECT t.employee_id, t.role_id, SUM(t.items) AS items, SUM(t.points) AS points
      FROM daily_role_totals t
      JOIN ${sql.identifier(table)} d
        ON d.site_id = t.site_id AND d.score_date = t.score_date AND d.employee_id = t.employee_id
     WHERE t.site_id = ${siteId} AND t.employee_id IN ${employeeIds} AND d.is_finalized = 1
     GROUP BY t.employee_id, t.role_id`;
  return sql`
    SELECT ${siteId}, employee_id, role_id, SUM(items), SUM(points)
      FROM (${finalDays('daily_scores')} UNION ALL ${finalDays('daily_scores_archive')}) r
     GROUP BY employee_id, role_id`;
}
