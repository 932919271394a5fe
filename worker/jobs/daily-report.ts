import { REPORT_AT } from '@/lib/domain/reports/rules';
import { runDailyReport } from '@/lib/domain/reports/run';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { JobDefinition } from '../job-definition';

/** The report of today; of other days with `--from` and `--to`. */
export const dailyReport: JobDefinition = {
  name: 'daily-report',
  schedule: { kind: 'daily', at: REPORT_AT },
  isEnabled: () => true,
  readsSource: false,
  attempts: 3,
  keepIdleRuns: true,
  run: ({ db, site, clock, log, options }) => {
    const today = businessDayOf(site, clock.now());
    const from = options.from ?? options.to ?? today;
    return runDailyReport({ db, site, clock, log }, { from, to: options.to ?? from });
  },
};
