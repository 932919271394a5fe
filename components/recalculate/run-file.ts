import type { CsvColumns } from '@/components/table/csv-button';
import type { Recalculation } from '@/lib/domain/recalculation/schema';

/** Recalculations as a file. */
export const RUN_FILE: CsvColumns<Recalculation> = {
  recalculation_id: ({ id }) => id,
  from: ({ from }) => from,
  to: ({ to }) => to,
  role_id: ({ roleId }) => roleId,
  reason: ({ reason }) => reason,
  requested_by: ({ requestedBy }) => requestedBy,
  requested_at: ({ requestedAt }) => requestedAt,
  status: ({ status }) => status,
  started_at: ({ startedAt }) => startedAt,
  finished_at: ({ finishedAt }) => finishedAt,
  estimated_person_days: ({ estimatedPersonDays }) => estimatedPersonDays,
  error: ({ error }) => error,
};
