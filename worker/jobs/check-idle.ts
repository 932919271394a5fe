import { runCheckIdle } from '@/lib/domain/idle/run';
import type { JobDefinition } from '../job-definition';

export const checkIdle: JobDefinition = {
  name: 'check-idle',
  schedule: { kind: 'every', seconds: 300 },
  readsSource: false,
  isEnabled: () => true,
  attempts: 1,
  keepIdleRuns: true,
  run: ({ db, site, clock }) => runCheckIdle(db, site, clock.now()),
};
