import {
  bigint,
  date,
  foreignKey,
  index,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import { bigId, bigRef, instant, jsonValue, keyText, ref } from '../columns';
import { employeeIdentities } from './employee-identities';
import { employees } from './employees';
import { roleConfigs } from './role-configs';
import { sites } from './sites';

const siteId = () =>
  ref('site_id')
    .notNull()
    .references(() => sites.id);

/** What is wrong with facts, once per kind, subject and day; reopened when the facts change (domain.md 10). */
export const dataIssues = mysqlTable(
  'data_issues',
  {
    id: bigId(),
    siteId: siteId(),
    kind: keyText('kind', { length: 32 }).notNull(),
    /** `employee:12`, `identity:5`, `clock:77`, `type:Folding`: what the issue is about, never null, so that it is unique. */
    subject: keyText('subject', { length: 128 }).notNull(),
    employeeId: ref('employee_id'),
    identityId: ref('identity_id'),
    scoreDate: date('score_date', { mode: 'string' }).notNull(),
    status: mysqlEnum('status', ['open', 'resolved']).notNull(),
    details: jsonValue('details').notNull(),
    openedAt: instant('opened_at').notNull(),
    resolvedAt: instant('resolved_at'),
    resolvedBy: varchar('resolved_by', { length: 64 }),
    note: varchar('note', { length: 1000 }),
  },
  (t) => [
    uniqueIndex('uq_data_issues_subject').on(t.siteId, t.kind, t.subject, t.scoreDate),
    // serves: open issues of a site
    index('ix_data_issues_open').on(t.siteId, t.status, t.scoreDate),
    // serves: issues of a person-day (scorer), the foreign key to employees
    index('ix_data_issues_employee').on(t.siteId, t.employeeId, t.scoreDate),
    // serves: the foreign key to identities
    index('ix_data_issues_identity').on(t.siteId, t.identityId),
    foreignKey({
      name: 'fk_data_issues_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
    foreignKey({
      name: 'fk_data_issues_identity',
      columns: [t.siteId, t.identityId],
      foreignColumns: [employeeIdentities.siteId, employeeIdentities.id],
    }),
  ],
);

/** Something a person should look at: one open alert per kind and subject (domain.md 10). */
export const alerts = mysqlTable(
  'alerts',
  {
    id: bigId(),
    siteId: siteId(),
    kind: keyText('kind', { length: 48 }).notNull(),
    subject: keyText('subject', { length: 128 }).notNull(),
    severity: mysqlEnum('severity', ['info', 'warning', 'critical']).notNull(),
    status: mysqlEnum('status', ['open', 'acknowledged', 'assigned', 'resolved']).notNull(),
    /**
     * `kind|subject` while the cause lasts, then null: the unique key that allows one alert for it. One that a person
     * resolved earlier keeps the key until the cause is gone, so that it is not raised again at once.
     */
    openKey: keyText('open_key', { length: 180 }),
    title: varchar('title', { length: 300 }).notNull(),
    details: jsonValue('details').notNull(),
    openedAt: instant('opened_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    dueAt: instant('due_at').notNull(),
    acknowledgedBy: varchar('acknowledged_by', { length: 64 }),
    assignedTo: varchar('assigned_to', { length: 64 }),
    resolvedAt: instant('resolved_at'),
    resolvedBy: varchar('resolved_by', { length: 64 }),
    note: varchar('note', { length: 1000 }),
  },
  (t) => [
    // serves: the alerts whose cause lasts (settleAlerts), one per kind and subject
    uniqueIndex('uq_alerts_open').on(t.siteId, t.openKey),
    // serves: open alerts by status and due time, covering
    index('ix_alerts_due').on(t.siteId, t.status, t.dueAt, t.severity, t.kind, t.subject),
  ],
);

/** Doubtful activities, one per kind and activity, reviewed with a note (domain.md 10). */
export const activityFlags = mysqlTable(
  'activity_flags',
  {
    id: bigId(),
    siteId: siteId(),
    kind: keyText('kind', { length: 32 }).notNull(),
    activityId: bigRef('activity_id').notNull(),
    employeeId: ref('employee_id'),
    /** The business day of the activity, which is looked at as a whole. */
    scoreDate: date('score_date', { mode: 'string' }).notNull(),
    severity: mysqlEnum('severity', ['low', 'medium', 'high']).notNull(),
    flaggedAt: instant('flagged_at').notNull(),
    details: jsonValue('details').notNull(),
    reviewedBy: varchar('reviewed_by', { length: 64 }),
    reviewedAt: instant('reviewed_at'),
    note: varchar('note', { length: 1000 }),
  },
  (t) => [
    uniqueIndex('uq_activity_flags_kind').on(t.siteId, t.activityId, t.kind),
    // serves: flags of a day when it is looked at again, flags of a range of days (getActivityFlags)
    index('ix_activity_flags_day').on(t.siteId, t.scoreDate),
    // serves: flags waiting for a review, newest first (getActivityFlags)
    index('ix_activity_flags_review').on(t.siteId, t.reviewedAt, t.scoreDate),
    // serves: flags of a person, the foreign key to employees
    index('ix_activity_flags_employee').on(t.siteId, t.employeeId, t.flaggedAt),
    foreignKey({
      name: 'fk_activity_flags_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
  ],
);

/** Days whose activities are to be looked at for flags: written with their scores, served by process-activities. */
export const flagDays = mysqlTable(
  'flag_days',
  {
    siteId: siteId(),
    scoreDate: date('score_date', { mode: 'string' }).notNull(),
    /** Raised by every further change, so that one made while the day is looked at is not lost. */
    version: bigint('version', { mode: 'number', unsigned: true }).notNull().default(1),
  },
  (t) => [primaryKey({ name: 'pk_flag_days', columns: [t.siteId, t.scoreDate] })],
);

/** People moved between departments and what it brought (domain.md 8). */
export const moves = mysqlTable(
  'moves',
  {
    id: bigId(),
    siteId: siteId(),
    employeeId: ref('employee_id').notNull(),
    fromRoleId: ref('from_role_id'),
    toRoleId: ref('to_role_id').notNull(),
    movedBy: varchar('moved_by', { length: 64 }).notNull(),
    movedAt: instant('moved_at').notNull(),
    measuredAt: instant('measured_at'),
    effect: jsonValue('effect'),
  },
  (t) => [
    // serves: recent moves of a site, moves waiting to be measured
    index('ix_moves_time').on(t.siteId, t.movedAt),
    // serves: the foreign keys
    index('ix_moves_employee').on(t.siteId, t.employeeId),
    index('ix_moves_from').on(t.siteId, t.fromRoleId),
    index('ix_moves_to').on(t.siteId, t.toRoleId),
    foreignKey({
      name: 'fk_moves_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
    foreignKey({
      name: 'fk_moves_from',
      columns: [t.siteId, t.fromRoleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
    foreignKey({
      name: 'fk_moves_to',
      columns: [t.siteId, t.toRoleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);
