import { boolean, date, decimal, foreignKey, index, int, mysqlTable, primaryKey } from 'drizzle-orm/mysql-core';
import { instant, ref } from '../columns';
import { employees } from './employees';
import { roleConfigs } from './role-configs';
import { sites } from './sites';

/** One scored person-day (domain.md 4, Results). Written whole by the one scorer, never edited. */
export const dailyScores = mysqlTable(
  'daily_scores',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    scoreDate: date('score_date', { mode: 'string' }).notNull(),
    employeeId: ref('employee_id').notNull(),
    itemsProcessed: int('items_processed', { unsigned: true }).notNull(),
    finishedItems: int('finished_items', { unsigned: true }).notNull(),
    pointsEarned: decimal('points_earned', { precision: 12, scale: 2 }).notNull(),
    clockedSeconds: int('clocked_seconds', { unsigned: true }).notNull(),
    paidSeconds: int('paid_seconds', { unsigned: true }).notNull(),
    breakSeconds: int('break_seconds', { unsigned: true }).notNull(),
    activeSeconds: int('active_seconds', { unsigned: true }).notNull(),
    idleSeconds: int('idle_seconds', { unsigned: true }).notNull(),
    efficiencyRate: decimal('efficiency_rate', { precision: 5, scale: 4 }),
    activityCount: int('activity_count', { unsigned: true }).notNull(),
    idleCount: int('idle_count', { unsigned: true }).notNull(),
    firstActivityAt: instant('first_activity_at'),
    lastActivityAt: instant('last_activity_at'),
    firstClockIn: instant('first_clock_in'),
    lastClockOut: instant('last_clock_out'),
    primaryRoleId: ref('primary_role_id'),
    isEstimated: boolean('is_estimated').notNull(),
    isFinalized: boolean('is_finalized').notNull(),
    /** Valid clock periods of the day: one more on a final day takes the mark away (domain.md 4, Final). */
    periodCount: int('period_count', { unsigned: true }).notNull(),
    /** The person is clocked in until this instant unless facts change; null when gone (domain.md 1, clocked in now). */
    openUntil: instant('open_until'),
    /** When the day's clock stops, without clock its work; never cut at the present (domain.md 4, Final). */
    lastEnd: instant('last_end'),
    /** Monthly target of the primary role on the day; null without role or target (domain.md 5). */
    monthlyTargetPoints: decimal('monthly_target_points', { precision: 12, scale: 2 }),
    /** The streak as of this day (domain.md 5), kept by domain/gamification; null until it looked at the day. */
    streak: int('streak', { unsigned: true }),
    scoredAt: instant('scored_at').notNull(),
    revisedAt: instant('revised_at'),
  },
  (t) => [
    primaryKey({ name: 'pk_daily_scores', columns: [t.siteId, t.scoreDate, t.employeeId] }),
    // serves: leaderboard of a date by points (getLeaderboard), covering
    index('ix_daily_scores_board').on(
      t.siteId,
      t.scoreDate,
      t.pointsEarned,
      t.itemsProcessed,
      t.firstActivityAt,
      t.employeeId,
      t.clockedSeconds,
      t.activeSeconds,
      t.efficiencyRate,
      t.primaryRoleId,
      t.openUntil,
      t.scoredAt,
      t.streak,
    ),
    // serves: days of a person (getAwardHistories, replaceCareerTotals, getRangePeople, trends), covering
    index('ix_daily_scores_person').on(
      t.siteId,
      t.employeeId,
      t.scoreDate,
      t.pointsEarned,
      t.activityCount,
      t.primaryRoleId,
      t.isFinalized,
      t.monthlyTargetPoints,
      t.streak,
      t.itemsProcessed,
      t.clockedSeconds,
      t.activeSeconds,
      t.firstActivityAt,
    ),
    // serves: days that are not final yet (getOpenPersonDays), final ones of a day (getFinalWorkers)
    index('ix_daily_scores_final').on(t.siteId, t.isFinalized, t.scoreDate),
    // serves: the foreign key to roles
    index('ix_daily_scores_role').on(t.siteId, t.primaryRoleId),
    foreignKey({
      name: 'fk_daily_scores_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
    foreignKey({
      name: 'fk_daily_scores_role',
      columns: [t.siteId, t.primaryRoleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);
