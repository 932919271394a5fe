import { type EpochSeconds, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { RecalculationRow } from './queries/get-recalculations';
import { progressOf, secondsLeftOf, stagesSchema } from './rules';
import type { Recalculation } from './schema';

export function prepareRecalculation(row: RecalculationRow, now: EpochSeconds): Recalculation {
  const stages = stagesSchema.parse(row.stages);
  const progress = progressOf({ ...row, stages });
  const runningFor = row.status === 'running' && row.startedAt !== null ? now - row.startedAt : null;
  return {
    id: row.id,
    from: row.fromDay,
    to: row.toDay,
    roleId: row.roleId,
    direction: row.direction,
    reason: row.reason,
    requestedBy: row.requestedByName ?? row.requestedBy,
    status: row.status,
    stages,
    progress,
    secondsLeft: secondsLeftOf(progress, runningFor),
    estimatedPersonDays: row.estimatedPersonDays,
    estimatedSeconds: row.estimatedSeconds,
    requestedAt: toIsoInstant(row.requestedAt),
    startedAt: toIsoInstantOrNull(row.startedAt),
    finishedAt: toIsoInstantOrNull(row.finishedAt),
    error: row.error,
  };
}
