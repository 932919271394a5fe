import { boolean, foreignKey, index, mysqlTable, uniqueIndex } from 'drizzle-orm/mysql-core';
import { bigId, bigRef, instant, keyText, ref } from '../columns';
import { employeeIdentities } from './employee-identities';
import { employees } from './employees';
import { sites } from './sites';

/** Facts: a pause, inside a clock period or between two (domain.md 3). */
export const clockBreaks = mysqlTable(
  'clock_breaks',
  {
    id: bigId(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    source: keyText('source', { length: 32 }).notNull(),
    sourceBreakId: keyText('source_break_id', { length: 64 }).notNull(),
    sourceClockId: bigRef('source_clock_id'),
    sourceTypeId: keyText('source_type_id', { length: 64 }),
    identityId: ref('identity_id').notNull(),
    employeeId: ref('employee_id').references(() => employees.id),
    breakStart: instant('break_start').notNull(),
    breakEnd: instant('break_end'),
    isPaid: boolean('is_paid').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    // serves: diff of a sync by upstream id
    uniqueIndex('uq_clock_breaks_source_key').on(t.siteId, t.source, t.sourceBreakId),
    // serves: breaks of a person (scoring), covering
    index('ix_clock_breaks_employee').on(t.employeeId, t.breakStart, t.breakEnd, t.isPaid),
    // serves: rows of an identity when it is linked or unlinked
    index('ix_clock_breaks_identity').on(t.siteId, t.identityId, t.breakStart),
    // serves: stored breaks of the range a sync asked for
    index('ix_clock_breaks_range').on(t.siteId, t.breakStart),
    foreignKey({
      name: 'fk_clock_breaks_identity',
      columns: [t.siteId, t.identityId],
      foreignColumns: [employeeIdentities.siteId, employeeIdentities.id],
    }),
  ],
);
