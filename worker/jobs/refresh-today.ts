import { runRefreshToday } from '@/lib/domain/scoring/run-refresh';
import { wakeJob } from '@/lib/platform/queue/wake';
import { finishDays } from '../finish-days';
import type { JobDefinition } from '../job-definition';

export const refreshToday: JobDefinition = {
  name: 'refresh-today',
  schedule: { kind: 'every', seconds: 300 },
  isEnabled: () => true,
  readsSource: false,
  attempts: 3,
  keepIdleRuns: true,
  run: async (context) => {
    const { db, site, clock } = context;
    // First those that ended: the requests below are served after this, and a day that waits for its score stays open.
    const finished = await finishDays(context, { isEveningRun: false });
    const counts = { ...finished, ...(await runRefreshToday(db, site, clock.now())) };
    await wakeJob('drain-scores', site.code);
    return counts;
  },
};
