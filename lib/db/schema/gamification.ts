import { bigint, date, decimal, foreignKey, index, int, mysqlTable, primaryKey } from 'drizzle-orm/mysql-core';
import { instant, keyText, ref } from '../columns';
import { employees } from './employees';
import { roleConfigs } from './role-configs';
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
    /** When the hub found out, which may be days after `earned_date`. */
    awardedAt: instant('awarded_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_achievements', columns: [t.siteId, t.employeeId, t.achievementKey, t.periodKey] }),
    // serves: awards of a day (getAchievementTicker, getGoalAwards)
    index('ix_achievements_day').on(t.siteId, t.earnedDate, t.achievementKey),
    foreignKey({
      name: 'fk_achievements_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
  ],
);

/**
 * Person-days whose awards or streaks may have changed, written in the transaction of the change and served after scoring
 * (domain.md 5). Employee 0: the finished items or the goal of the whole site changed on the day.
 */
export const awardRequests = mysqlTable(
  'award_requests',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    employeeId: ref('employee_id').notNull(),
    scoreDate: date('score_date', { mode: 'string' }).notNull(),
    /** Another one with every request, so that one made during the evaluation is not taken for served. */
    token: bigint('token', { mode: 'number', unsigned: true }).notNull(),
  },
  // The key serves them in its order (getAwardRequests).
  (t) => [primaryKey({ name: 'pk_award_requests', columns: [t.siteId, t.employeeId, t.scoreDate] })],
);

/**
 * Sums of all final days of a person, archived ones too, so that the board of all time costs as many rows as people.
 * Counted anew with the awards whenever a day of the person changed; days that are not final yet are added when read.
 */
export const careerTotals = mysqlTable(
  'career_totals',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    employeeId: ref('employee_id').notNull(),
    daysWorked: int('days_worked', { unsigned: true }).notNull(),
    items: int('items', { unsigned: true }).notNull(),
    points: decimal('points', { precision: 14, scale: 2 }).notNull(),
    clockedSeconds: bigint('clocked_seconds', { mode: 'number', unsigned: true }).notNull(),
    activeSeconds: bigint('active_seconds', { mode: 'number', unsigned: true }).notNull(),
    /** Items and active seconds of the clocked days alone. */
    clockedItems: int('clocked_items', { unsigned: true }).notNull(),
    clockedActiveSeconds: bigint('clocked_active_seconds', { mode: 'number', unsigned: true }).notNull(),
    /** Sum of the monthly targets of the worked days; divided by the days of a month it is their daily target. */
    targetPoints: decimal('target_points', { precision: 14, scale: 2 }).notNull(),
    firstActivityAt: instant('first_activity_at'),
  },
  (t) => [
    // serves: the board of all time (getPeriodBoard)
    primaryKey({ name: 'pk_career_totals', columns: [t.siteId, t.employeeId] }),
    foreignKey({
      name: 'fk_career_totals_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
  ],
);

/** {@link careerTotals} by role. */
export const careerRoleTotals = mysqlTable(
  'career_role_totals',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    employeeId: ref('employee_id').notNull(),
    roleId: ref('role_id').notNull(),
    items: int('items', { unsigned: true }).notNull(),
    points: decimal('points', { precision: 14, scale: 3 }).notNull(),
  },
  (t) => [
    // serves: who did what on the board of all time (getPeriodWork)
    primaryKey({ name: 'pk_career_role_totals', columns: [t.siteId, t.employeeId, t.roleId] }),
    // serves: the foreign key to roles
    index('ix_career_role_totals_role').on(t.siteId, t.roleId),
    foreignKey({
      name: 'fk_career_role_totals_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
    foreignKey({
      name: 'fk_career_role_totals_role',
      columns: [t.siteId, t.roleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);
