import { runDrainScores } from '@/lib/domain/scoring/run';
import { announceScoredDay } from '../announce';
import type { JobDefinition } from '../job-definition';

export const drainScores: JobDefinition = {
  name: 'drain-scores',
  schedule: { kind: 'every', seconds: 30 },
  isEnabled: () => true,
  readsSource: false,
  attempts: 3,
  keepIdleRuns: false,
  run: ({ db, site, clock, log }) =>
    runDrainScores({ db, site, clock, log, onDayScored: (day) => announceScoredDay(site, day) }),
};
