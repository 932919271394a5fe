import { pruneJobRuns } from '@/lib/platform/jobs/job-runs';
import type { JobDefinition } from '../job-definition';

const JOB_RUNS_DAYS = 30;

/** Keeps tables that only tell what ran from growing for ever. */
export const housekeeping: JobDefinition = {
  name: 'housekeeping',
  schedule: { kind: 'daily', at: '04:15' },
  isEnabled: () => true,
  readsSource: false,
  attempts: 3,
  keepIdleRuns: true,
  run: async ({ db, clock }) => ({ jobRuns: await pruneJobRuns(db, clock.now() - JOB_RUNS_DAYS * 86_400) }),
};
