import { boolean, date, index, int, mysqlTable, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import { bigRef, id, instant, ref } from '../columns';
import { sites } from './sites';

/** A person the hub knows. Never deleted, only archived (domain.md 1). */
export const employees = mysqlTable(
  'employees',
  {
    id: id(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    name: varchar('name', { length: 191 }).notNull(),
    email: varchar('email', { length: 191 }),
    /** Derived from the first verified Connecteam identity (sync.md, People). */
    connecteamUserId: bigRef('connecteam_user_id'),
    isActive: boolean('is_active').notNull().default(true),
    isContractor: boolean('is_contractor').notNull().default(false),
    isScanning: boolean('is_scanning').notNull().default(true),
    displayAlias: varchar('display_alias', { length: 80 }),
    hiredOn: date('hired_on', { mode: 'string' }),
    archivedAt: instant('archived_at'),
    currentStreak: int('current_streak', { unsigned: true }).notNull().default(0),
    bestStreak: int('best_streak', { unsigned: true }).notNull().default(0),
    achievementPoints: int('achievement_points', { unsigned: true }).notNull().default(0),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    // serves: the composite foreign keys of facts, which hold a fact's site equal to its employee's
    uniqueIndex('uq_employees_site_id').on(t.siteId, t.id),
    // serves: name search and the employee list (lib/domain/employees)
    index('ix_employees_site_name').on(t.siteId, t.name),
    // serves: the automatic link by identical email (lib/domain/identity)
    index('ix_employees_site_email').on(t.siteId, t.email),
    // serves: the longest streaks (getStreakLeaders)
    index('ix_employees_site_streak').on(t.siteId, t.currentStreak, t.bestStreak),
  ],
);
