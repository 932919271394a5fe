import { bigint, date, index, mysqlTable, primaryKey, varchar } from 'drizzle-orm/mysql-core';
import { instant, ref } from '../columns';
import { sites } from './sites';

/** Dirty person-days; employee 0 is the day's unmapped work (domain.md 4, Dirty queue). */
export const scoreRequests = mysqlTable(
  'score_requests',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    scoreDate: date('score_date', { mode: 'string' }).notNull(),
    employeeId: ref('employee_id').notNull(),
    requestedAt: instant('requested_at').notNull(),
    reason: varchar('reason', { length: 64 }).notNull(),
    /** Raised by every new request for the same person-day, so that one made during scoring is not lost. */
    version: bigint('version', { mode: 'number', unsigned: true }).notNull().default(1),
    attempts: bigint('attempts', { mode: 'number', unsigned: true }).notNull().default(0),
    lastError: varchar('last_error', { length: 500 }),
  },
  (t) => [
    primaryKey({ name: 'pk_score_requests', columns: [t.siteId, t.scoreDate, t.employeeId] }),
    // serves: what to score next: today before the past, what failed last (getScoreRequests)
    index('ix_score_requests_order').on(t.siteId, t.attempts, t.scoreDate),
  ],
);
