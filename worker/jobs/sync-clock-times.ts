import { runSyncClockTimes } from '@/lib/integrations/connecteam/run';
import { wakeJob } from '@/lib/platform/queue/wake';
import { announceSource } from '../announce';
import { connecteamDeps, hasConnecteam } from '../connecteam';
import type { JobDefinition } from '../job-definition';
import { countsOf } from '../source-result';

export const syncClockTimes: JobDefinition = {
  name: 'sync-clock-times',
  schedule: { kind: 'every', seconds: 300 },
  isEnabled: hasConnecteam,
  readsSource: true,
  // The next slot is soon, and the client has tried again already.
  attempts: 1,
  keepIdleRuns: true,
  run: async (context) => {
    const { from, to } = context.options;
    const isScheduled = context.plannedAt !== null;
    const result = await runSyncClockTimes(connecteamDeps(context), { from, to, isScheduled });
    await wakeJob('drain-scores', context.site.code);
    await announceSource(context.site);
    return countsOf(result);
  },
};
