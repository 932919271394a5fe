import {
  bigint,
  boolean,
  date,
  decimal,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  varchar,
} from 'drizzle-orm/mysql-core';
import { bigId, bigRef, instant, keyText, ref } from '../columns';

/**
 * Facts and derived rows past their retention (operations.md, Archive). No foreign keys and a time in every key:
 * these tables are cut by month, and partitioned tables allow neither foreign keys nor keys without the time.
 */
const archiveBatchId = () => bigRef('archive_batch_id').notNull();

export const activityLogsArchive = mysqlTable(
  'activity_logs_archive',
  {
    id: bigint('id', { mode: 'number', unsigned: true }).notNull(),
    siteId: ref('site_id').notNull(),
    source: keyText('source', { length: 32 }).notNull(),
    referenceId: keyText('reference_id', { length: 128 }).notNull(),
    reportId: keyText('report_id', { length: 64 }),
    identityId: ref('identity_id').notNull(),
    employeeId: ref('employee_id'),
    roleId: ref('role_id'),
    activityType: keyText('activity_type', { length: 64 }).notNull(),
    itemsCount: int('items_count', { unsigned: true }).notNull(),
    windowStart: instant('window_start').notNull(),
    windowEnd: instant('window_end').notNull(),
    createdAt: instant('created_at').notNull(),
    archiveBatchId: archiveBatchId(),
  },
  (t) => [
    primaryKey({ name: 'pk_activity_logs_archive', columns: [t.id, t.windowStart] }),
    // serves: archived activities of a person-day
    index('ix_activity_logs_archive_person').on(t.siteId, t.employeeId, t.windowStart),
    // serves: a late delivery of an archived reference
    index('ix_activity_logs_archive_reference').on(t.siteId, t.source, t.referenceId),
  ],
);

export const clockTimesArchive = mysqlTable(
  'clock_times_archive',
  {
    id: bigint('id', { mode: 'number', unsigned: true }).notNull(),
    siteId: ref('site_id').notNull(),
    source: keyText('source', { length: 32 }).notNull(),
    sourceShiftId: keyText('source_shift_id', { length: 64 }).notNull(),
    sourceClockId: bigRef('source_clock_id'),
    identityId: ref('identity_id').notNull(),
    employeeId: ref('employee_id'),
    clockIn: instant('clock_in').notNull(),
    clockOut: instant('clock_out'),
    totalMinutes: int('total_minutes', { unsigned: true }),
    breakMinutes: int('break_minutes', { unsigned: true }).notNull(),
    isActive: boolean('is_active').notNull(),
    isAutoClockOut: boolean('is_auto_clock_out').notNull(),
    timeZone: varchar('time_zone', { length: 64 }),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    archiveBatchId: archiveBatchId(),
  },
  (t) => [
    primaryKey({ name: 'pk_clock_times_archive', columns: [t.id, t.clockIn] }),
    // serves: archived periods of a person
    index('ix_clock_times_archive_person').on(t.siteId, t.employeeId, t.clockIn),
  ],
);

export const idlePeriodsArchive = mysqlTable(
  'idle_periods_archive',
  {
    siteId: ref('site_id').notNull(),
    employeeId: ref('employee_id').notNull(),
    scoreDate: date('score_date', { mode: 'string' }).notNull(),
    startTime: instant('start_time').notNull(),
    endTime: instant('end_time').notNull(),
    durationSeconds: int('duration_seconds', { unsigned: true }).notNull(),
    roleId: ref('role_id'),
    archiveBatchId: archiveBatchId(),
  },
  (t) => [primaryKey({ name: 'pk_idle_periods_archive', columns: [t.siteId, t.employeeId, t.scoreDate, t.startTime] })],
);

export const dailyScoresArchive = mysqlTable(
  'daily_scores_archive',
  {
    siteId: ref('site_id').notNull(),
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
    periodCount: int('period_count', { unsigned: true }).notNull(),
    openUntil: instant('open_until'),
    lastEnd: instant('last_end'),
    monthlyTargetPoints: decimal('monthly_target_points', { precision: 12, scale: 2 }),
    streak: int('streak', { unsigned: true }),
    scoredAt: instant('scored_at').notNull(),
    revisedAt: instant('revised_at'),
    archiveBatchId: archiveBatchId(),
  },
  (t) => [
    primaryKey({ name: 'pk_daily_scores_archive', columns: [t.siteId, t.scoreDate, t.employeeId] }),
    // serves: archived days of a person
    index('ix_daily_scores_archive_person').on(t.siteId, t.employeeId, t.scoreDate),
  ],
);

/** One archived batch: what was moved, up to when, and whether the copy was compared (operations.md, Archive). */
export const archiveLog = mysqlTable(
  'archive_log',
  {
    id: bigId(),
    tableName: varchar('table_name', { length: 64 }).notNull(),
    siteId: ref('site_id').notNull(),
    cutoff: instant('cutoff').notNull(),
    rows: int('rows', { unsigned: true }).notNull(),
    checksum: varchar('checksum', { length: 64 }),
    status: mysqlEnum('status', ['copied', 'verified', 'deleted', 'restored']).notNull(),
    verified: boolean('verified').notNull().default(false),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    // serves: batches of a table, unfinished ones first
    index('ix_archive_log_table').on(t.siteId, t.tableName, t.status, t.cutoff),
  ],
);
