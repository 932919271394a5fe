import { announceSettled } from '@/lib/domain/alerts/announce';
import { runCheckIdle } from '@/lib/domain/idle/run';
import type { JobDefinition } from '../job-definition';

export const checkIdle: JobDefinition = {
  name: 'check-idle',
  schedule: { kind: 'every', seconds: 300 },
  readsSource: false,
  isEnabled: () => true,
  attempts: 1,
  keepIdleRuns: true,
  run: async ({ db, site, clock }) => {
    const counts = await runCheckIdle(db, site, clock.now());
    await announceSettled(site.id, counts);
    return counts;
  },
};
