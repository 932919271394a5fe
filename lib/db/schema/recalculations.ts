import { date, foreignKey, index, int, mysqlEnum, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { bigId, instant, jsonValue, ref } from '../columns';
import { roleConfigs } from './role-configs';
import { sites } from './sites';

/** Scoring of a range of days anew: ordered by a person, or by an edit that touches many days (domain.md 1). */
export const recalculations = mysqlTable(
  'recalculations',
  {
    id: bigId(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    toDay: date('to_day', { mode: 'string' }).notNull(),
    /** Only person-days with work in this role; null: all. */
    roleId: ref('role_id'),
    direction: mysqlEnum('direction', ['oldest_first', 'newest_first']).notNull(),
    reason: varchar('reason', { length: 300 }).notNull(),
    requestedBy: varchar('requested_by', { length: 64 }).notNull(),
    status: mysqlEnum('status', ['queued', 'running', 'done', 'cancelled', 'failed']).notNull(),
    /** What each stage did and has to do; parsed by domain/recalculation. */
    stages: jsonValue('stages').notNull(),
    /** The day to go on with; null once all days are asked for. */
    nextDay: date('next_day', { mode: 'string' }),
    estimatedPersonDays: int('estimated_person_days', { unsigned: true }).notNull(),
    estimatedSeconds: int('estimated_seconds', { unsigned: true }).notNull(),
    requestedAt: instant('requested_at').notNull(),
    startedAt: instant('started_at'),
    updatedAt: instant('updated_at').notNull(),
    finishedAt: instant('finished_at'),
    error: varchar('error', { length: 2000 }),
  },
  (t) => [
    // serves: the next one to work on, recent ones of a status (measured speed)
    index('ix_recalculations_status').on(t.siteId, t.status, t.id),
    // serves: the foreign key to roles
    index('ix_recalculations_role').on(t.siteId, t.roleId),
    foreignKey({
      name: 'fk_recalculations_role',
      columns: [t.siteId, t.roleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);
