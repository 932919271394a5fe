import { date, mysqlTable, primaryKey } from 'drizzle-orm/mysql-core';
import { instant, jsonValue, ref } from '../columns';
import { sites } from './sites';

/** The numbers of a day as they were reported (contract.md 4, daily-report). `numbers` is parsed by domain/reports. */
export const dailyReports = mysqlTable(
  'daily_reports',
  {
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    reportDate: date('report_date', { mode: 'string' }).notNull(),
    generatedAt: instant('generated_at').notNull(),
    numbers: jsonValue('numbers').notNull(),
  },
  // The key serves the report of a day and the list of a range.
  (t) => [primaryKey({ name: 'pk_daily_reports', columns: [t.siteId, t.reportDate] })],
);
