import { date, int, mysqlEnum, mysqlTable, primaryKey } from 'drizzle-orm/mysql-core';
import { ref } from '../columns';
import { employees } from './employees';

/** Pay by effective date: the latest `effective_from` not after the day counts (domain.md 9). */
export const employeePayrates = mysqlTable(
  'employee_payrates',
  {
    employeeId: ref('employee_id')
      .notNull()
      .references(() => employees.id),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    payType: mysqlEnum('pay_type', ['hourly', 'salary']).notNull(),
    /** Cents an hour, or cents a month for a salary. */
    amountCents: int('amount_cents', { unsigned: true }).notNull(),
  },
  (t) => [primaryKey({ name: 'pk_employee_payrates', columns: [t.employeeId, t.effectiveFrom] })],
);
