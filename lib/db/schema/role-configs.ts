import {
  boolean,
  date,
  decimal,
  foreignKey,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import { id, instant, keyText, ref } from '../columns';
import { sites } from './sites';

/** Kinds of work with their undated values; a role is a department (domain.md 1). */
export const roleConfigs = mysqlTable(
  'role_configs',
  {
    id: id(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    activityType: keyText('activity_type', { length: 64 }).notNull(),
    roleName: varchar('role_name', { length: 80 }).notNull(),
    departmentName: varchar('department_name', { length: 80 }).notNull(),
    roleType: mysqlEnum('role_type', ['batch', 'continuous']).notNull(),
    flowOrder: int('flow_order').notNull(),
    isFinishing: boolean('is_finishing').notNull().default(false),
    isActive: boolean('is_active').notNull().default(true),
  },
  (t) => [
    // serves: role of an activity type on its way in
    uniqueIndex('uq_role_configs_type').on(t.siteId, t.activityType),
    // serves: the composite foreign keys of facts
    uniqueIndex('uq_role_configs_site_id').on(t.siteId, t.id),
  ],
);

/** The dated values of a role: the latest `valid_from` not after the day counts, before the first the earliest. */
export const roleConfigVersions = mysqlTable(
  'role_config_versions',
  {
    roleId: ref('role_id')
      .notNull()
      .references(() => roleConfigs.id),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    multiplier: decimal('multiplier', { precision: 6, scale: 3 }).notNull(),
    expectedPerHour: decimal('expected_per_hour', { precision: 8, scale: 3 }).notNull(),
    idleThresholdMinutes: int('idle_threshold_minutes', { unsigned: true }).notNull(),
    /** Points a month; null or 0 = no target (domain.md 5). */
    monthlyTargetPoints: decimal('monthly_target_points', { precision: 12, scale: 2 }),
  },
  (t) => [primaryKey({ name: 'pk_role_config_versions', columns: [t.roleId, t.validFrom] })],
);

/** Further activity types that an admin mapped to a role besides the role's own (domain.md 3, unknown activity_type). */
export const activityTypeAliases = mysqlTable(
  'activity_type_aliases',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    activityType: keyText('activity_type', { length: 64 }).notNull(),
    roleId: ref('role_id').notNull(),
    mappedBy: varchar('mapped_by', { length: 64 }).notNull(),
    mappedAt: instant('mapped_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_activity_type_aliases', columns: [t.siteId, t.activityType] }),
    // serves: aliases of a role
    index('ix_activity_type_aliases_role').on(t.siteId, t.roleId),
    foreignKey({
      name: 'fk_activity_type_aliases_role',
      columns: [t.siteId, t.roleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);
