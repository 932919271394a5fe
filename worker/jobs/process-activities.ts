import { runProcessActivities } from '@/lib/domain/flags/run';
import type { JobDefinition } from '../job-definition';

export const processActivities: JobDefinition = {
  name: 'process-activities',
  schedule: { kind: 'every', seconds: 600 },
  readsSource: false,
  isEnabled: () => true,
  attempts: 3,
  keepIdleRuns: true,
  run: ({ db, site, clock }) => runProcessActivities(db, site, clock.now()),
};
