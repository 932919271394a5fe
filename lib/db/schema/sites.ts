import { char, date, int, mysqlTable, primaryKey, tinyint, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import { id, instant, jsonValue, keyText, ref } from '../columns';

/** One warehouse: its own time zone, business day and goals (domain.md 1). `settings` is parsed by domain/sites. */
export const sites = mysqlTable(
  'sites',
  {
    id: id(),
    code: keyText('code', { length: 32 }).notNull(),
    name: varchar('name', { length: 120 }).notNull(),
    timeZone: varchar('time_zone', { length: 64 }).notNull(),
    dayStart: char('day_start', { length: 5 }).notNull().default('00:00'),
    weekStart: tinyint('week_start').notNull().default(1),
    currency: char('currency', { length: 3 }).notNull().default('USD'),
    /** Finished items a day; null = no goal set. */
    dailyGoalItems: int('daily_goal_items', { unsigned: true }),
    defaultHourlyCents: int('default_hourly_cents', { unsigned: true }).notNull().default(1300),
    settings: jsonValue('settings').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // serves: the site of a request, by its code
    uniqueIndex('uq_sites_code').on(t.code),
  ],
);

/** The daily goal of finished items, dated: a change counts from its day (domain.md 1). */
export const siteGoals = mysqlTable(
  'site_goals',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    dailyGoalItems: int('daily_goal_items', { unsigned: true }),
  },
  (t) => [primaryKey({ name: 'pk_site_goals', columns: [t.siteId, t.validFrom] })],
);
