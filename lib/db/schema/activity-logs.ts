import { foreignKey, index, int, mysqlTable, uniqueIndex } from 'drizzle-orm/mysql-core';
import { bigId, instant, keyText, ref } from '../columns';
import { employeeIdentities } from './employee-identities';
import { employees } from './employees';
import { roleConfigs } from './role-configs';
import { sites } from './sites';

/** Facts: a work window of one identity in one role (domain.md 3). employee_id and role_id are null while unknown. */
export const activityLogs = mysqlTable(
  'activity_logs',
  {
    id: bigId(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
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
  },
  (t) => [
    // serves: idempotent ingest by reference
    uniqueIndex('uq_activity_logs_reference').on(t.siteId, t.source, t.referenceId),
    // serves: activities of a person-day and of the day's unmapped work, covering
    index('ix_activity_logs_person_day').on(
      t.siteId,
      t.employeeId,
      t.windowStart,
      t.windowEnd,
      t.roleId,
      t.itemsCount,
      t.identityId,
    ),
    // serves: items per role in a span of window_end (flow, recent activity, "same time yesterday"), covering
    index('ix_activity_logs_window_end').on(
      t.siteId,
      t.windowEnd,
      t.roleId,
      t.employeeId,
      t.identityId,
      t.itemsCount,
      t.windowStart,
    ),
    // serves: rows of an identity when it is linked or unlinked
    index('ix_activity_logs_identity').on(t.siteId, t.identityId, t.windowStart),
    // serves: rows of a role or of an unmapped type (role_id null)
    index('ix_activity_logs_role').on(t.siteId, t.roleId, t.activityType, t.windowStart),
    foreignKey({
      name: 'fk_activity_logs_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
    foreignKey({
      name: 'fk_activity_logs_identity',
      columns: [t.siteId, t.identityId],
      foreignColumns: [employeeIdentities.siteId, employeeIdentities.id],
    }),
    foreignKey({
      name: 'fk_activity_logs_role',
      columns: [t.siteId, t.roleId],
      foreignColumns: [roleConfigs.siteId, roleConfigs.id],
    }),
  ],
);
