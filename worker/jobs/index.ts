import type { JobDefinition } from '../job-definition';
import { checkHealth } from './check-health';
import { checkIdle } from './check-idle';
import { dailyReport } from './daily-report';
import { dailyReset } from './daily-reset';
import { drainScores } from './drain-scores';
import { finalizeDaily } from './finalize-daily';
import { housekeeping } from './housekeeping';
import { measureMoves } from './measure-moves';
import { processActivities } from './process-activities';
import { processWebhooks } from './process-webhooks';
import { recalculate } from './recalculate';
import { reconcileClockTimes } from './reconcile-clock-times';
import { refreshToday } from './refresh-today';
import { rollUpMonths } from './roll-up-months';
import { syncActivities } from './sync-activities';
import { syncClockTimes } from './sync-clock-times';
import { syncEmployees } from './sync-employees';
import { warmCache } from './warm-cache';

/** The one list of jobs (contract.md 4). */
export const JOBS: readonly JobDefinition[] = [
  syncClockTimes,
  syncEmployees,
  syncActivities,
  drainScores,
  refreshToday,
  finalizeDaily,
  dailyReport,
  dailyReset,
  reconcileClockTimes,
  processWebhooks,
  measureMoves,
  housekeeping,
  checkHealth,
  checkIdle,
  processActivities,
  recalculate,
  rollUpMonths,
  warmCache,
];

export function findJob(name: string): JobDefinition | undefined {
  return JOBS.find((job) => job.name === name);
}
