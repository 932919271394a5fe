import { runDailyReport } from '@/lib/domain/reports/run';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { finishDays } from '../finish-days';
import type { JobDefinition } from '../job-definition';

/** The end of a business day: what is over becomes final, and its report gets the numbers of the whole day. */
export const dailyReset: JobDefinition = {
  name: 'daily-reset',
  schedule: { kind: 'after-day-start', minutes: 5 },
  isEnabled: () => true,
  readsSource: false,
  attempts: 3,
  keepIdleRuns: true,
  run: async (context) => {
    const { db, site, clock, log } = context;
    const counts = await finishDays(context, { isEveningRun: false });
    const ended = addDays(businessDayOf(site, clock.now()), -1);
    return { ...counts, ...(await runDailyReport({ db, site, clock, log }, { from: ended, to: ended })) };
  },
};
