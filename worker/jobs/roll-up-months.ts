import { runRollUp } from '@/lib/domain/rollups/run';
import type { JobDefinition } from '../job-definition';

/** Keeps the sums of past days that long ranges are read from. Until it ran they are read day by day, which is slower. */
export const rollUpMonths: JobDefinition = {
  name: 'roll-up-months',
  schedule: { kind: 'every', seconds: 600 },
  isEnabled: () => true,
  readsSource: false,
  attempts: 3,
  keepIdleRuns: false,
  run: ({ db, site, clock }) => runRollUp(db, site, clock.now()),
};
