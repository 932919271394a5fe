import { announceAlerts } from '@/lib/domain/alerts/announce';
import { runProcessActivities } from '@/lib/domain/flags/run';
import type { JobDefinition } from '../job-definition';

export const processActivities: JobDefinition = {
  name: 'process-activities',
  schedule: { kind: 'every', seconds: 600 },
  readsSource: false,
  isEnabled: () => true,
  attempts: 3,
  keepIdleRuns: true,
  run: async ({ db, site, clock }) => {
    const counts = await runProcessActivities(db, site, clock.now());
    await announceAlerts(site.id);
    return counts;
  },
};
