import { runReconcileClockTimes } from '@/lib/integrations/connecteam/run';
import { wakeJob } from '@/lib/platform/queue/wake';
import { announceSource } from '../announce';
import { connecteamDeps, hasConnecteam } from '../connecteam';
import type { JobDefinition } from '../job-definition';
import { countsOf } from '../source-result';

export const reconcileClockTimes: JobDefinition = {
  name: 'reconcile-clock-times',
  schedule: { kind: 'daily', at: '03:00' },
  isEnabled: hasConnecteam,
  readsSource: true,
  attempts: 3,
  keepIdleRuns: true,
  run: async (context) => {
    const { from, to } = context.options;
    const result = await runReconcileClockTimes(connecteamDeps(context), { from, to });
    await wakeJob('drain-scores', context.site.code);
    await announceSource(context.site);
    return countsOf(result);
  },
};
