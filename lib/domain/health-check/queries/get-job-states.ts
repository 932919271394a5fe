import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { EpochSeconds } from '@/lib/platform/time/instant';

const row = z.object({
  job: z.string(),
  status: z.enum(['running', 'success', 'failed', 'skipped']),
  first: column.instant,
  last: column.instant,
});

/** When the runs of a job began that are still on record, over all sites. Null: there is none of the kind. */
export type JobState = {
  job: string;
  firstStartedAt: EpochSeconds;
  lastSuccessAt: EpochSeconds | null;
  lastFailureAt: EpochSeconds | null;
};

/** Per job, by name, its last good and bad run. Reads one entry of the index per job and status. */
export async function getJobStates(db: Db): Promise<JobState[]> {
  const rows = await selectRows(db, jobStatesStatement(), row);
  return [...Map.groupBy(rows, ({ job }) => job)].map(([job, ofJob]) => {
    const last = (status: string) => ofJob.find((one) => one.status === status)?.last ?? null;
    return {
      job,
      firstStartedAt: Math.min(...ofJob.map(({ first }) => first)),
      lastSuccessAt: last('success'),
      lastFailureAt: last('failed'),
    };
  });
}

export function jobStatesStatement(): SQL {
  return sql`
    SELECT job, status, MIN(started_at) AS first, MAX(started_at) AS last
      FROM job_runs
     GROUP BY job, status
     ORDER BY job, status`;
}
