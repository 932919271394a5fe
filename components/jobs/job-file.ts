import type { CsvColumns } from '@/components/table/csv-button';
import type { ListedJob } from '@/lib/domain/jobs/schema';

/** The table of jobs as a file. */
export const JOB_FILE: CsvColumns<ListedJob> = {
  job: ({ job }) => job,
  schedule: ({ schedule }) => schedule,
  next_at: ({ nextAt }) => nextAt,
  paused: ({ isPaused }) => (isPaused ? 'yes' : 'no'),
  off_because: ({ offReason }) => offReason,
  last_status: ({ last }) => last?.status ?? null,
  last_started_at: ({ last }) => last?.startedAt ?? null,
  last_finished_at: ({ last }) => last?.finishedAt ?? null,
  last_duration_seconds: ({ last }) => last?.durationSeconds ?? null,
  last_counts: ({ last }) => (last?.counts == null ? null : JSON.stringify(last.counts)),
  last_error: ({ last }) => last?.error ?? null,
  last_success_at: ({ lastSuccessAt }) => lastSuccessAt,
};
