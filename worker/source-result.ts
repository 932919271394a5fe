import { type JobCounts, JobIncompleteError } from '@/lib/platform/jobs/job-runs';

/** How a sync ended; `success` only when everything could be read (sync.md, Windows). */
export type SourceResult = { status: 'success' | 'partial' | 'failed'; counts: JobCounts; reason?: string };

/** A sync that is not a success is a failed run of its job, with the counts of what it did. */
export function countsOf(result: SourceResult): JobCounts {
  if (result.status === 'success') return result.counts;
  throw new JobIncompleteError(`${result.status}: ${result.reason ?? 'see sync_runs'}`, result.counts);
}
