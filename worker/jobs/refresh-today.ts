import { runRefreshToday } from '@/lib/domain/scoring/run-refresh';
import { wakeJob } from '@/lib/platform/queue/wake';
import type { JobDefinition } from '../job-definition';

export const refreshToday: JobDefinition = {
  name: 'refresh-today',
  schedule: { kind: 'every', seconds: 300 },
  isEnabled: () => true,
  readsSource: false,
  attempts: 3,
  keepIdleRuns: true,
  run: async ({ db, site, clock }) => {
    const counts = await runRefreshToday(db, site, clock.now());
    await wakeJob('drain-scores', site.code);
    return counts;
  },
};
