import { boolean, date, decimal, foreignKey, index, int, mysqlTable, primaryKey } from 'drizzle-orm/mysql-core';
import { instant, ref } from '../columns';
import { employees } from './employees';
import { roleConfigs } from './role-configs';
import { sites } from './sites';

const siteId = () =>
  ref('site_id')
    .notNull()
    .references(() => sites.id);
const scoreDate = () => date('score_date', { mode: 'string' }).notNull();
const rolePoints = () => decimal('points', { precision: 12, scale: 3 }).notNull();

/** Person-day by role (domain.md 4). */
export const dailyRoleTotals = mysqlTable(
  'daily_role_totals',
  {
    siteId: siteId(),
    scoreDate: scoreDate(),
    employeeId: ref('employee_id').notNull(),
    roleId: ref('role_id').notNull(),
    items: int('items', { unsigned: true }).notNull(),
    points: rolePoints(),
    activityCount: int('activity_count', { unsigned: true }).notNull(),
    workedSeconds: int('worked_seconds', { unsigned: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_daily_role_totals', columns: [t.siteId, t.scoreDate, t.employeeId, t.roleId] }),
    // serves: days and people a change of a role touches
    index('ix_daily_role_totals_role').on(t.siteId, t.roleId, t.scoreDate, t.employeeId),
    // serves: the foreign key to employees, days of a person by role (replaceCareerTotals), covering
    index('ix_daily_role_totals_person').on(t.siteId, t.employeeId, t.scoreDate, t.roleId, t.items, t.points),
    foreignKey({
      name: 'fk_daily_role_totals_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
    foreignKey({
      name: 'fk_daily_role_totals_role',
      columns: [t.siteId, t.roleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);

/** Items and points per hour bucket of window_start, role and person (domain.md 2, 4). The key serves a day's hours by role. */
export const hourlyRoleTotals = mysqlTable(
  'hourly_role_totals',
  {
    siteId: siteId(),
    scoreDate: scoreDate(),
    hourStart: instant('hour_start').notNull(),
    roleId: ref('role_id').notNull(),
    employeeId: ref('employee_id').notNull(),
    items: int('items', { unsigned: true }).notNull(),
    points: rolePoints(),
  },
  (t) => [
    primaryKey({
      name: 'pk_hourly_role_totals',
      columns: [t.siteId, t.scoreDate, t.hourStart, t.roleId, t.employeeId],
    }),
    // serves: replacing a person-day; the foreign key to employees
    index('ix_hourly_role_totals_person').on(t.siteId, t.employeeId, t.scoreDate),
    // serves: the foreign key to roles
    index('ix_hourly_role_totals_role').on(t.siteId, t.roleId),
    foreignKey({
      name: 'fk_hourly_role_totals_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
    foreignKey({
      name: 'fk_hourly_role_totals_role',
      columns: [t.siteId, t.roleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);

/** Seconds of work per hour bucket and person (domain.md 4). */
export const hourlyPresence = mysqlTable(
  'hourly_presence',
  {
    siteId: siteId(),
    scoreDate: scoreDate(),
    hourStart: instant('hour_start').notNull(),
    employeeId: ref('employee_id').notNull(),
    workSeconds: int('work_seconds', { unsigned: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_hourly_presence', columns: [t.siteId, t.scoreDate, t.hourStart, t.employeeId] }),
    // serves: replacing a person-day; the foreign key to employees
    index('ix_hourly_presence_person').on(t.siteId, t.employeeId, t.scoreDate),
    foreignKey({
      name: 'fk_hourly_presence_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
  ],
);

/**
 * The two tables above added up over people, so that a heat map of a year reads thousands of rows, not hundreds of
 * thousands. Role 0 is the whole site: its `people` were present or have items in the hour, `present` were present.
 * The key serves the hours of a range (getHourlyDepartments, getWeekdayHours).
 */
export const hourlySiteTotals = mysqlTable(
  'hourly_site_totals',
  {
    siteId: siteId(),
    scoreDate: scoreDate(),
    hourStart: instant('hour_start').notNull(),
    roleId: ref('role_id').notNull(),
    items: int('items', { unsigned: true }).notNull(),
    points: rolePoints(),
    people: int('people', { unsigned: true }).notNull(),
    present: int('present', { unsigned: true }).notNull(),
  },
  (t) => [primaryKey({ name: 'pk_hourly_site_totals', columns: [t.siteId, t.scoreDate, t.hourStart, t.roleId] })],
);

/** Cost of a person-day by role; role 0 is "unassigned" (domain.md 9). */
export const dailyCosts = mysqlTable(
  'daily_costs',
  {
    siteId: siteId(),
    scoreDate: scoreDate(),
    employeeId: ref('employee_id').notNull(),
    roleId: ref('role_id').notNull(),
    hourlyCents: int('hourly_cents', { unsigned: true }).notNull(),
    isDefaultRate: boolean('is_default_rate').notNull(),
    labourCents: int('labour_cents', { unsigned: true }).notNull(),
    activeCents: int('active_cents', { unsigned: true }).notNull(),
    idleCents: int('idle_cents', { unsigned: true }).notNull(),
    breakCents: int('break_cents', { unsigned: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_daily_costs', columns: [t.siteId, t.scoreDate, t.employeeId, t.roleId] }),
    // serves: cost days of a person; the foreign key to employees
    index('ix_daily_costs_person').on(t.siteId, t.employeeId, t.scoreDate),
    foreignKey({
      name: 'fk_daily_costs_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
  ],
);

/** The day's work of unlinked identities per hour bucket and role (domain.md 3, 4). */
export const unmappedTotals = mysqlTable(
  'unmapped_totals',
  {
    siteId: siteId(),
    scoreDate: scoreDate(),
    hourStart: instant('hour_start').notNull(),
    roleId: ref('role_id').notNull(),
    items: int('items', { unsigned: true }).notNull(),
    points: rolePoints(),
  },
  (t) => [
    primaryKey({ name: 'pk_unmapped_totals', columns: [t.siteId, t.scoreDate, t.hourStart, t.roleId] }),
    // serves: the foreign key to roles
    index('ix_unmapped_totals_role').on(t.siteId, t.roleId),
    foreignKey({
      name: 'fk_unmapped_totals_role',
      columns: [t.siteId, t.roleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);

/** Idle periods of a person-day in real time; duration is work time (domain.md 4, Idle). */
export const idlePeriods = mysqlTable(
  'idle_periods',
  {
    siteId: siteId(),
    employeeId: ref('employee_id').notNull(),
    scoreDate: scoreDate(),
    startTime: instant('start_time').notNull(),
    endTime: instant('end_time').notNull(),
    durationSeconds: int('duration_seconds', { unsigned: true }).notNull(),
    roleId: ref('role_id'),
  },
  (t) => [
    primaryKey({ name: 'pk_idle_periods', columns: [t.siteId, t.employeeId, t.scoreDate, t.startTime] }),
    // serves: the foreign key to roles
    index('ix_idle_periods_role').on(t.siteId, t.roleId),
    foreignKey({
      name: 'fk_idle_periods_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
    foreignKey({
      name: 'fk_idle_periods_role',
      columns: [t.siteId, t.roleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);
