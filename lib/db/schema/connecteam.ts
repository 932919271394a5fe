import { boolean, index, int, mysqlTable, primaryKey, varchar } from 'drizzle-orm/mysql-core';
import { bigRef, instant, keyText, ref } from '../columns';
import { sites } from './sites';

/** What Connecteam says about each user, kept beside our own values and never merged into them (sync.md, People). */
export const connecteamUsers = mysqlTable(
  'connecteam_users',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    userId: bigRef('user_id').notNull(),
    firstName: varchar('first_name', { length: 191 }).notNull(),
    lastName: varchar('last_name', { length: 191 }).notNull(),
    email: varchar('email', { length: 191 }),
    title: varchar('title', { length: 191 }),
    userType: varchar('user_type', { length: 32 }).notNull(),
    isArchived: boolean('is_archived').notNull(),
    createdAt: instant('created_at'),
    modifiedAt: instant('modified_at'),
    archivedAt: instant('archived_at'),
    firstSeenAt: instant('first_seen_at').notNull(),
    /** When the user was no longer in a complete listing; null while present. */
    goneAt: instant('gone_at'),
  },
  (t) => [primaryKey({ name: 'pk_connecteam_users', columns: [t.siteId, t.userId] })],
);

/** Time clocks, read once a day (sync.md, Quota). */
export const connecteamClocks = mysqlTable(
  'connecteam_clocks',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    clockId: bigRef('clock_id').notNull(),
    name: varchar('name', { length: 191 }).notNull(),
    isArchived: boolean('is_archived').notNull(),
    readAt: instant('read_at').notNull(),
    /** When its break types were last read; null: never. */
    breakTypesReadAt: instant('break_types_read_at'),
    goneAt: instant('gone_at'),
  },
  (t) => [primaryKey({ name: 'pk_connecteam_clocks', columns: [t.siteId, t.clockId] })],
);

/** Break types of a clock, read once a day: a punched break does not say itself whether it is paid (connecteam-api.md 7.7). */
export const connecteamBreakTypes = mysqlTable(
  'connecteam_break_types',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    clockId: bigRef('clock_id').notNull(),
    breakTypeId: keyText('break_type_id', { length: 64 }).notNull(),
    name: varchar('name', { length: 191 }).notNull(),
    isPaid: boolean('is_paid').notNull(),
    durationMinutes: int('duration_minutes'),
    readAt: instant('read_at').notNull(),
  },
  (t) => [primaryKey({ name: 'pk_connecteam_break_types', columns: [t.siteId, t.clockId, t.breakTypeId] })],
);

/** What the rate limit headers said last, shared by all processes (sync.md, Quota). One row per account. */
export const connecteamQuota = mysqlTable('connecteam_quota', {
  accountKey: keyText('account_key', { length: 64 }).primaryKey(),
  minuteLimit: int('minute_limit'),
  minuteRemaining: int('minute_remaining'),
  minuteResetAt: instant('minute_reset_at'),
  dayLimit: int('day_limit'),
  dayRemaining: int('day_remaining'),
  dayResetAt: instant('day_reset_at'),
  /** Calls of ours in the day window that ends at `day_reset_at`. */
  ownCallsToday: int('own_calls_today').notNull().default(0),
  /** No call before this instant, after a refusal. */
  blockedUntil: instant('blocked_until'),
  /** Refusals since the last good answer: each makes the next pause longer. */
  refusals: int('refusals').notNull().default(0),
  updatedAt: instant('updated_at').notNull(),
});

/** Webhook deliveries, stored once per requestId; a delivery is only a hint to re-read (sync.md, Webhooks). */
export const connecteamWebhooks = mysqlTable(
  'connecteam_webhooks',
  {
    requestId: keyText('request_id', { length: 64 }).primaryKey(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    eventType: varchar('event_type', { length: 64 }).notNull(),
    activityType: varchar('activity_type', { length: 64 }),
    clockId: bigRef('clock_id'),
    userId: bigRef('user_id'),
    timeActivityId: keyText('time_activity_id', { length: 64 }),
    /** First and last instant the event speaks of, to choose the days to re-read. */
    concernsFrom: instant('concerns_from'),
    concernsTo: instant('concerns_to'),
    receivedAt: instant('received_at').notNull(),
    processedAt: instant('processed_at'),
    /** When an event whose row is not there yet is looked at again; null: at once. */
    nextAttemptAt: instant('next_attempt_at'),
    attempts: int('attempts').notNull().default(0),
    outcome: varchar('outcome', { length: 191 }),
  },
  (t) => [
    // serves: deliveries waiting to be processed (process-webhooks), the foreign key to sites
    index('ix_connecteam_webhooks_waiting').on(t.siteId, t.processedAt, t.nextAttemptAt),
  ],
);
