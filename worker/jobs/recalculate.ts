import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { runRecalculate } from '@/lib/domain/recalculation/run';
import type { JobDefinition } from '../job-definition';
import { performJob } from '../perform';
import { drainScores } from './drain-scores';

const LOOK_AGAIN_MILLIS = 500;

/** Woken when one is ordered; what a dead worker left is taken up within a minute. */
export const recalculate: JobDefinition = {
  name: 'recalculate',
  schedule: { kind: 'every', seconds: 60 },
  readsSource: false,
  isEnabled: () => true,
  attempts: 1,
  keepIdleRuns: false,
  run: ({ db, site, clock, log }) =>
    runRecalculate({
      db,
      site,
      clock,
      log,
      drain: () => performJob(drainScores, site, { kind: 'woken', id: randomUUID() }),
      pause: () => pause(LOOK_AGAIN_MILLIS),
    }),
};
