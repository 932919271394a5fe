import { date, foreignKey, index, int, mysqlTable, primaryKey } from 'drizzle-orm/mysql-core';
import { keyText, ref } from '../columns';
import { employees } from './employees';
import { sites } from './sites';

/** Awards, each once per person, key and period (domain.md 5). */
export const achievements = mysqlTable(
  'achievements',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    employeeId: ref('employee_id').notNull(),
    achievementKey: keyText('achievement_key', { length: 32 }).notNull(),
    periodKey: keyText('period_key', { length: 32 }).notNull(),
    earnedDate: date('earned_date', { mode: 'string' }).notNull(),
    pointsAwarded: int('points_awarded', { unsigned: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_achievements', columns: [t.siteId, t.employeeId, t.achievementKey, t.periodKey] }),
    // serves: awards of a day (ticker)
    index('ix_achievements_day').on(t.siteId, t.earnedDate),
    foreignKey({
      name: 'fk_achievements_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
  ],
);
