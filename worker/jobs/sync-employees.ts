import { runSyncEmployees } from '@/lib/integrations/connecteam/run';
import { announceSource } from '../announce';
import { connecteamDeps, hasConnecteam } from '../connecteam';
import type { JobDefinition } from '../job-definition';
import { countsOf } from '../source-result';

export const syncEmployees: JobDefinition = {
  name: 'sync-employees',
  schedule: { kind: 'daily', at: '02:00' },
  isEnabled: hasConnecteam,
  readsSource: true,
  attempts: 3,
  keepIdleRuns: true,
  run: async (context) => {
    const result = await runSyncEmployees(connecteamDeps(context), {
      createPeople: context.options.createPeople ?? false,
    });
    await announceSource(context.site);
    return countsOf(result);
  },
};
