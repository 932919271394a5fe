import { runProcessWebhooks } from '@/lib/integrations/connecteam/run';
import { wakeJob } from '@/lib/platform/queue/wake';
import { announceSource } from '../announce';
import { connecteamDeps, hasConnecteam } from '../connecteam';
import type { JobDefinition } from '../job-definition';
import { countsOf } from '../source-result';

/** Follows up what Connecteam announced (sync.md, Webhooks): at once when woken, and again when a row is not there yet. */
export const processWebhooks: JobDefinition = {
  name: 'process-webhooks',
  schedule: { kind: 'every', seconds: 30 },
  isEnabled: (env) =>
    env.CONNECTEAM_WEBHOOK_SECRET === undefined
      ? 'set CONNECTEAM_WEBHOOK_SECRET to take webhooks.'
      : hasConnecteam(env),
  readsSource: true,
  attempts: 3,
  keepIdleRuns: false,
  run: async (context) => {
    const result = await runProcessWebhooks(connecteamDeps(context));
    await wakeJob('drain-scores', context.site.code);
    await announceSource(context.site);
    return countsOf(result);
  },
};
