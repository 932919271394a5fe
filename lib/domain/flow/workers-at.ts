import type { EpochSeconds } from '@/lib/platform/time/instant';
import { isInOutput, type RecentWork, workerOf } from './rules';

/** What a worker of a department made there within the last hour. */
export type WorkerAtRole = {
  worker: string;
  employeeId: number | null;
  identityId: number;
  items: number;
  lastScanAt: EpochSeconds;
};

/** The workers of a department with their output, most items first; ties: the latest scan, then the worker's name in the code. */
export function workersAt(
  roleId: number,
  workers: ReadonlySet<string>,
  recent: readonly RecentWork[],
  now: EpochSeconds,
): WorkerAtRole[] {
  const known = new Map<string, WorkerAtRole>();
  for (const work of recent) {
    const worker = workerOf(work);
    if (work.roleId !== roleId || work.windowEnd > now || !workers.has(worker)) continue;
    const { employeeId, identityId } = work;
    const one = known.get(worker) ?? { worker, employeeId, identityId, items: 0, lastScanAt: work.windowEnd };
    if (isInOutput(work, now)) one.items += work.items;
    one.lastScanAt = Math.max(one.lastScanAt, work.windowEnd);
    known.set(worker, one);
  }
  return [...known.values()].sort(
    (a, b) => b.items - a.items || b.lastScanAt - a.lastScanAt || (a.worker < b.worker ? -1 : 1),
  );
}
