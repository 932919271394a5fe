import { runSyncActivities } from '@/lib/integrations/podfactory/run';
import { wakeJob } from '@/lib/platform/queue/wake';
import { announceSource } from '../announce';
import type { JobDefinition } from '../job-definition';
import { countsOf } from '../source-result';

export const syncActivities: JobDefinition = {
  name: 'sync-activities',
  schedule: { kind: 'every', seconds: 120 },
  isEnabled: (env) => env.PODFACTORY_DATABASE_URL !== undefined || 'set PODFACTORY_DATABASE_URL to pull scans.',
  readsSource: true,
  attempts: 1,
  keepIdleRuns: true,
  run: async ({ syncDb, site, clock, log, options }) => {
    const { from, to } = options;
    const result = await runSyncActivities({ db: syncDb, site, clock, log }, { from, to });
    await wakeJob('drain-scores', site.code);
    await announceSource(site);
    return countsOf(result);
  },
};
