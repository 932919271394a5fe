import {
  decimal,
  foreignKey,
  index,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import { id, instant, keyText, ref } from '../columns';
import { employees } from './employees';
import { sites } from './sites';

/** One login or user id of a source, linked to at most one employee (domain.md 1, 11). */
export const employeeIdentities = mysqlTable(
  'employee_identities',
  {
    id: id(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    source: keyText('source', { length: 32 }).notNull(),
    externalId: keyText('external_id', { length: 191 }).notNull(),
    externalName: varchar('external_name', { length: 191 }),
    externalEmail: varchar('external_email', { length: 191 }),
    employeeId: ref('employee_id'),
    status: mysqlEnum('status', ['unmapped', 'suggested', 'verified', 'ignored']).notNull().default('unmapped'),
    similarity: decimal('similarity', { precision: 5, scale: 4 }),
    verifiedBy: varchar('verified_by', { length: 64 }),
    verifiedAt: instant('verified_at'),
    /** When a person last decided about this identity; the automatic link keeps away from then on (sync.md, People). */
    touchedAt: instant('touched_at'),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
  },
  (t) => [
    // serves: identity of a fact on its way in (resolveIdentities)
    uniqueIndex('uq_identities_source_key').on(t.siteId, t.source, t.externalId),
    // serves: the composite foreign keys of facts
    uniqueIndex('uq_identities_site_id').on(t.siteId, t.id),
    // serves: identities waiting for a decision, by site and status
    index('ix_identities_status').on(t.siteId, t.status, t.lastSeenAt, t.source, t.externalId),
    // serves: identities of a person
    index('ix_identities_employee').on(t.siteId, t.employeeId),
    foreignKey({
      name: 'fk_identities_employee',
      columns: [t.siteId, t.employeeId],
      foreignColumns: [employees.siteId, employees.id],
    }),
  ],
);

/** Employees that a person refused for an identity: never suggested or linked by itself again (sync.md, People). */
export const identityRejections = mysqlTable(
  'identity_rejections',
  {
    identityId: ref('identity_id')
      .notNull()
      .references(() => employeeIdentities.id),
    employeeId: ref('employee_id')
      .notNull()
      .references(() => employees.id),
    rejectedBy: varchar('rejected_by', { length: 64 }).notNull(),
    rejectedAt: instant('rejected_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_identity_rejections', columns: [t.identityId, t.employeeId] }),
    // serves: the foreign key to employees
    index('ix_identity_rejections_employee').on(t.employeeId),
  ],
);
