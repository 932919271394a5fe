import type { JobDefinition } from '../job-definition';
import { drainScores } from './drain-scores';
import { housekeeping } from './housekeeping';
import { processWebhooks } from './process-webhooks';
import { reconcileClockTimes } from './reconcile-clock-times';
import { refreshToday } from './refresh-today';
import { syncActivities } from './sync-activities';
import { syncClockTimes } from './sync-clock-times';
import { syncEmployees } from './sync-employees';

/** The one list of jobs (contract.md 4). */
export const JOBS: readonly JobDefinition[] = [
  syncClockTimes,
  syncEmployees,
  syncActivities,
  drainScores,
  refreshToday,
  reconcileClockTimes,
  processWebhooks,
  housekeeping,
];

export function findJob(name: string): JobDefinition | undefined {
  return JOBS.find((job) => job.name === name);
}
