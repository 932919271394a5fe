import {
  boolean,
  date,
  decimal,
  foreignKey,
  int,
  type MySqlColumn,
  mysqlTable,
  primaryKey,
  tinyint,
  varchar,
} from 'drizzle-orm/mysql-core';
import { instant, ref } from '../columns';
import { sites } from './sites';

const siteId = () => ref('site_id').notNull();
const month = () => date('month', { mode: 'string' }).notNull();
const count = (name: string) => int(name, { unsigned: true }).notNull();
const points = () => decimal('points', { precision: 14, scale: 3 }).notNull();

/**
 * The months of a site with scored days, by their first day. A month is summed up in the tables below through the day
 * `through`, its last one or yesterday; null when one of those days was scored since (domain/rollups). Whatever scores a
 * day locks its month here, and so does whatever sums it up.
 */
export const rollupMonths = mysqlTable(
  'rollup_months',
  {
    siteId: siteId().references(() => sites.id),
    month: month(),
    through: date('through', { mode: 'string' }),
    /** Zone of the local hours in the sums: those of another are of no use. */
    timeZone: varchar('time_zone', { length: 64 }),
    rolledAt: instant('rolled_at'),
  },
  // The key serves the months of a range (getRolledMonths) and of a site (runRollUp).
  (t) => [primaryKey({ name: 'pk_rollup_months', columns: [t.siteId, t.month] })],
);

/** Rows belong to a month; their keys begin with it and serve the months of a range. */
const ofMonth = (table: string, t: { siteId: MySqlColumn; month: MySqlColumn }) =>
  foreignKey({
    name: `fk_${table}_month`,
    columns: [t.siteId, t.month],
    foreignColumns: [rollupMonths.siteId, rollupMonths.month],
  });

/** Scores of a person over a month (peopleSums). */
export const rollupPeople = mysqlTable(
  'rollup_people',
  {
    siteId: siteId(),
    month: month(),
    employeeId: ref('employee_id').notNull(),
    days: count('days'),
    /** Days with an activity. */
    daysWorked: count('days_worked'),
    estimatedDays: count('estimated_days'),
    items: count('items'),
    finishedItems: count('finished_items'),
    points: points(),
    paidSeconds: count('paid_seconds'),
    clockedSeconds: count('clocked_seconds'),
    breakSeconds: count('break_seconds'),
    activeSeconds: count('active_seconds'),
    /** Of days with clocked time. */
    clockedItems: count('clocked_items'),
    clockedActiveSeconds: count('clocked_active_seconds'),
    /** The best and the worst worked day and the points of the last ones, as peopleSums writes them. */
    best: decimal('best', { precision: 20, scale: 2 }),
    worst: decimal('worst', { precision: 20, scale: 2 }),
    latest: varchar('latest', { length: 400 }),
  },
  (t) => [
    primaryKey({ name: 'pk_rollup_people', columns: [t.siteId, t.month, t.employeeId] }),
    ofMonth('rollup_people', t),
  ],
);

/** Items and cost of a person in a role over a month (personRoleSums); role 0 is "unassigned". */
export const rollupPersonRoles = mysqlTable(
  'rollup_person_roles',
  {
    siteId: siteId(),
    month: month(),
    employeeId: ref('employee_id').notNull(),
    roleId: ref('role_id').notNull(),
    items: count('items'),
    activeCents: count('active_cents'),
    idleCents: count('idle_cents'),
    breakCents: count('break_cents'),
    hasDefaultRate: boolean('has_default_rate').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_rollup_person_roles', columns: [t.siteId, t.month, t.employeeId, t.roleId] }),
    ofMonth('rollup_person_roles', t),
  ],
);

/** Items and presence of a person by local hour of day over a month (personHourSums). */
export const rollupPersonHours = mysqlTable(
  'rollup_person_hours',
  {
    siteId: siteId(),
    month: month(),
    employeeId: ref('employee_id').notNull(),
    hour: tinyint('hour', { unsigned: true }).notNull(),
    items: count('items'),
    points: points(),
    /** Hour buckets in which the person was present or has items. */
    buckets: count('buckets'),
  },
  (t) => [
    primaryKey({ name: 'pk_rollup_person_hours', columns: [t.siteId, t.month, t.employeeId, t.hour] }),
    ofMonth('rollup_person_hours', t),
  ],
);

/**
 * Work by local hour of day over a month: of role 0, the whole site, by weekday (weekdayHourSums), of the others over all
 * weekdays (departmentHourSums).
 */
export const rollupSiteHours = mysqlTable(
  'rollup_site_hours',
  {
    siteId: siteId(),
    month: month(),
    roleId: ref('role_id').notNull(),
    /** 1 = Monday .. 7; 0: all of them */
    weekday: tinyint('weekday', { unsigned: true }).notNull(),
    hour: tinyint('hour', { unsigned: true }).notNull(),
    items: count('items'),
    points: points(),
    people: count('people'),
    present: count('present'),
  },
  (t) => [
    primaryKey({ name: 'pk_rollup_site_hours', columns: [t.siteId, t.month, t.roleId, t.weekday, t.hour] }),
    ofMonth('rollup_site_hours', t),
  ],
);

/** What all people of a site did and cost on a day of a month (siteDaySums, costDaySums). */
export const rollupSiteDays = mysqlTable(
  'rollup_site_days',
  {
    siteId: siteId(),
    month: month(),
    scoreDate: date('score_date', { mode: 'string' }).notNull(),
    people: count('people'),
    worked: count('worked'),
    items: count('items'),
    finishedItems: count('finished_items'),
    points: points(),
    clockedSeconds: count('clocked_seconds'),
    activeSeconds: count('active_seconds'),
    clockedActiveSeconds: count('clocked_active_seconds'),
    activeCents: count('active_cents'),
    idleCents: count('idle_cents'),
    breakCents: count('break_cents'),
    /** Person-hours of presence. */
    present: count('present'),
  },
  (t) => [
    primaryKey({ name: 'pk_rollup_site_days', columns: [t.siteId, t.month, t.scoreDate] }),
    ofMonth('rollup_site_days', t),
  ],
);

/** What was done in a role on a day of a month (roleDaySums). */
export const rollupRoleDays = mysqlTable(
  'rollup_role_days',
  {
    siteId: siteId(),
    month: month(),
    scoreDate: date('score_date', { mode: 'string' }).notNull(),
    roleId: ref('role_id').notNull(),
    people: count('people'),
    items: count('items'),
    points: points(),
    workedSeconds: count('worked_seconds'),
    /** Of `items`, those of days without clocked time. */
    unclockedItems: count('unclocked_items'),
    unmappedItems: count('unmapped_items'),
    unmappedPoints: decimal('unmapped_points', { precision: 14, scale: 3 }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_rollup_role_days', columns: [t.siteId, t.month, t.scoreDate, t.roleId] }),
    ofMonth('rollup_role_days', t),
  ],
);
