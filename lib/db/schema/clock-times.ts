import { boolean, foreignKey, index, int, mysqlTable, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import { bigId, bigRef, instant, keyText, ref } from '../columns';
import { employeeIdentities } from './employee-identities';
import { employees } from './employees';
import { sites } from './sites';

/** Facts: one clock-in to clock-out (domain.md 3). employee_id is null while the identity is unlinked. */
export const clockTimes = mysqlTable(
  'clock_times',
  {
    id: bigId(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    source: keyText('source', { length: 32 }).notNull(),
    sourceShiftId: keyText('source_shift_id', { length: 64 }).notNull(),
    /** The source's time clock, to know whose absence an answer could prove (sync.md, Windows and deletion). */
    sourceClockId: bigRef('source_clock_id'),
    identityId: ref('identity_id').notNull(),
    employeeId: ref('employee_id').references(() => employees.id),
    clockIn: instant('clock_in').notNull(),
    clockOut: instant('clock_out'),
    /** Whole minutes of a closed period, null while open (contract.md 3). */
    totalMinutes: int('total_minutes', { unsigned: true }),
    breakMinutes: int('break_minutes', { unsigned: true }).notNull().default(0),
    isActive: boolean('is_active').notNull(),
    isAutoClockOut: boolean('is_auto_clock_out').notNull().default(false),
    timeZone: varchar('time_zone', { length: 64 }),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    // serves: diff of a sync by upstream id
    uniqueIndex('uq_clock_times_source_key').on(t.siteId, t.source, t.sourceShiftId),
    // serves: periods of a person (scoring); one period per person and clock-in
    uniqueIndex('uq_clock_times_employee_in').on(t.employeeId, t.clockIn),
    // serves: periods overlapping a range with out, minutes and active, covering
    index('ix_clock_times_range').on(
      t.siteId,
      t.clockIn,
      t.clockOut,
      t.employeeId,
      t.totalMinutes,
      t.breakMinutes,
      t.isActive,
    ),
    // serves: rows of an identity when it is linked or unlinked
    index('ix_clock_times_identity').on(t.siteId, t.identityId, t.clockIn),
    // serves: open rows of a site (start of the trailing window, refresh-today)
    index('ix_clock_times_active').on(t.siteId, t.isActive, t.clockIn),
    foreignKey({
      name: 'fk_clock_times_identity',
      columns: [t.siteId, t.identityId],
      foreignColumns: [employeeIdentities.siteId, employeeIdentities.id],
    }),
  ],
);
